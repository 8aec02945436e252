package io.twinsim.random;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Counts with each row's own parameters: expansions and sums must give what the exact search gives. */
class CountRowsTest {

    private static final int ROWS = 20_000;

    private static double exact(CountFormula formula, double u, double a, double b) {
        return u <= 0.5 ? formula.search(u, true, a, b, 0) : formula.search(1 - u, false, a, b, 0);
    }

    /** Parameters over many orders of magnitude, tails down to the least uniform, and one row in 50 at a step. */
    @Test
    void rowQuantiles_anyParametersAndUniforms_equalTheSearch() {
        CountFormula[] formulas = {new PoissonFormula(), new BinomialFormula(), new NegativeBinomialFormula()};
        for (int f = 0; f < formulas.length; f++) {
            CountFormula formula = formulas[f];
            DrawStream draws = Draws.of(20 + f).stream("parameters");
            double[] u = new double[ROWS];
            double[] a = new double[ROWS];
            double[] b = new double[ROWS];
            for (int i = 0; i < ROWS; i++) {
                double size = draws.uniform(4L * i);
                double share = draws.uniform(4L * i + 1);
                a[i] = f == 0 ? power(10, 6 * size - 2) : f == 1 ? Math.rint(power(10, 5 * size))
                        : power(10, 4 * size - 1);
                b[i] = i % 3 == 0 ? power(10, -3 * share) : i % 3 == 1 ? 1 - power(10, -3 * share) : share;
                u[i] = uniform(draws.uniform(4L * i + 2), draws.uniform(4L * i + 3), i);
                if (i % 50 == 0 && formula.mean(a[i], b[i], 0) < 300) {
                    u[i] = atStep(formula, u[i], a[i], b[i], i);
                }
            }
            double[] out = new double[ROWS];
            formula.rowQuantiles(u, a, b, null, out, 0, ROWS);
            for (int i = 0; i < ROWS; i++) {
                assertThat(out[i]).as("%s, a %s, b %s, u %s", formula.getClass(), a[i], b[i], u[i])
                        .isEqualTo(exact(formula, u[i], a[i], b[i]));
            }
            double[] inPlace = u.clone();
            formula.rowQuantiles(inPlace, a, b, null, inPlace, 0, ROWS);
            assertThat(inPlace).isEqualTo(out);
        }
    }

    private static double power(double base, double exponent) {
        return StrictMath.pow(base, exponent);
    }

    private static double uniform(double u, double v, int i) {
        double tail = Math.max(1, Math.rint(power(2, 53 - 53 * u) * v)) * 0x1p-53;
        return i % 4 == 0 ? tail : i % 4 == 1 ? 1 - tail : u;
    }

    private static double atStep(CountFormula formula, double u, double a, double b, int i) {
        double k = exact(formula, u, a, b);
        double step = u <= 0.5 ? formula.cdf(k, a, b, 0) : 1 - formula.survival(k, a, b, 0);
        double beside = i % 3 == 0 ? step : i % 3 == 1 ? Math.nextUp(step) : Math.nextDown(step);
        return beside > 0 && beside < 1 ? beside : u;
    }

    /** Means around those at which one way of finding the count takes over from another. */
    @Test
    void poisson_meansAtTheBorders_equalTheSearch() {
        PoissonFormula formula = new PoissonFormula();
        int n = 2000;
        double[] mean = new double[n];
        double[] u = new double[n];
        double[] out = new double[n];
        Draws.of(31).stream("u").uniforms(0, u, 0, n);
        for (double border : new double[] {1e-300, 0.34, 0.62, 0.75, 1, 4, 10, 100, 1521, 1e5, 1e9}) {
            for (int i = 0; i < n; i++) {
                mean[i] = border * (1 - 0.1 * i / n);
            }
            formula.rowQuantiles(u, mean, null, null, out, 0, n);
            for (int i = 0; i < n; i++) {
                assertThat(out[i]).as("mean %s, u %s", mean[i], u[i]).isEqualTo(exact(formula, u[i], mean[i], 0));
            }
        }
    }

    /** The same parameters in all rows: the counts rise with the uniforms, and are those of the bound distribution. */
    @Test
    void rowQuantiles_risingUniforms_neverFall() {
        Object[][] cases = {{Family.POISSON, new double[] {17.3}}, {Family.POISSON, new double[] {0.8}},
            {Family.POISSON, new double[] {2e5}}, {Family.BINOMIAL, new double[] {40, 0.3}},
            {Family.BINOMIAL, new double[] {1, 0.3}}, {Family.BINOMIAL, new double[] {3e5, 0.999}},
            {Family.NEGATIVE_BINOMIAL, new double[] {1.5, 0.1}}, {Family.NEGATIVE_BINOMIAL, new double[] {50, 0.6}},
            {Family.GEOMETRIC, new double[] {0.03}}, {Family.GEOMETRIC, new double[] {1e-6}},
            {Family.UNIFORM_INT, new double[] {-3, 8}}, {Family.BERNOULLI, new double[] {0.3}}};
        for (Object[] c : cases) {
            Family family = (Family) c[0];
            double[] parameters = (double[]) c[1];
            double[][] columns = new double[parameters.length][5000];
            for (int p = 0; p < parameters.length; p++) {
                Arrays.fill(columns[p], parameters[p]);
            }
            double[] u = new double[5000];
            Draws.of(5).stream("u").uniforms(0, u, 0, u.length);
            Arrays.sort(u);
            double[] out = new double[u.length];
            family.quantiles(u, columns, out, 0, u.length);
            assertThat(out).as(family.id()).isSorted();
            double[] bound = new double[u.length];
            family.bind(parameters).quantiles(u, bound, 0, u.length);
            assertThat(out).as(family.id()).isEqualTo(bound);
        }
    }

    @Test
    void rowQuantiles_steadyState_allocateNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        double[] u = new double[1024];
        double[] first = new double[1024];
        double[] second = new double[1024];
        double[] out = new double[1024];
        Draws.of(9).stream("u").uniforms(0, u, 0, 1024);
        for (int i = 0; i < 1024; i++) {
            first[i] = 1 + i % 100;
            second[i] = 0.01 + 0.9 * i / 1024;
        }
        for (Family family : new Family[] {Family.POISSON, Family.BINOMIAL, Family.NEGATIVE_BINOMIAL}) {
            double[][] parameters = family == Family.POISSON ? new double[][] {first} : new double[][] {first, second};
            family.quantiles(u, parameters, out, 0, 1024);
            long before = threads.getThreadAllocatedBytes(thread);
            family.quantiles(u, parameters, out, 0, 1024);
            assertThat(threads.getThreadAllocatedBytes(thread) - before).as(family.id()).isLessThan(1024);
        }
    }
}
