package io.twinsim.scenario;

import io.twinsim.inference.Interval;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Coefficient;
import io.twinsim.sim.JointResult;
import io.twinsim.sim.Recommendation;
import io.twinsim.sim.RunDescription;
import io.twinsim.sim.SimulationResult;
import io.twinsim.sim.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What follows from a contest: what to choose, why, and what would change it. */
final class Advice {

    /** A scenario is chosen if it is the best with this probability, whatever level the intervals have. */
    static final double SURE = 0.95;
    private static final double WORTH_NAMING = 0.05;
    private static final double LIKELY = 0.5;
    /** Nearer than this the best guess is a tie, found by bisection. */
    private static final double TIED = 1e-6;
    /** Of a value that is rounded already. */
    private static final int DIGITS = 15;

    private final JointResult joint;
    private final List<String> labels;
    private final Contest contest;
    final Choice choice;

    Advice(JointResult joint, List<String> labels, Contest contest) {
        this.joint = joint;
        this.labels = labels;
        this.contest = contest;
        this.choice = choose();
    }

    private Standing best() {
        return contest.standings.get(0);
    }

    private Optional<Recommendation> own() {
        return own(best());
    }

    private Optional<Recommendation> own(Standing standing) {
        int index = labels.indexOf(standing.scenario());
        return index < 0 ? Optional.empty() : joint.results().get(index).recommendation();
    }

    private Choice choose() {
        boolean skipped = own().map(r -> r.verdict() == Verdict.SKIP).orElse(true);
        return skipped ? Choice.NONE : best().probBest() >= SURE ? Choice.CHOOSE : Choice.UNDECIDED;
    }

    /** One sentence or two. */
    String verdict() {
        Standing best = best();
        Difference next = contest.differences.get(0);
        String probability = probability(best);
        if (choice == Choice.NONE) {
            return best.scenario().equals(Rival.NOTHING)
                    ? "NONE: " + nothing(best) + "; the next is " + next.against() + ", which is " + worse(next)
                    + condition()
                    : "NONE: " + best.scenario() + " is best of these " + probability + ", but by itself it is to be "
                    + "skipped: " + own().map(Recommendation::rationale).orElse("") + notSkipped();
        }
        String lead = best.scenario() + ": " + better(next) + " than " + next.against();
        return choice == Choice.CHOOSE
                ? "CHOOSE " + lead + ", and best of all " + probability + alone() + condition()
                : "UNDECIDED, though in the lead is " + lead + "; best " + probability + rivals() + alone()
                + condition();
    }

    /** By its mean effect doing nothing may lead although some other scenario, whichever, is probably better. */
    private String nothing(Standing best) {
        return best.probBest() >= LIKELY ? "doing nothing is best " + probability(best) + rivals()
                : "doing nothing has the best mean effect, though it is best only " + probability(best) + rivals();
    }

    private static String probability(Standing best) {
        return "with probability " + Shown.probability(best.probBest());
    }

    private String better(Difference next) {
        return by(next, joint.higherIsBetter()) + " better";
    }

    private String worse(Difference next) {
        return by(next, joint.higherIsBetter()) + " worse";
    }

    /** The difference in the better direction, with its interval. */
    private static String by(Difference next, boolean higherIsBetter) {
        Interval i = next.interval();
        int decimals = Shown.decimals(i.width() / 2);
        double lower = higherIsBetter ? i.lower() : -i.upper();
        double upper = higherIsBetter ? i.upper() : -i.lower();
        return Numbers.fixed(Math.abs(next.estimate()), decimals) + " (" + Shown.percent(i.level()) + " interval "
                + Numbers.fixed(lower, decimals) + ".." + Numbers.fixed(upper, decimals) + ")";
    }

    /** Who else may be the best. */
    private String rivals() {
        List<String> others = contest.standings.stream().skip(1).filter(s -> s.probBest() >= WORTH_NAMING)
                .map(s -> s.scenario() + " " + Shown.probability(s.probBest())).toList();
        return others.isEmpty() ? "" : " (" + String.join(", ", others) + ")";
    }

