package io.twinsim.model;

import io.twinsim.expr.Expr;
import io.twinsim.internal.text.Lines;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an intervention does in time: doses from a start to a stop, the exposure that follows from them, and the
 * changes of nodes while a twin is exposed. All formulas are resolved.
 */
public final class CourseSpec {

    private final Expr start;
    private final Optional<Expr> stop;
    private final Optional<TimeSpan> every;
    private final Expr dose;
    private final Optional<Expr> adherence;
    private final Optional<Expr> halfLife;
    private final Optional<Expr> profile;
    private final List<CourseChange> changes;

    CourseSpec(Expr start, Optional<Expr> stop, Optional<TimeSpan> every, Expr dose, Optional<Expr> adherence,
            Optional<Expr> halfLife, Optional<Expr> profile, List<CourseChange> changes) {
        this.start = start;
        this.stop = stop;
        this.every = every;
        this.dose = dose;
        this.adherence = adherence;
        this.halfLife = halfLife;
        this.profile = profile;
        this.changes = List.copyOf(changes);
    }

    /**
     * When it starts, in units of t.
     *
     * @return a formula of numbers and parameters; 0 unless declared
     */
    public Expr start() {
        return start;
    }

    /**
     * When it stops, in units of t.
     *
     * @return a formula of numbers and parameters; nothing if it never stops
     */
    public Optional<Expr> stop() {
        return stop;
    }

    /**
     * The time from dose to dose.
     *
     * @return the interval; nothing if there is a dose at every step
     */
    public Optional<TimeSpan> every() {
        return every;
    }

    /**
     * The size of a dose, in the role of a step.
     *
     * @return the formula; 1 unless declared
     */
    public Expr dose() {
        return dose;
    }

    /**
     * The probability that a dose is taken.
     *
     * @return the formula; nothing if every dose is
     */
    public Optional<Expr> adherence() {
        return adherence;
    }

    /**
     * The time in which half of the level is gone, in units of t.
     *
     * @return a formula of numbers and parameters; nothing if doses do not accumulate
     */
    public Optional<Expr> halfLife() {
        return halfLife;
    }

    /**
     * What the level is multiplied by: a formula of {@code since}, {@code after}, {@code t}, {@code dt}, parameters and
     * twin variables.
     *
     * @return the formula; nothing for 1
     */
    public Optional<Expr> profile() {
        return profile;
    }

    /**
     * What changes while a twin is exposed, one target each.
     *
     * @return an immutable list: sets, then factors, then terms, each in file order
     */
    public List<CourseChange> changes() {
        return changes;
    }

    /** All formulas. */
    List<Expr> formulas() {
        List<Expr> all = new ArrayList<>(List.of(start, dose));
        List.of(stop, adherence, halfLife, profile).forEach(formula -> formula.ifPresent(all::add));
        changes.forEach(change -> all.add(change.formula()));
        return all;
    }

    ContentHash hash() {
        ContentHash hash = ContentHash.of("course").text("start", start.canonical()).text("dose", dose.canonical())
                .list("changes", changes.stream().map(CourseChange::hash).toList());
        stop.ifPresent(e -> hash.text("stop", e.canonical()));
        every.ifPresent(s -> hash.number("every", s.count()).text("everyUnit", s.unit()));
        adherence.ifPresent(e -> hash.text("adherence", e.canonical()));
        halfLife.ifPresent(e -> hash.text("halfLife", e.canonical()));
        profile.ifPresent(e -> hash.text("profile", e.canonical()));
        return hash;
    }

    /** One line: when it starts and how much it changes. */
    @Override
    public String toString() {
        String text = "CourseSpec[from " + start + stop.map(e -> " to " + e).orElse("") + ", " + changes.size()
                + (changes.size() == 1 ? " change]" : " changes]");
        return Lines.one(text);
    }
}
