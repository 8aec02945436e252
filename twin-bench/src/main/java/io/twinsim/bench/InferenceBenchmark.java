package io.twinsim.bench;

import io.twinsim.column.CategoryColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.inference.Correction;
import io.twinsim.inference.EffectEstimator;
import io.twinsim.inference.Experiment;
import io.twinsim.inference.ExperimentResult;
import io.twinsim.model.Population;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.inference.TTest;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
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
 * What does the analysis of a real experiment cost, from columns to the printed result? Two arms of about as many
 * units, three covariates: {@code difference} with a Welch interval; {@code ancova} and {@code lin} with covariates,
 * which print every other estimator that fits beside theirs; {@code aipw} as if the units had chosen their arm; {@code
 * subgroups} of two dimensions, corrected after Holm. The peers are those of commons-math3, from arrays that are
 * already sorted by arm: {@code tTest} with its interval, {@code ols} with the same regressors as {@code ancova},
 * {@code olsInteracted} as {@code lin}, both with plain errors. {@code meansOnly}, the floor, adds the outcomes of each
 * arm.
 * Run: {@code twin-bench/run inference}, or {@code java -jar twin-bench/target/benchmarks.jar Inference -prof gc}.
 */
@Counts(of = "unit", by = "units")
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class InferenceBenchmark {
    private static final int COVARIATES = 3;

    /** Units of both arms together. */
    @Param({"4000", "64000"})
    int units;

    private int[] arm;
    private double[] outcome;
    private double[][] covariates;
    private double[] treated;
    private double[] control;
    private Experiment difference;
    private Experiment ancova;
    private Experiment lin;
    private Experiment aipw;
    private Experiment subgroups;

    /** Draws the units. */
    @Setup
    public void setup() {
        SplittableRandom random = new SplittableRandom(42);
        arm = random.ints(units, 0, 2).toArray();
        covariates = new double[COVARIATES][];
        outcome = new double[units];
        for (int k = 0; k < COVARIATES; k++) {
            covariates[k] = random.doubles(units).toArray();
        }
        for (int i = 0; i < units; i++) {
            outcome[i] = 0.3 * arm[i] + covariates[0][i] - 0.5 * covariates[1][i] * arm[i] + random.nextGaussian();
        }
        treated = arm(1);
        control = arm(0);
        int[] regions = random.ints(units, 0, 4).toArray();
        Population data = Population.builder()
                .column("arm", CategoryColumn.of(List.of("control", "treated"), arm))
                .column("outcome", RealColumn.of(outcome))
                .column("x0", RealColumn.of(covariates[0])).column("x1", RealColumn.of(covariates[1]))
                .column("x2", RealColumn.of(covariates[2]))
                .column("region", CategoryColumn.of(List.of("north", "east", "south", "west"), regions)).build();
        difference = Experiment.of(data, "arm", "treated", "control", "outcome").withThreads(1);
        lin = difference.withCovariates("x0", "x1", "x2");
        ancova = lin.withEstimator(EffectEstimator.ANCOVA);
        aipw = lin.observational();
        subgroups = difference.withSubgroups("region", "x0:4").withCorrections(Correction.HOLM);
    }

    private double[] arm(int which) {
        double[] values = new double[units];
        int n = 0;
        for (int i = 0; i < units; i++) {
            if (arm[i] == which) {
                values[n++] = outcome[i];
            }
        }
        return Arrays.copyOf(values, n);
    }

    /**
     * Adds the outcomes of each arm.
     *
     * @return the difference of the means
     */
    @Floor
    @Benchmark
    public double meansOnly() {
        return Arrays.stream(treated).sum() / treated.length - Arrays.stream(control).sum() / control.length;
    }

    /**
     * A difference of means.
     *
     * @return the result
     */
    @Benchmark
    public ExperimentResult difference() {
        return difference.run();
    }

    /**
     * One slope for both arms.
     *
     * @return the result
     */
    @Benchmark
    public ExperimentResult ancova() {
        return ancova.run();
    }

    /**
     * A slope for each arm.
     *
     * @return the result
     */
    @Benchmark
    public ExperimentResult lin() {
        return lin.run();
    }

    /**
     * Doubly robust.
     *
     * @return the result
     */
    @Benchmark
    public ExperimentResult aipw() {
        return aipw.run();
    }

    /**
     * Eight groups.
     *
     * @return the result
     */
    @Benchmark
    public ExperimentResult subgroups() {
        return subgroups.run();
    }

    /**
     * Welch's test and the interval of the difference.
     *
     * @return p value and limits
     */
    @Peer(of = "difference")
    @Benchmark
    public double[] tTest() {
        double p = new TTest().tTest(treated, control);
        double a = StatUtils.variance(treated) / treated.length;
        double b = StatUtils.variance(control) / control.length;
        double freedom = (a + b) * (a + b) / (a * a / (treated.length - 1) + b * b / (control.length - 1));
        double width = new TDistribution(freedom).inverseCumulativeProbability(0.975) * Math.sqrt(a + b);
        double middle = StatUtils.mean(treated) - StatUtils.mean(control);
        return new double[] {p, middle - width, middle + width};
    }

    /**
     * Least squares with one slope.
     *
     * @return coefficients and their standard errors
     */
    @Peer(of = "ancova")
    @Benchmark
    public double[][] ols() {
        return regression(false);
    }

    /**
     * Least squares with a slope for each arm.
     *
     * @return coefficients and their standard errors
     */
    @Peer(of = "lin")
    @Benchmark
    public double[][] olsInteracted() {
        return regression(true);
    }

    private double[][] regression(boolean interacted) {
        double[] centre = new double[COVARIATES];
        for (int k = 0; k < COVARIATES; k++) {
            centre[k] = StatUtils.mean(covariates[k]);
        }
        double[][] design = new double[units][interacted ? 1 + 2 * COVARIATES : 1 + COVARIATES];
        for (int i = 0; i < units; i++) {
            design[i][0] = arm[i];
            for (int k = 0; k < COVARIATES; k++) {
                double x = covariates[k][i] - centre[k];
                design[i][1 + k] = x;
                if (interacted) {
                    design[i][1 + COVARIATES + k] = x * arm[i];
                }
            }
        }
        OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression();
        regression.newSampleData(outcome, design);
        return new double[][] {
            regression.estimateRegressionParameters(), regression.estimateRegressionParametersStandardErrors()};
    }
}
