package io.twinsim.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.InputException;
import io.twinsim.expr.Binding;
import io.twinsim.expr.Evaluator;
import io.twinsim.expr.Expr;
import io.twinsim.expr.Program;
import io.twinsim.expr.Scope;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArithmeticTest {

    private static final Binding BINDING = new Binding(Map.of("p", 3.0, "q", -0.7, "flag", true), coefficients());

    private static Map<String, Double> coefficients() {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("a", 0.05);
        values.put("b", -1.5);
        values.put("c", 7.0);
        return values;
    }

    private static String formula(DrawStream random, int depth, int[] at) {
        int kind = random.below(depth == 0 ? 4 : 9, at[0]++);
        return switch (kind) {
            case 0 -> "$$a";
            case 1 -> "$$b";
            case 2 -> "$$c";
            case 3 -> random.below(2, at[0]++) == 0 ? "$p" : "2.5";
            case 4 -> "-(" + formula(random, depth - 1, at) + ")";
            default -> "(" + formula(random, depth - 1, at) + ") " + "+-*/".charAt(kind - 5) + " ("
                    + formula(random, depth - 1, at) + ")";
        };
    }

    @Test
    void parts_ofAnyArithmetic_areTheBitsOfTheProgram() {
        DrawStream random = Draws.of(3).stream("formula");
        int[] at = {0};
        int compared = 0;
        double[][] draws = new double[3][100];
        for (int j = 0; j < 3; j++) {
            for (int k = 0; k < 100; k++) {
                draws[j][k] = 4 * random.uniform(1_000_000 + 100 * j + k) - 2;
            }
        }
        for (int f = 0; f < 400; f++) {
            Expr formula = Expr.parse(formula(random, 4, at));
            Program program;
            try {
                program = Program.compile(formula, Scope.of(List.of()), BINDING, "");
            } catch (InputException constantNotFinite) {
                continue;
            }
            Evaluator evaluator = program.evaluator(null, name -> {
                throw new IllegalStateException(name);
            }, 0);
            CoefficientPart part = new CoefficientPart(formula, BINDING);
            double[] values;
            try {
                values = part.under(draws);
            } catch (InputException undefined) {
                assertThat(undefined.getMessage()).startsWith("formula \"").contains("is undefined for $$");
                continue;
            }
            for (int k = 0; k < 100; k++) {
                int i = 0;
                double[] b = new double[3];
                for (String name : BINDING.coefficients().keySet()) {
                    b[i] = draws[i][k];
                    if (program.coefficients().contains(name)) {
                        evaluator.coefficient(name, b[i]);
                    }
                    i++;
                }
                evaluator.run(0, 0, 1);
                assertThat(values[k]).as(formula.toString()).isEqualTo(evaluator.values()[0]);
                assertThat(part.at(b)).isEqualTo(values[k]);
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(30_000);
    }

    @Test
    void shifts_isSaidOfSumsOfCoefficientsAlone() {
        assertThat(shifts("$$a")).isEqualTo("a b c");
        assertThat(shifts("$$a + $$b * $p - 2 * $$c / 3")).isEqualTo("a b c");
        assertThat(shifts("-$$a * (1 - $q) + $$b * $$c")).isEqualTo("a");
        assertThat(shifts("$$a / $$b + $$c")).isEqualTo("c");
        assertThat(shifts("$$a * $$a")).isEqualTo("b c");
        assertThat(shifts("exp($$a) + $$b")).isEqualTo("c");
        assertThat(shifts("sqrt($$c)")).isEqualTo("a b");
        assertThat(shifts("($$a + $$b) * 2 - ($$a - $$c) * ($p + 1)")).isEqualTo("a b c");
    }

    private static String shifts(String formula) {
        CoefficientPart part = new CoefficientPart(Expr.parse(formula), BINDING);
        StringBuilder shifted = new StringBuilder();
        for (int j = 0; j < 3; j++) {
            if (part.shifts(j)) {
                shifted.append(shifted.isEmpty() ? "" : " ").append("abc".charAt(j));
            }
        }
        return shifted.toString();
    }
}
