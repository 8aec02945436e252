package io.twinsim.expr;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.random.Draws;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the compiler makes of a formula: how many instructions, registers, bytes. */
class AssemblyTest {

    private final TestColumns columns = TestColumns.random(new SplittableRandom(3), 1024);

    private Code code(String formula) {
        Binding binding = new Binding(Map.of("p", 2.0), Map.of("a", 0.5, "b", 2.0));
        Lowering lowering = new Lowering(columns.scope(), binding, "v");
        return lowering.lower(Expr.parse(formula), null);
    }

    private long count(String formula, Op op) {
        Code code = code(formula);
        return Stream.concat(code.vectors().stream(), code.scalars().stream()).filter(i -> i.op() == op).count();
    }

    @Test
    void commonSubexpressions_areComputedOnce() {
        assertThat(count("(x + k) * (x + k) + (k + x)", Op.LOAD)).isEqualTo(2);
        assertThat(count("(x + k) * (x + k)", Op.ADD)).isEqualTo(1);
        assertThat(count("exp(x) + exp(x)", Op.EXP)).isEqualTo(1);
        assertThat(count("uniform(0, 1) + uniform(0, 1)", Op.DRAW)).isEqualTo(2);
    }

    @Test
    void constantsAndUnusedParts_leaveNoInstruction() {
        assertThat(code("x * (3 - $p)").vectors()).hasSize(1);
        assertThat(code("if($p > 1, x, exp(k))").vectors()).hasSize(1);
        assertThat(code("x * 1 / 1").vectors()).hasSize(1);
        assertThat(code("exp(3)").vectors()).hasSize(1);
    }

    @Test
    void draws_thatNoRowNeeds_areNotComputed() {
        assertThat(count("if(true, uniform(0, 1), uniform(0, 1))", Op.DRAW)).isEqualTo(1);
        assertThat(count("if(f, 1, 2 + 0 * uniform(0, 1))", Op.DRAW)).isEqualTo(1);
        assertThat(count("clamp(uniform(2, 3), 4, 5)", Op.DRAW)).isZero();
        assertThat(code("clamp(uniform(2, 3), 4, 5)").draws()).hasSize(1);
    }

    @Test
    void choicesAmongDraws_areSwitchedWhereThatPays() {
        assertThat(operations("lookup(c, red: categorical(a: 1), green: categorical(b: 1), else: 'x')"))
                .contains(Op.SWITCH).doesNotContain(Op.DRAW);
        assertThat(operations("lookup(c, red: categorical(a: 1), green: categorical(b: 1), "
                + "'dark blue': categorical(c: 1))"))
                .containsExactly(Op.LOAD, Op.SWITCH);
        assertThat(operations("if(x > 1, categorical(a: 1), if(x > 0, categorical(b: 1), categorical(c: 1)))"))
                .containsExactly(Op.LOAD, Op.LESS, Op.LESS, Op.SELECT, Op.SWITCH);
        assertThat(operations("if(f, exponential(1), exponential(2))")).containsExactly(Op.LOAD, Op.SWITCH);
        assertThat(operations("if(f, uniform(0, 1), uniform(0, 2))")).doesNotContain(Op.SWITCH);
        assertThat(operations("if(f, normal(x, 1), normal(0, 2))")).doesNotContain(Op.SWITCH);
        assertThat(operations("if(f, exponential(1), 3)")).doesNotContain(Op.SWITCH);
    }

    private List<Op> operations(String formula) {
        return code(formula).vectors().stream().map(Instruction::op).toList();
    }

    @Test
    void scalarParts_areComputedOncePerRunNotPerRow() {
        Code code = code("x * exp($$a + 1) * $$b");
        assertThat(code.scalars()).extracting(Instruction::op)
                .containsExactly(Op.COEFFICIENT, Op.ADD, Op.EXP, Op.POISON, Op.COEFFICIENT);
        assertThat(code.vectors()).extracting(Instruction::op).containsExactly(Op.LOAD, Op.MULTIPLY, Op.MULTIPLY);
    }

    @Test
    void registers_ofALongFormula_areReused() {
        Code code = code("((x + 1) * (k + 2) + (m - 3) * (x - 4)) * (k + 5) / (1 + abs(x * k * m))");
        assertThat(code.registers() - code.constants().length).isLessThanOrEqualTo(7);
        Code chain = code("x" + " + k * x".repeat(200));
        assertThat(chain.registers() - chain.constants().length).isLessThanOrEqualTo(4);
    }

    @Test
    void check_ofTheResult_isLeftOutWhereBoundsProveIt() {
        assertThat(code("clamp(x, 0, 1) * (1.2 - 0.04 * (clamp(k, 1, 10) - 1))").risky()).isFalse();
        assertThat(code("log(clamp(x, 0.5, 2)) / (2 + f)").risky()).isFalse();
        assertThat(code("normal(0, 0.02) + k").risky()).isFalse();
        assertThat(code("x * 2").risky()).isTrue();
        assertThat(code("log(f)").risky()).isTrue();
        assertThat(code("lognormal(0, 100)").risky()).isTrue();
    }

    /** The kinds of formulas of the reference world of healthcare professionals, and some more. */
    @ParameterizedTest
    @ValueSource(strings = {"lookup(c, red: 1, green: x, else: 2) * $$a * exp(clamp(x, 0, 1)) + if(y > 0 or g, m, k)"
            + " + normal(x, 1 + f) + uniform(0, 1)", "categorical(a: 0.3, b: 0.7)",
        "lookup(c, red: categorical(a: 0.3, b: 0.7), else: categorical(c: 0.5, b: 0.5))",
        "if(x > 1, categorical(a: 0.3, b: 0.7), if(x > 0, categorical(a: 0.5, b: 0.5), categorical(b: 1)))",
        "lookup(c, red: gamma(2, 1), green: beta(2, 3), else: exponential(1))",
        "floor(truncated(gamma(2.5, 7.5), 0, 60))",
        "clamp(ceil(k / 2) + uniform_int(-1, 1), 1, 5)", "round(lognormal(6.8 - 0.12 * (k - 1), 0.35))",
        "poisson(40 * (0.7 - 0.04 * clamp(k, 1, 10)))", "gamma(2.5, 0.4) * (3.4 - 0.55 * clamp(k, 1, 5))",
        "floor(min(365, exponential(1) * 30 / max(0.25, x)))",
        "logistic(-1.45 - 0.08 * (clamp(k, 1, 10) - 5.5) + lookup(c, red: 0.5, else: 0))"})
    void run_steadyState_allocatesNothing(String formula) {
        Evaluator evaluator = columns.compile(formula, new Binding(Map.of(), Map.of("a", 0.5)), "v")
                .evaluator(Draws.of(1), columns::get, 0);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        long[] allocated = new long[30];
        for (int i = 0; i < allocated.length; i++) {
            long before = threads.getThreadAllocatedBytes(self);
            for (int k = 0; k < 10; k++) {
                evaluator.run(0, 0, 1024);
            }
            allocated[i] = threads.getThreadAllocatedBytes(self) - before;
        }
        Arrays.sort(allocated);
        assertThat(allocated[allocated.length / 2]).isZero();
    }
}
