package io.twinsim.bench;

import io.twinsim.column.CategoryColumn;
import io.twinsim.column.Column;
import io.twinsim.column.ColumnType;
import io.twinsim.column.IntegerColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.expr.Binding;
import io.twinsim.expr.Evaluator;
import io.twinsim.expr.Expr;
import io.twinsim.expr.Program;
import io.twinsim.expr.Symbol;
import io.twinsim.random.Draws;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a formula cost, and how far from a loop written by hand? {@code program} is ours: compiled to operations
 * over blocks of 1,024 rows, with checks of columns, missing values and finite results. {@code byHand}, the peer, is
 * one fused Java loop over arrays that says the same and checks nothing. {@code copyOnly}, the floor, copies a column.
 * Run: {@code twin-bench/run expressions}, or {@code java -jar twin-bench/target/benchmarks.jar Expression -prof gc}.
 */
@Counts(of = "twin", by = "twins")
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class ExpressionBenchmark {
    private static final int BLOCK = 1_024;
    private static final List<String> STAGES =
            List.of("innovator", "early_adopter", "early_majority", "late_majority", "laggard");
    private static final List<String> REGIONS = List.of("northeast", "south", "midwest", "west");

    /** The columns; no method changes them. */
    @State(Scope.Thread)
    public static class Rows {

        /** Twins. */
        @Param({"1000", "10000", "100000", "1000000"})
        int twins;

        private ExpressionFormula.Columns columns;
        private double[] out;

        /** Draws the columns. */
        @Setup
        public void setup() {
            SplittableRandom random = new SplittableRandom(42);
            columns = new ExpressionFormula.Columns(random.ints(twins, 1, 11).toArray(),
                    random.doubles(twins).toArray(), random.doubles(twins).toArray(),
                    random.ints(twins, 0, STAGES.size()).toArray(), random.ints(twins, 0, REGIONS.size()).toArray());
            out = new double[twins];
        }
    }

    /** What is computed of them. */
    @State(Scope.Thread)
    public static class Work {

        /** Which formula. */
        @Param({"SIMPLE", "EMAIL", "TRANSCENDENTAL", "LOOKUPS", "DRAWS"})
        String formula;

        private ExpressionFormula chosen;
        private Evaluator evaluator;
        private ContinuousSampler ziggurat;

        /**
         * Compiles the formula.
         *
         * @param rows the columns
         */
        @Setup
        public void setup(Rows rows) {
            chosen = ExpressionFormula.valueOf(formula);
            Map<String, Column> data = Map.of("decile", IntegerColumn.of(rows.columns.decile()),
                    "engagement", RealColumn.of(rows.columns.engagement()),
                    "propensity", RealColumn.of(rows.columns.propensity()),
                    "stage", CategoryColumn.of(STAGES, rows.columns.stage()),
                    "region", CategoryColumn.of(REGIONS, rows.columns.region()));
            io.twinsim.expr.Scope scope = io.twinsim.expr.Scope.of(Symbol.of("decile", ColumnType.INTEGER),
                    Symbol.of("engagement", ColumnType.REAL), Symbol.of("propensity", ColumnType.REAL),
                    Symbol.category("stage", STAGES.toArray(new String[0])),
                    Symbol.category("region", REGIONS.toArray(new String[0])));
            evaluator = Program.compile(Expr.parse(chosen.text()), scope, Binding.NONE, "effect/noise")
                    .evaluator(Draws.of(42), data::get, 0);
            ziggurat = ZigguratSampler.NormalizedGaussian.of(RandomSource.XO_RO_SHI_RO_128_PP.create(42L));
        }
    }

    /**
     * Copies a column.
     *
     * @param rows the columns
     * @return the copy
     */
    @Floor
    @Benchmark
    public double[] copyOnly(Rows rows) {
        System.arraycopy(rows.columns.engagement(), 0, rows.out, 0, rows.twins);
        return rows.out;
    }

    /**
     * Ours, block by block as the engine does it, each block copied out.
     *
     * @param rows the columns
     * @param work the formula
     * @return the values
     */
    @Benchmark
    public double[] program(Rows rows, Work work) {
        for (int row = 0; row < rows.twins; row += BLOCK) {
            int n = Math.min(BLOCK, rows.twins - row);
            work.evaluator.run(row, 0, n);
            System.arraycopy(work.evaluator.values(), 0, rows.out, row, n);
        }
        return rows.out;
    }

    /**
     * The fused loop.
     *
     * @param rows the columns
     * @param work the formula
     * @return the values
     */
    @Peer
    @Benchmark
    public double[] byHand(Rows rows, Work work) {
        work.chosen.byHand(rows.columns, work.ziggurat, rows.out);
        return rows.out;
    }
}
