package io.twinsim.timeline;

import io.twinsim.InputException;
import io.twinsim.expr.Binding;
import io.twinsim.expr.Expr;
import io.twinsim.expr.Program;
import io.twinsim.expr.Scope;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Names;
import io.twinsim.model.CourseChange;
import io.twinsim.model.CourseSpec;
import io.twinsim.model.InteractionSpec;
import io.twinsim.model.Intervention;
import io.twinsim.model.TimelineNode;
import io.twinsim.model.TimelineSpec;
import io.twinsim.model.TimelineSpec.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compiles what an arm changes, and finds out what it can reach. */
final class ArmCompiler {

    /** Doses in a step are given one by one where they add up. */
    private static final double MOST_DOSES = 100_000;

    private final PlanCompiler compiler;
    private final TimelineSpec spec;
    private final List<PlanColumn> columns;
    private final Map<String, Integer> index;
    private final List<String> exposures;
    private final Reach reach;

    /**
     * A compiler of arms.
     *
     * @param compiler compiles formulas
     * @param columns all columns
     * @param index the columns of the nodes by name
     * @param exposures the names of all interventions in time of the world
     * @param reach what reads what
     */
    ArmCompiler(PlanCompiler compiler, List<PlanColumn> columns, Map<String, Integer> index, List<String> exposures,
            Reach reach) {
        this.compiler = compiler;
        this.spec = compiler.spec;
        this.columns = columns;
        this.index = index;
        this.exposures = exposures;
        this.reach = reach;
    }

    ArmPlan control() {
        boolean[] all = new boolean[columns.size()];
        Arrays.fill(all, true);
        return new ArmPlan(0, TimelineSettings.CONTROL, List.of(), List.of(), List.of(), Map.of(), all,
                spec.stepOrder(), 1);
    }

    ArmPlan arm(int number, String name, List<Intervention> interventions) {
        List<CoursePlan> courses = new ArrayList<>();
        List<CourseChange> all = new ArrayList<>();
        Map<Integer, List<ChangePlan>> changes = new LinkedHashMap<>();
        for (Intervention intervention : interventions) {
            CourseSpec course = intervention.course().orElseThrow(() -> new InputException("intervention "
                    + intervention.name() + " must have a course to be part of a timeline, got an effect or "
                    + "assignments; twin simulate runs it"));
            Binding binding = binding(intervention);
            courses.add(course(intervention, course, binding));
            add(changes, course.changes(), binding, courses.size() - 1, intervention.name());
            all.addAll(course.changes());
        }
        List<InteractionSpec> interactions = new ArrayList<>();
        List<int[]> together = new ArrayList<>();
        List<String> names = courses.stream().map(CoursePlan::name).toList();
        for (InteractionSpec interaction : spec.interactions()) {
            if (names.containsAll(interaction.of())) {
                interactions.add(interaction);
                together.add(interaction.of().stream().mapToInt(names::indexOf).toArray());
                add(changes, interaction.changes(), compiler.binding, courses.size() + interactions.size() - 1,
                        interaction.name());
                all.addAll(interaction.changes());
            }
        }
        changes.forEach((column, list) -> list.sort(Comparator.comparing(ChangePlan::operation)));
        checkSets(name, changes);
        int first = courses.stream().mapToInt(c -> c.firstStep(spec.dt())).min().orElse(Integer.MAX_VALUE);
        return new ArmPlan(number, name, List.copyOf(courses), List.copyOf(interactions), List.copyOf(together),
                changes, reach.from(changes), spec.stepOrder(all), first);
    }

    /** Parameters of the timeline, and over them those of the intervention. */
    private Binding binding(Intervention intervention) {
        Map<String, Object> values = new LinkedHashMap<>(compiler.binding.parameters());
        Binding own = intervention.binding();
        values.putAll(own.parameters());
        return new Binding(values, own.coefficients());
    }

    private CoursePlan course(Intervention intervention, CourseSpec course, Binding binding) {
        String name = intervention.name();
        double start = compiler.number(course.start(), binding, "start of " + name);
        double stop = course.stop().isPresent()
                ? compiler.number(course.stop().get(), binding, "stop of " + name) : Double.POSITIVE_INFINITY;
        double every = course.every().map(spec::units).orElse(spec.dt());
        double halfLife = 0;
        if (course.halfLife().isPresent()) {
            halfLife = Checks.positive(compiler.number(course.halfLife().get(), binding, "half_life of " + name),
                    "half_life of " + name);
        }
        if (halfLife > 0 && spec.dt() / every > MOST_DOSES) {
            throw new InputException("every of " + name + " must be at least a hundred-thousandth of a step where "
                    + "doses add up, got " + spec.span(every));
        }
        Scope step = compiler.scope(Role.NEXT);
        Program dose = compiler.compile(course.dose(), step, binding, "", null);
        Program adherence = optional(course.adherence(), step, binding);
        Program profile = optional(course.profile(), compiler.profileScope(), binding);
        Program applies = optional(intervention.applies(), step, binding);
        return new CoursePlan(intervention, start, stop, every, halfLife, dose, adherence, profile, applies);
    }

    private @Nullable Program optional(Optional<Expr> formula, Scope scope, Binding binding) {
        return formula.isEmpty() ? null : compiler.compile(formula.get(), scope, binding, "", null);
    }

    private void add(Map<Integer, List<ChangePlan>> changes, List<CourseChange> added, Binding binding, int exposure,
            String of) {
        for (CourseChange change : added) {
            TimelineNode target = spec.node(change.target());
            Role role = target.kind() == TimelineNode.Kind.DERIVED ? Role.NOW : Role.NEXT;
            String owner = "course/" + of + "/" + change.target() + "/" + change.operation().id();
            Program program = compiler.compile(change.formula(), compiler.scope(role, exposures), binding, owner,
                    target.kind() == TimelineNode.Kind.EVENT ? null : target);
            changes.computeIfAbsent(index.get(target.name()), key -> new ArrayList<>())
                    .add(new ChangePlan(change.operation(), program, exposure, of));
        }
    }

    private void checkSets(String arm, Map<Integer, List<ChangePlan>> changes) {
        changes.forEach((column, list) -> {
            List<String> sets = list.stream().filter(c -> c.operation() == CourseChange.Operation.SET)
                    .map(ChangePlan::of).toList();
            if (sets.size() > 1) {
                throw new InputException("arm " + arm + " must set " + columns.get(column).name()
                        + " once, got it set by " + Names.list(sets));
            }
        });
    }
}
