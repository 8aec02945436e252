package io.twinsim.sim;

import io.twinsim.InputException;
import io.twinsim.expr.Binding;
import io.twinsim.expr.Expr;
import io.twinsim.expr.Program;
import io.twinsim.expr.Scope;
import io.twinsim.expr.SeparableForm;
import io.twinsim.model.Intervention;
import io.twinsim.model.Outcome;
import io.twinsim.model.Population;
import io.twinsim.random.Draws;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The formulas of an effect, compiled for one population. An intervention that sets variables has the outcome's rate on
 * two populations instead of a systematic part.
 */
final class EffectPlan {

    /** Noise has this stream whatever the intervention is called, so that compared interventions share it. */
    static final String NOISE = "effect/noise";

    final RowSource rows;
    final Draws draws;
    final Program systematic;
    /** The rows that the systematic part reads: after the assignments of an intervention that sets variables. */
    final RowSource systematicRows;
    final @Nullable Program unassigned;
    final @Nullable Program applies;
    final @Nullable Program noise;
    final @Nullable Program rate;
    final @Nullable Outcome outcome;
    /** Why there is no baseline rate though an outcome is declared. */
    final Optional<String> rateAbsent;
    final List<Program> parts = new ArrayList<>();
    final Optional<SeparableForm> separable;
    /** Whether sums over antithetic pairs are wanted. */
    final boolean paired;
    /** Whether noise alone varies, because exactly these units are meant. */
    final boolean noiseVaries;
    /** Whether twins are generated and forgotten. */
    final boolean streamed;
    private final Intervention intervention;
    private final boolean lean;

    private EffectPlan(Scenario scenario, Binding binding, boolean lean) {
        Intervention x = scenario.intervention();
        this.lean = lean;
        intervention = x;
        Population twins = scenario.rows();
        rows = scenario.source();
        draws = scenario.draws();
        paired = !lean && twins.antithetic();
        streamed = scenario.settings().streamed;
        noiseVaries = scenario.estimand() == Estimand.THESE_UNITS;
        Scope scope = rows.scope();
        twins.require(x.variables());
        Optional<Outcome> declared = scenario.outcome();
        boolean sets = !x.assignments().isEmpty();
        if (sets) {
            Expr formula = declared.orElseThrow(() -> new InputException("intervention " + x.name()
                    + " sets variables, so the model must declare an outcome")).rate();
            twins.require(formula.variables());
            systematicRows = rows.assigned(x.assignments(), binding);
            systematic = Program.compile(formula, systematicRows.scope(), Binding.NONE, "");
            unassigned = Program.compile(formula, scope, Binding.NONE, "");
        } else {
            systematicRows = rows;
            systematic = Program.compile(x.systematic(), scope, binding, "");
            unassigned = null;
        }
        applies = x.applies().map(e -> Program.compile(e, scope, binding, "")).orElse(null);
        noise = lean ? null : x.noise().map(e -> noise(e, scope, binding)).orElse(null);
        Program baseline = null;
        String absent = null;
        if (!lean && declared.isPresent()) {
            try {
                twins.require(declared.get().rate().variables());
                baseline = Program.compile(declared.get().rate(), scope, Binding.NONE, "");
            } catch (InputException e) {
                absent = e.getMessage();
            }
        }
        rate = baseline;
        outcome = declared.orElse(null);
        rateAbsent = Optional.ofNullable(absent);
        separable = lean || sets ? Optional.empty() : separable(x, scope, binding);
    }

    static EffectPlan of(Scenario scenario) {
        return new EffectPlan(scenario, scenario.intervention().binding(), false);
    }

    /** The expected effect alone, under other coefficients. */
    static EffectPlan lean(Scenario scenario, Binding binding) {
        return new EffectPlan(scenario, binding, true);
    }

    private static Program noise(Expr formula, Scope scope, Binding binding) {
        ZeroMean.check(formula, binding);
        return Program.compile(formula, scope, binding, NOISE);
    }

    /**
     * The systematic part as a sum of products, if that is possible and the row parts need no care for missing values;
     * one product with a coefficient part other than 0 needs no row part of its own, it is known from the systematic
     * part.
     */
    private Optional<SeparableForm> separable(Intervention x, Scope scope, Binding binding) {
        boolean moving = x.applies().map(e -> !e.coefficients().isEmpty()).orElse(false);
        Optional<SeparableForm> form = moving ? Optional.empty() : SeparableForm.of(x.systematic());
        if (form.isEmpty()) {
            return form;
        }
        List<SeparableForm.Term> terms = form.get().terms();
        if (terms.size() > 1 || new CoefficientPart(terms.get(0).coefficientPart(), binding)
                .at(guesses(binding)) == 0) {
            for (SeparableForm.Term term : terms) {
                parts.add(Program.compile(term.rowPart(), scope, binding, ""));
            }
        }
        return parts.stream().anyMatch(Program::nullable) ? Optional.empty() : form;
    }

    private static double[] guesses(Binding binding) {
        return binding.coefficients().values().stream().mapToDouble(Double::doubleValue).toArray();
    }

    /**
     * The failure of a block with the intervention's name, and that of its base or modifier if one of them fails alone;
     * a replay with other coefficients says by itself where it failed.
     */
    InputException named(InputException failure, RowSource.Cursor cursor, long first, long[] needed, int from,
            int to) {
        if (lean) {
            return failure;
        }
        Map<String, Expr> factors = new LinkedHashMap<>();
        if (intervention.assignments().isEmpty()) {
            factors.put("base", intervention.base());
            intervention.modifiers().forEach((name, formula) -> factors.put("modifier " + name, formula));
        }
        for (Map.Entry<String, Expr> factor : factors.entrySet()) {
            try {
                Program.compile(factor.getValue(), rows.scope(), intervention.binding(), "")
                        .evaluator(draws, rows.columns(cursor), rows.first()).run(first, needed, from, to);
            } catch (InputException alone) {
                return new InputException("intervention " + intervention.name() + ", " + factor.getKey() + ": "
                        + alone.getMessage(), failure);
            }
        }
        return new InputException("intervention " + intervention.name() + ": " + failure.getMessage(), failure);
    }

    /** Whether effects are differences of two rates. */
    boolean sets() {
        return unassigned != null;
    }

    EffectKernel kernel() {
        return new EffectKernel(this);
    }
}