    /** Those behind that pass by themselves, as what reaches few is judged per twin reached. */
    private String notSkipped() {
        List<String> others = contest.standings.stream().flatMap(s -> own(s)
                .filter(r -> r.verdict() != Verdict.SKIP).map(r -> s.scenario() + " (" + r.verdict() + ")").stream())
                .toList();
        return others.isEmpty() ? "" : "; not so " + Names.list(others);
    }

    private String alone() {
        return own().map(r -> "; its own verdict is " + r.verdict()).orElse("");
    }

    private String condition() {
        List<String> silent = silent(contest.standings.stream().map(Standing::scenario).toList());
        return silent.isEmpty() ? "" : "; if the assumed coefficients of " + Names.list(silent)
                + " hold, whose uncertainty is not stated";
    }

    /** Those that do not say how sure their coefficients, or some of them, are. */
    private List<String> silent(List<String> scenarios) {
        List<String> silent = new ArrayList<>();
        for (String scenario : scenarios) {
            int index = labels.indexOf(scenario);
            if (index >= 0 && isSilent(joint.results().get(index))) {
                silent.add(scenario);
            }
        }
        return silent;
    }

    private static boolean isSilent(SimulationResult result) {
        var coefficients = RunDescription.of(result).intervention().coefficients().values();
        return coefficients.isEmpty() || coefficients.stream().map(Coefficient::sd).anyMatch(sd -> sd.isEmpty());
    }

    /** What would change the best, in a sentence. */
    String flip() {
        return change().orElseGet(() -> joint.results().stream()
                .allMatch(r -> RunDescription.of(r).intervention().coefficients().isEmpty())
                ? "no coefficient is named, so nothing can be said about what would change the best"
                : "no single coefficient within 6 sd (without one: -1 to 3 times its value) changes the best");
    }

    Optional<String> change() {
        return joint.change().map(c -> {
            List<String> alike = owners(c, true);
            List<String> others = owners(c, false);
            String then = c.then() == JointResult.NOTHING ? Rival.NOTHING : labels.get(c.then());
            return "the best becomes " + then + " if " + c.coefficient()
                    + (alike.size() == labels.size() ? "" : " of " + Names.list(alike)) + (c.below() ? " < " : " > ")
                    + Numbers.significant(c.value(), DIGITS) + ", " + distance(c)
                    + (others.isEmpty() ? "" : ", and that of " + Names.list(others) + " moves along");
        });
    }

    private String distance(JointResult.Change c) {
        return c.distance() < TIED ? "the best guess itself" : Numbers.significant(c.distance(), 2)
                + (sd(c.owner(), c) > 0 ? " sd" : " times its value") + " from the best guess";
    }

    /** Those whose coefficient is moved: to the same value, or along with it to another. */
    private List<String> owners(JointResult.Change c, boolean alike) {
        Coefficient moved = coefficient(c.owner(), c.coefficient());
        return IntStream.range(0, labels.size())
                .filter(s -> joint.belief(s) == joint.belief(c.owner()) && has(s, c.coefficient()))
                .filter(s -> sd(s, c) > 0 || !(sd(c.owner(), c) > 0))
                .filter(s -> coefficient(s, c.coefficient()).equals(moved) == alike).mapToObj(labels::get).toList();
    }

    private Coefficient coefficient(int scenario, String name) {
        return RunDescription.of(joint.results().get(scenario)).intervention().coefficients().get(name);
    }

    private boolean has(int scenario, String coefficient) {
        return RunDescription.of(joint.results().get(scenario)).intervention().coefficients().containsKey(coefficient);
    }

    private double sd(int scenario, JointResult.Change change) {
        return coefficient(scenario, change.coefficient()).sd().orElse(0);
    }
}
