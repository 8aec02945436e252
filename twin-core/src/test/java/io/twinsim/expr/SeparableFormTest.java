package io.twinsim.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeparableFormTest {

    private static final Map<String, Object> PARAMETERS = Map.of("w", 2.0, "channel", "email");

    private final TestColumns columns = TestColumns.random(new SplittableRandom(11), 200);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "$$a * (1.2 - 0.04 * k) * (0.8 + 0.4 * x) | 1",
        "$$a + $$b * x + $$c * k | 3",
        "($$a + $$b * x) * ($$c + k) | 4",
        "($$a + x) * ($$b - x) | 3",
        "-($$a * x - $$b) / 4 | 2",
        "$$a * x / ($$b * (k + 10)) | 1",
        "exp($$a) * x + log1p($w) | 2",
        "$$a * x + $$a * k | 1",
        "$$a * x + $$b * x | 1",
        "if(f, $$a * x, $$b) | 2",
        "if(x > 0, $$a * x, 3) | 2",
        "lookup(c, red: $$a, green: 2 * $$b * x, else: k) | 3",
        "lookup(c, red: $$a, green: $$a, 'dark blue': $$a) * x | 1",
        "lookup($channel, email: $$a, else: 0) * x | 1",
        "x * k + 2 | 1",
        "$$a * 2 | 1",
    })
    void of_separableFormula_sumsToTheFormula(String formula, int products) {
        Expr tree = Expr.parse(formula);
        List<SeparableForm.Term> terms = SeparableForm.of(tree).orElseThrow().terms();
        assertThat(terms).hasSize(products);
        SplittableRandom random = new SplittableRandom(5);
        for (int draw = 0; draw < 20; draw++) {
            Map<String, Double> coefficients = Map.of("a", random.nextDouble(-2, 2), "b", random.nextDouble(1, 2),
                    "c", random.nextDouble(-2, 2));
            check(tree, terms, new Binding(PARAMETERS, coefficients));
        }
    }

    private void check(Expr tree, List<SeparableForm.Term> terms, Binding binding) {
        double[] expected = values(tree, binding);
        double[] sum = new double[expected.length];
        for (SeparableForm.Term term : terms) {
            assertThat(term.coefficientPart().variables()).isEmpty();
            assertThat(term.rowPart().coefficients()).isEmpty();
            double[] scalar = values(term.coefficientPart(), binding);
            double[] row = values(term.rowPart(), binding);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += scalar[i] * row[i];
            }
        }
        for (int i = 0; i < sum.length; i++) {
            // Coefficients, columns and so all products are below 1,000: a handful of roundings of that size.
            assertThat(sum[i]).isCloseTo(expected[i], within(1e-12));
        }
    }

    private double[] values(Expr tree, Binding binding) {
        Program program = Program.compile(tree, columns.scope(), binding, "");
        return TestColumns.values(program.evaluator(null, columns::get, 0), 200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exp($$a * x)", "clamp($$a * x, 0, 1)", "x / ($$a + x)", "if($$a > x, 1, 2)",
        "lookup(round($$a * x), 1: x, else: $$b)", "$$a * normal(0, 1)", "max($$a, x)"})
    void of_mixedBeyondExpansion_isEmpty(String formula) {
        assertThat(SeparableForm.of(Expr.parse(formula))).isEqualTo(Optional.empty());
    }

    @Test
    void of_tooManyProducts_isEmpty() {
        String factor = "($$a + x)";
        assertThat(SeparableForm.of(Expr.parse(String.join(" * ", "($$a + x)", "($$b + k)", "($$c + y)", "($$d + m)",
                "($$e + f)")))).hasValueSatisfying(form -> assertThat(form.terms()).hasSize(32));
        assertThat(SeparableForm.of(Expr.parse(String.join(" * ", "($$a + x)", "($$b + k)", "($$c + y)", "($$d + m)",
                "($$e + f)", factor.replace("a", "g").replace("x", "g"))))).isEmpty();
    }

    /** Coefficients of binomial growth: 31 factors took 37 s; given up at once they take a millisecond or so. */
    @Test
    void of_growingParts_givesUpInTime() {
        List<String> formulas = List.of(
                String.join(" * ", Collections.nCopies(31, "(1 + $$b * x)")),
                String.join(" * ", Collections.nCopies(200, "(1 + $$b * x)")),
                String.join(" / ", Collections.nCopies(400, "($$a * x)")),
                "($$a + x) * ($$b + k) * ($$c + y) * ($$d + m) * ($$e + f)" + " * 2".repeat(480),
                String.join(" + ", Collections.nCopies(490, "$$a * x * k * y")),
                "-".repeat(499) + "($$a + x)",
                "if(x > 0, ".repeat(90) + "$$a * x" + ", $$b)".repeat(90),
                IntStream.range(0, 3000).mapToObj(i -> i + ": $$a * x").collect(
                        Collectors.joining(", ", "lookup(k, ", ", else: $$b)")));
        for (String formula : formulas) {
            Expr tree = Expr.parse(formula);
            Optional<SeparableForm> form = assertTimeout(Duration.ofSeconds(1), () -> SeparableForm.of(tree));
            form.ifPresent(separated -> assertThat(separated.terms()).hasSizeBetween(1, 32));
        }
        assertThat(SeparableForm.of(Expr.parse(formulas.get(0)))).isEmpty();
        assertThat(SeparableForm.of(Expr.parse(formulas.get(2)))).isPresent();
        assertThat(SeparableForm.of(Expr.parse(formulas.get(4))).orElseThrow().terms()).hasSize(1);
        assertThat(formulas).hasSize(8);
    }

    /** What was no problem stays separable: a power of few factors, and a long part of the formula itself. */
    @Test
    void of_largeButNotGrowing_isSeparated() {
        assertThat(SeparableForm.of(Expr.parse(String.join(" * ", Collections.nCopies(6, "(1 + $$b * x)"))))
                .orElseThrow().terms()).hasSize(7);
        String longRow = "max(" + String.join(", ", Collections.nCopies(3000, "x + k")) + ")";
        assertThat(SeparableForm.of(Expr.parse("$$a * " + longRow + " + $$b")).orElseThrow().terms()).hasSize(2);
    }

    @Test
    void toString_ofAForm_showsItsProducts() {
        assertThat(SeparableForm.of(Expr.parse("$$a * x + k")).orElseThrow())
                .hasToString("SeparableForm[$$a * x, 1 * k]");
    }
}
