package io.twinsim.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExpressionFormulaTest {

    /** With draws both differ by noise only: 5,000 means of standard deviation 0.02 each, once in 10^8 seeds apart. */
    @ParameterizedTest
    @EnumSource
    void program_ofEachFormula_saysTheSameAsTheLoop(ExpressionFormula formula) {
        ExpressionBenchmark.Rows rows = new ExpressionBenchmark.Rows();
        rows.twins = 5_000;
        rows.setup();
        ExpressionBenchmark.Work work = new ExpressionBenchmark.Work();
        work.formula = formula.name();
        work.setup(rows);
        ExpressionBenchmark benchmark = new ExpressionBenchmark();
        double[] program = benchmark.program(rows, work).clone();
        double[] loop = benchmark.byHand(rows, work).clone();
        if (formula == ExpressionFormula.DRAWS) {
            assertThat(Arrays.stream(program).sum() / 5_000).isCloseTo(Arrays.stream(loop).sum() / 5_000,
                    within(5.7 * 0.02 * Math.sqrt(2.0 / 5_000)));
            return;
        }
        assertThat(program).hasSize(5_000).containsExactly(loop, within(1e-14));
    }
}
