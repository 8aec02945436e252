package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.expr.Binding;
import io.twinsim.expr.Expr;
import io.twinsim.expr.Scope;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Generated twins under assignments to variables, of which nothing is made yet: the counterpart of {@link
 * TwinModel#assign} for populations of any size. Formulas are compiled once; each thread takes its own {@link #blocks}.
 * Immutable.
 */
public final class AssignedTwins {

    private final Population population;
    private final List<Stage> stages = new ArrayList<>();
    private final Scope scope;

    private AssignedTwins(Population population, AssignmentPlan plan) {
        this.population = population;
        plan.walk(stage -> {
            stages.add(stage);
            return stage.step().symbol();
        });
        scope = plan.scope();
    }

    /**
     * Twins under assignments: these variables are set, and everything derived or drawn from them is recomputed, with
     * the same exogenous draws.
     *
     * @param model the model of the twins
     * @param population twins as the model generates them
     * @param assignments formulas by variable, which read the twins as they were
     * @param binding parameter and coefficient values of the formulas
     * @return the twins
     * @throws InputException if the population is of another model, or a formula is refused
     * @throws IllegalStateException if these are not twins as their model generates them
     */
    public static AssignedTwins of(
            TwinModel model, Population population, Map<String, Expr> assignments, Binding binding) {
        AssignmentPlan plan = AssignmentPlan.of(model, population, assignments, binding);
        population.twins();
        return new AssignedTwins(population, plan);
    }

    /**
     * The variables as formulas see them under the assignments.
     *
     * @return the scope
     */
    public Scope scope() {
        return scope;
    }

    /**
     * The variables that the assignments change: those set, then those that follow, each after what it reads.
     *
     * @return names, immutable
     */
    public List<String> changed() {
        return stages.stream().map(Stage::name).toList();
    }

    /**
     * Blocks of these twins for one thread. Only what the columns depend on is computed: an assignment on which none of
     * them depends cannot fail.
     *
     * @param before columns wanted as they were: {@link TwinBlocks#source}
     * @param after columns wanted under the assignments: {@link TwinBlocks#assigned}
     * @return the blocks; {@link TwinBlocks#load} makes the rows, then {@link TwinBlocks#assign} what is changed
     * @throws InputException if there is no such column
     */
    public TwinBlocks blocks(Collection<String> before, Collection<String> after) {
        Checks.notNull(after, "after").forEach(scope::symbol);
        Set<String> original = new HashSet<>(Checks.notNull(before, "before"));
        Set<String> wanted = new HashSet<>(after);
        List<Stage> needed = new ArrayList<>();
        for (int s = stages.size() - 1; s >= 0; s--) {
            Stage stage = stages.get(s);
            if (wanted.contains(stage.name())) {
                needed.add(0, stage);
                (stage.set() ? original : wanted).addAll(stage.program().inputs());
            }
        }
        wanted.removeAll(changed());
        original.addAll(wanted);
        return population.blocks(original, needed);
    }

    /** Shows what is changed. */
    @Override
    public String toString() {
        return Lines.one("AssignedTwins[n=" + Numbers.grouped(population.size()) + ", changed: "
                + String.join(", ", changed()) + "]");
    }
}
