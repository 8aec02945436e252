package io.twinsim.expr;

import io.twinsim.InputException;
import io.twinsim.column.ColumnType;
import io.twinsim.random.Categorical;
import io.twinsim.random.Distribution;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lowers draws: gives each its number and binds those with constant parameters. */
final class DrawLowering {

    /** Keeps streams that formulas name apart from the engine's own. */
    private static final String NAMED = "stream/";

    private final Lowering lowering;
    private final String owner;
    private final List<DrawPlan> plans = new ArrayList<>();
    private int drawn;

    DrawLowering(Lowering lowering, String owner) {
        this.lowering = lowering;
        this.owner = owner;
    }

    /** The draws in the order of the graph: a draw among the parameters of another comes before it. */
    List<DrawPlan> plans() {
        return Collections.unmodifiableList(plans);
    }

    Operand draw(DrawExpr draw) {
        if (owner.isEmpty()) {
            throw draw.mark().refuse("draws are not allowed here");
        }
        // The number is taken before the parameters are visited, as they stand after it in the source.
        int number = drawn++;
        if (draw instanceof DrawExpr.Transition transition) {
            return new TransitionLowering(lowering, transition).lower(plans::add, path(draw), key(draw, number));
        }
        List<Value> parameters = new ArrayList<>();
        List<Operand> operands = new ArrayList<>();
        for (Expr parameter : DistributionBinder.parameters(draw)) {
            Operand operand = lowering.number(parameter, Printer.name(draw));
            operands.add(operand);
            parameters.add(operand.value());
        }
        boolean constant = parameters.stream().allMatch(Value::isConstant);
        String path = path(draw);
        int key = key(draw, number);
        return draw instanceof DrawExpr.Categories categories ? categorical(categories, parameters, constant, path, key)
                : number(draw, parameters, operands, path, key);
    }

    private String path(DrawExpr draw) {
        return draw.stream() == null ? owner : NAMED + draw.stream();
    }

    private static int key(DrawExpr draw, int number) {
        return draw.stream() == null ? number : 0;
    }

    private Operand categorical(DrawExpr.Categories draw, List<Value> parameters, boolean constant, String path,
            int key) {
        if (!constant) {
            throw draw.mark().refuse("probabilities of categorical must be constants or parameters;"
                    + " use lookup with a categorical for each label");
        }
        Categorical categories = refusing(draw, () -> Categorical.of(draw.labels(), constants(parameters)));
        Value codes = add(new DrawPlan(draw, path, key, null, categories, null, true), List.of(),
                new Range(0, draw.labels().size() - 1, false));
        return Operand.category(draw.labels(), codes);
    }

    private Operand number(DrawExpr draw, List<Value> parameters, List<Operand> operands, String path, int key) {
        boolean constant = parameters.stream().allMatch(Value::isConstant);
        @Nullable Distribution distribution =
                constant ? refusing(draw, () -> DistributionBinder.bind(draw, constants(parameters))) : null;
        Range range = distribution != null ? DrawRange.of(distribution)
                : draw instanceof DrawExpr.Simple simple ? DrawRange.of(simple.family(), operands)
                : Range.RISKY;
        DrawPlan plan = new DrawPlan(draw, path, key, distribution, null, null, !range.risky());
        Value value = add(plan, constant ? List.of() : parameters, range);
        ColumnType type = type(draw);
        return type == ColumnType.FLAG ? Operand.flag(value) : Operand.number(value, type == ColumnType.INTEGER);
    }

    private Value add(DrawPlan plan, List<Value> parameters, Range range) {
        plans.add(plan);
        return lowering.graph.draw(plan, parameters, range);
    }

    private static double[] constants(List<Value> parameters) {
        return parameters.stream().mapToDouble(p -> p.constant).toArray();
    }

    private static <T> T refusing(DrawExpr draw, java.util.function.Supplier<T> binder) {
        try {
            return binder.get();
        } catch (InputException e) {
            throw draw.mark().refuse(e.getMessage());
        }
    }

    private static ColumnType type(DrawExpr draw) {
        if (draw instanceof DrawExpr.Simple simple) {
            return simple.family().columnType();
        }
        if (draw instanceof DrawExpr.Truncated truncated) {
            return whole(truncated.distribution()) ? ColumnType.INTEGER : ColumnType.REAL;
        }
        boolean whole = draw instanceof DrawExpr.Mixture mixture
                && mixture.distributions().stream().allMatch(DrawLowering::whole);
        return whole ? ColumnType.INTEGER : ColumnType.REAL;
    }

    private static boolean whole(DrawExpr draw) {
        return type(draw) != ColumnType.REAL;
    }
}
