package io.twinsim.bench;

import io.twinsim.column.ColumnType;
import io.twinsim.column.RealColumn;
import io.twinsim.expr.Binding;
import io.twinsim.expr.Evaluator;
import io.twinsim.expr.Expr;
import io.twinsim.expr.Program;
import io.twinsim.expr.Scope;
import io.twinsim.expr.Symbol;
import io.twinsim.model.TreeModel;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a formula {@code predict(trees)} cost: 100 trees over rows of ten numbers, on one thread? {@code
 * predict} is ours, as the engine runs it: columns are loaded block by block, put in bins, scored. {@code walk} is the
 * plain way, row by row from node to node over flat arrays, as textbooks and most libraries do it; {@code copyOnly},
 * the floor, loads the columns and adds them up. Depth 6 is scored by masks, depth 8 in step; 100,000 rows at
 * depth 6 must take at most 60 ms.
 * Run: {@code twin-bench/run predict}, or {@code java -jar twin-bench/target/benchmarks.jar Predict -prof gc}; 0 B/op
 * are expected but for the counters of the profiler.
 *
 * <p>On one core of a shared AMD EPYC machine, 100,000 rows, depth 6: 46 ms with JDK 17 and 25 alike, of which about
 * 6 ms put ten columns in bins; the plain way takes nine times as long. Per tree and row that is 3.8 ns. Slower, on
 * JDK 17: rows in step, 1.7 times as long; a row at a time over complete trees, six questions without branches
 * unrolled, 2.6; the same in two passes of three 2.4; bins beside each other row by row 2.6; masks of five lanes in
 * one loop, not two, 1.1. On a machine with other work the times may double.
 */
@Counts(of = "row", by = "values")
@State(org.openjdk.jmh.annotations.Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class PredictBenchmark {
    private static final int BLOCK = 1_024;
    private static final int FEATURES = 10;
    private static final int TREES = 100;
    private static final int CUTS = 255;

    /** Rows. */
    @Param({"1000", "10000", "100000"})
    int values;

    /** Questions from root to leaf. */
    @Param({"3", "6", "8"})
    int depth;

    private double[][] columns;
    private double[] out;
    private Evaluator evaluator;
    private Evaluator sum;
    private TreeModel.Trees trees;
    private DrawStream stream;
    private long drawn;

    /** Grows complete trees of random questions. */
    @Setup
    public void setup() {
        stream = Draws.of(42).stream("trees");
        List<Symbol> symbols = new ArrayList<>();
        Map<String, RealColumn> data = new LinkedHashMap<>();
        columns = new double[FEATURES][values];
        for (int k = 0; k < FEATURES; k++) {
            Draws.of(43).stream("x" + k).uniforms(0, columns[k], 0, values);
            symbols.add(Symbol.of("x" + k, ColumnType.REAL));
            data.put("x" + k, RealColumn.of(columns[k]));
        }
        out = new double[values];
        trees = grow();
        TreeModel model = TreeModel.of("trees", symbols, new int[FEATURES][], false, 0, trees);
        Scope scope = Scope.of(symbols).with(List.of(model));
        evaluator = Program.compile(Expr.parse("predict(trees)"), scope, Binding.NONE, "")
                .evaluator(null, data::get, 0);
        String all = String.join(" + ", data.keySet());
        sum = Program.compile(Expr.parse(all), scope, Binding.NONE, "").evaluator(null, data::get, 0);
    }

    private TreeModel.Trees grow() {
        int nodes = (2 << depth) - 1;
        int inner = nodes / 2;
        int all = TREES * nodes;
        int[] roots = new int[TREES];
        int[] feature = new int[all];
        double[] threshold = new double[all];
        int[] left = new int[all];
        int[] right = new int[all];
        double[] value = new double[all];
        for (int t = 0; t < TREES; t++) {
            roots[t] = t * nodes;
            for (int k = 0; k < nodes; k++) {
                int n = roots[t] + k;
                feature[n] = k < inner ? stream.below(FEATURES, drawn++) : -1;
                threshold[n] = (1 + stream.below(CUTS, drawn++)) / (CUTS + 1.0);
                left[n] = roots[t] + 2 * k + 1;
                right[n] = roots[t] + 2 * k + 2;
                value[n] = stream.uniform(drawn++);
            }
        }
        return new TreeModel.Trees(roots, feature, threshold, new boolean[all], left, right, value);
    }

    /**
     * Loads the columns and adds them up.
     *
     * @return the sums
     */
    @Floor
    @Benchmark
    public double[] copyOnly() {
        return run(sum);
    }

    /**
     * Ours.
     *
     * @return the predictions
     */
    @Benchmark
    public double[] predict() {
        return run(evaluator);
    }

    private double[] run(Evaluator formula) {
        for (int row = 0; row < values; row += BLOCK) {
            int n = Math.min(BLOCK, values - row);
            formula.run(row, 0, n);
            System.arraycopy(formula.values(), 0, out, row, n);
        }
        return out;
    }

    /**
     * The plain way.
     *
     * @return the predictions
     */
    @Peer
    @Benchmark
    public double[] walk() {
        int[] feature = trees.feature();
        double[] threshold = trees.threshold();
        int[] left = trees.left();
        int[] right = trees.right();
        double[] value = trees.value();
        for (int i = 0; i < values; i++) {
            double total = 0;
            for (int root : trees.roots()) {
                int n = root;
                while (feature[n] >= 0) {
                    n = columns[feature[n]][i] <= threshold[n] ? left[n] : right[n];
                }
                total += value[n];
            }
            out[i] = total;
        }
        return out;
    }
}
