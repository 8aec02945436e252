package io.twinsim.sim;

import io.twinsim.InputException;
import io.twinsim.column.ColumnType;
import io.twinsim.expr.Binding;
import io.twinsim.expr.Evaluator;
import io.twinsim.expr.Expr;
import io.twinsim.expr.Program;
import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Intervention;
import io.twinsim.model.Outcome;
import io.twinsim.model.Population;
import io.twinsim.random.Draws;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Takes the effect of one twin apart. */
final class Explainer {

    private static final int DIGITS = 6;

    private final Population rows;
    private final Intervention intervention;
    private final Draws draws;
    /** Of what the intervention sets: it belongs to the twins, as all their variables do. */
    private final Draws ownDraws;

    Explainer(Population rows, Intervention intervention, long seed) {
        this.rows = rows;
        this.intervention = intervention;
        this.draws = rows.draws(seed);
        this.ownDraws = rows.draws(rows.seed());
    }

    static InputException noSuchTwin(long rowId, long first, long limit) {
        return new InputException(first == limit ? "there is no twin " + rowId + ", as there are no twins"
                : "rowId must be in [" + first + ", " + (limit - 1) + "], got " + rowId);
    }

    Explanation explain(long rowId) {
        long first = rows.baseRow();
        long limit = rows.endRow();
        if (rowId < first || rowId >= limit) {
            throw noSuchTwin(rowId, first, limit);
        }
        rows.require(intervention.variables());
        boolean sets = !intervention.assignments().isEmpty();
        boolean reached = intervention.applies().map(e -> number(e, rowId, "") == 1).orElse(true);
        double systematic = !reached ? 0 : sets ? assigned(rowId) : number(intervention.systematic(), rowId, "");
        double noise = reached ? intervention.noise().map(e -> number(e, rowId, EffectPlan.NOISE)).orElse(0.0) : 0;
        Map<String, String> inputs = new LinkedHashMap<>();
        for (String name : intervention.variables()) {
            inputs.put(name, rows.storage(name).text((int) (rowId - first)));
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        intervention.values().forEach((name, value) ->
                parameters.put(name, value instanceof Double d ? Numbers.significant(d, DIGITS) : value.toString()));
        return new Explanation(rowId, intervention.name(), inputs, parameters, intervention.binding().coefficients(),
                parts(rowId, sets), reached, systematic, noise, systematic + noise, baseline(rowId));
    }

    private List<Explanation.Part> parts(long rowId, boolean sets) {
        List<Explanation.Part> parts = new ArrayList<>();
        if (!sets) {
            parts.add(part("base", intervention.base(), rowId, "", draws));
        }
        intervention.modifiers().forEach((name, e) -> parts.add(part(name, e, rowId, "", draws)));
        intervention.assignments().forEach(
                (name, e) -> parts.add(part("set " + name, e, rowId, "assign/" + name, ownDraws)));
        return parts;
    }

    private Explanation.Part part(String name, Expr formula, long rowId, String owner, Draws random) {
        Program program = compile(formula, owner);
        double value = value(program, rows, rowId, random);
        String text = Double.isNaN(value) ? "" : program.type() == ColumnType.CATEGORY
                ? program.labels().get((int) value)
                : program.type() == ColumnType.FLAG ? value == 1 ? "true" : "false"
                : Numbers.significant(value, DIGITS);
        return new Explanation.Part(name, formula.toString(), text);
    }

    private Program compile(Expr formula, String owner) {
        return Program.compile(formula, rows.scope(), intervention.binding(), owner);
    }

    private double number(Expr formula, long rowId, String owner) {
        return value(compile(formula, owner), rowId);
    }

    private double value(Program program, long rowId) {
        return value(program, rows, rowId, draws);
    }

    /** The value of one row; NaN if it is missing. */
    private static double value(Program program, Population of, long rowId, Draws random) {
        Evaluator evaluator = program.evaluator(random, of::storage, of.baseRow());
        long first = Blocks.floor(rowId);
        int i = (int) (rowId - first);
        evaluator.run(first, i, i + 1);
        long[] valid = evaluator.validity();
        return valid == null || (valid[i >>> 6] >>> i & 1) != 0 ? evaluator.values()[i] : Double.NaN;
    }

    private double assigned(long rowId) {
        Expr rate = intervention.model().outcome().orElseThrow().rate();
        Population after = intervention.model().assign(rows, intervention.assignments(), intervention.binding());
        return value(Program.compile(rate, after.scope(), Binding.NONE, ""), after, rowId, draws)
                - value(Program.compile(rate, rows.scope(), Binding.NONE, ""), rowId);
    }

    private OptionalDouble baseline(long rowId) {
        Optional<Outcome> outcome = intervention.model().outcome();
        if (outcome.isEmpty() || !outcome.get().rate().variables().stream().allMatch(rows::has)) {
            return OptionalDouble.empty();
        }
        double rate = value(Program.compile(outcome.get().rate(), rows.scope(), Binding.NONE, ""), rowId);
        return Double.isNaN(rate) ? OptionalDouble.empty() : OptionalDouble.of(rate);
    }
}
