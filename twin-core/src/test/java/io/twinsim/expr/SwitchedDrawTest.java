package io.twinsim.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.random.Draws;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A choice among draws gives each row the value of the chosen draw, as if that draw stood alone. */
class SwitchedDrawTest {

    private static final List<String> DRAWN = List.of("gamma(2.5, 2", "beta(2, 3", "poisson(7",
            "truncated(normal(0, 1), -1, 2", "weibull(0.8, 3", "mixture(0.5: gamma(2, 1), 0.5: normal(5, 1)");
    private static final List<String> LABELS = List.of("categorical(a: 0.25, b: 0.5, c: 0.25",
            "categorical(c: 0.1, d: 0.9", "categorical(b: 0.005, a: 0.005, d: 0.99", "categorical(a: 1",
            "categorical(d: 0.5, a: 0, c: 0.5");

    private final SplittableRandom random = new SplittableRandom(17);

    private TestColumns keys(int keys, int rows) {
        List<String> labels = java.util.stream.IntStream.range(0, keys).mapToObj(k -> "k" + k).toList();
        return TestColumns.none().category("c", labels, random.ints(rows, 0, keys).asDoubleStream().toArray());
    }

    /** {@code lookup(c, k0: gamma(2.5, 2, stream: 's0'), k1: ...)}. */
    private static String lookup(List<String> draws) {
        StringBuilder formula = new StringBuilder("lookup(c");
        for (int k = 0; k < draws.size(); k++) {
            formula.append(", k").append(k).append(": ").append(named(draws, k));
        }
        return formula.append(')').toString();
    }

    private static String named(List<String> draws, int k) {
        return draws.get(k) + ", stream: 's" + k + "')";
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 5120, (1L << 32) - 1024, 1L << 33})
    void values_ofAllKinds_areThoseOfTheChosenDrawAlone(long baseRow) {
        int checked = 0;
        for (List<String> draws : List.of(DRAWN, LABELS)) {
            for (Draws source : List.of(Draws.of(3), Draws.of(3).antithetic())) {
                TestColumns columns = keys(draws.size(), 2048);
                Program program = columns.compile(lookup(draws), Binding.NONE, "v");
                assertThat(program.describe()).contains("draw number [c] of " + draws.size());
                Evaluator evaluator = program.evaluator(source, columns::get, baseRow);
                for (int k = 0; k < draws.size(); k++) {
                    Program alone = Program.compile(Expr.parse(named(draws, k)), Scope.of(), Binding.NONE, "v");
                    Evaluator one = alone.evaluator(source, columns::get, baseRow);
                    checked += same(program, evaluator, alone, one, columns, k, baseRow);
                }
            }
        }
        assertThat(checked).isEqualTo(2 * 2 * 2048);
    }

    private static int same(Program program, Evaluator evaluator, Program alone, Evaluator one, TestColumns columns,
            int k, long baseRow) {
        int checked = 0;
        for (int block = 0; block < 2048; block += 1024) {
            evaluator.run(baseRow + block, 0, 700);
            evaluator.run(baseRow + block, 700, 1024);
            double[] values = evaluator.values().clone();
            one.run(baseRow + block, 0, 1024);
            for (int i = 0; i < 1024; i++) {
                if (columns.get("c").values()[block + i] == k) {
                    Object expected = label(alone, one.values()[i]);
                    assertThat(label(program, evaluator.values()[i])).isEqualTo(i < 700 ? label(program, values[i])
                            : expected);
                    assertThat(label(program, values[i])).isEqualTo(expected);
                    checked++;
                }
            }
        }
        return checked;
    }

    private static Object label(Program program, double value) {
        return program.labels().isEmpty() ? (Object) value : program.labels().get((int) value);
    }

    /** What is looked up for the label or the number of a draw, beside a draw of numbers that has no such table. */
    @ParameterizedTest
    @ValueSource(strings = {
        "if(f, lookup(categorical(a: 0.3, b: 0.7), a: 10, b: 20), normal(0, 1))",
        "lookup(c, red: lookup(categorical(a: 0.3, b: 0.7), a: 10, b: 20), else: poisson(2))",
        "lookup(categorical(a: 0.3, b: 0.7), a: 10, b: normal(0, 1))",
        "if(f, lookup(categorical(a: 0.3, b: 0.7), a: 10, b: 20), lookup(categorical(b: 1, c: 0), b: 3, c: 4))",
        "if(x > 0, lookup(if(f, binomial(3, 0.5), binomial(2, 0.3)), 0: 5, 1: 7, 2: 9, else: 11), poisson(3))",
        "if(x > 0, lookup(if(f, binomial(3, 0.5), binomial(2, 0.3)), 0: 5, 1: 7, else: 9), binomial(3, 0.1))"})
    void values_ofALookupBesideADraw_areThoseOfTheInterpreter(String formula) {
        TestColumns columns = TestColumns.random(random, 1024);
        for (Draws draws : List.of(Draws.of(7), Draws.of(7).antithetic())) {
            Reference reference = new Reference(columns, Binding.NONE, draws, "v", 0);
            Evaluator evaluator = columns.compile(formula, Binding.NONE, "v").evaluator(draws, columns::get, 0);
            evaluator.run(0, 0, 1024);
            for (int i = 0; i < 1024; i++) {
                assertThat(evaluator.values()[i]).isEqualTo(reference.at(Expr.parse(formula), i));
            }
        }
    }

    @Test
    void values_ofPartOfABlock_leaveOtherRegistersAlone() {
        for (List<String> draws : List.of(DRAWN, LABELS)) {
            TestColumns columns = keys(draws.size(), 1024);
            Evaluator evaluator = columns.compile(lookup(draws), Binding.NONE, "v")
                    .evaluator(Draws.of(1), columns::get, 0);
            evaluator.values()[99] = -7;
            evaluator.values()[130] = -7;
            evaluator.run(0, 100, 130);
            assertThat(evaluator.values()[99]).isEqualTo(-7);
            assertThat(evaluator.values()[130]).isEqualTo(-7);
        }
    }

    @Test
    void overflow_ofTheChosenDraw_failsItsRowOnly() {
        TestColumns columns = TestColumns.none().flag("f", new double[1024]);
        Program program = columns.compile("if(f, lognormal(0, 300), exponential(1))", Binding.NONE, "v");
        assertThat(program.describe()).contains("draw number [");
        program.evaluator(Draws.of(1), columns::get, 0).run(0, 0, 1024);
        double[] all = new double[1024];
        java.util.Arrays.fill(all, 1);
        TestColumns chosen = TestColumns.none().flag("f", all);
        Evaluator failing = program.evaluator(Draws.of(1), chosen::get, 0);
        assertThatThrownBy(() -> failing.run(0, 0, 1024))
                .hasMessageContaining("draw of lognormal(0.0, 300.0) must be a finite number, got Infinity; "
                        + "inputs: f = true");
    }
}
