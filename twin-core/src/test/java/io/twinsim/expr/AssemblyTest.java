package io.twinsim.expr;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.random.Draws;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

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
        assertThat(count("if(true, uniform(0, 1), uniform(0, 1))", Op.DRAW)).isEqualTo(2);
    }

    @Test
    void constantsAndUnusedParts_leaveNoInstruction() {
        assertThat(code("x * (3 - $p)").vectors()).hasSize(1);
        assertThat(code("if($p > 1, x, exp(k))").vectors()).hasSize(1);
        assertThat(code("x * 1 / 1").vectors()).hasSize(1);
        assertThat(code("exp(3)").vectors()).hasSize(1);
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

    @Test
    void run_steadyState_allocatesNothing() {
        String formula = "lookup(c, red: 1, green: x, else: 2) * $$a * exp(clamp(x, 0, 1)) + if(y > 0 or g, m, k)"
                + " + normal(x, 1 + f) + uniform(0, 1)";
        Evaluator evaluator = columns.compile(formula, new Binding(Map.of(), Map.of("a", 0.5)), "v")
                .evaluator(Draws.of(1), columns::get, 0);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        long[] allocated = new long[50];
        for (int i = 0; i < allocated.length; i++) {
            long before = threads.getThreadAllocatedBytes(self);
            for (int k = 0; k < 20; k++) {
                evaluator.run(0, 0, 1024);
            }
            allocated[i] = threads.getThreadAllocatedBytes(self) - before;
        }
        Arrays.sort(allocated);
        assertThat(allocated[allocated.length / 2]).isZero();
    }
}
