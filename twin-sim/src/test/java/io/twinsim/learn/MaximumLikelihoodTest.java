package io.twinsim.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.column.CategoryColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.model.Population;
import io.twinsim.random.Distribution;
import io.twinsim.random.Draws;
import io.twinsim.random.Family;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MaximumLikelihoodTest {

    /**
     * mle_samples.csv: 60 values per sample, R 4.2.2, {@code set.seed(20240601)}, {@code rgamma}, {@code rweibull} and
     * so on, rounded. mle_expected.csv: mpmath 1.3.0 with 40 digits, {@code findroot} on the score equations, standard
     * errors from the numerically differentiated information. R's {@code MASS::fitdistr} with {@code reltol = 1e-14}
     * (7.3-58.2) was run on lognormal, gamma, weibull, beta and negative_binomial: its parameters agree to 6 digits,
     * which is where its search stops, and its log likelihoods to all 12 digits printed.
     */
    @Test
    void fit_samplesFromR_agreesWithFortyDigitArithmetic() {
        Map<String, double[]> samples = samples();
        int cases = 0;
        for (String[] row : rows("mle_expected.csv")) {
            double[] values = samples.get(row[0]);
            FittedFamily fit = MaximumLikelihood.fit(Family.named(row[1]), values);
            assertThat(fit.converged()).as(row[0]).isTrue();
            assertClose(row[0], fit.parameters(), row[2], row[0].endsWith("_large") ? 3e-11 : 2e-13);
            assertClose(row[0] + " errors", fit.standardErrors(), row[3], row[0].endsWith("_large") ? 2e-9 : 4e-10);
            assertThat(fit.logLikelihood()).as(row[0]).isCloseTo(Double.parseDouble(row[4]), relative(row[4], 1e-12));
            assertThat(fit.gradient()).as(row[0]).hasSameSizeAs(fit.parameters());
            cases++;
        }
        assertThat(cases).isEqualTo(15);
    }

    @Test
    void fit_closedForms_areTheTextbookOnes() {
        FittedFamily normal = MaximumLikelihood.fit(Family.NORMAL, 1, 2, 3, 6);
        assertThat(normal.parameters()).containsExactly(3, Math.sqrt(3.5));
        assertThat(normal.aicc()).isCloseTo(-2 * normal.logLikelihood() + 4 + 12, within(1e-12));
        assertThat(MaximumLikelihood.fit(Family.UNIFORM, 1, 2, 5).parameters()).containsExactly(1, 5);
        assertThat(MaximumLikelihood.fit(Family.UNIFORM_INT, 1, 2, 5).parameters()).containsExactly(1, 5);
        assertThat(MaximumLikelihood.fit(Family.BERNOULLI, 1, 0, 0, 0).parameters()).containsExactly(0.25);
        assertThat(MaximumLikelihood.fit(Family.CONSTANT, 4, 4).parameters()).containsExactly(4);
        assertThat(MaximumLikelihood.fit(Family.POISSON, 0, 0).parameters()).containsExactly(0);
        assertThat(MaximumLikelihood.fit(Family.GEOMETRIC, 0, 0).parameters()).containsExactly(1);
        assertThat(MaximumLikelihood.fit(Family.EXPONENTIAL, 2).parameters()).containsExactly(0.5);
    }

    @Test
    void fit_anyOrderOfRows_sameBits() {
        double[] values = samples().get("weibull");
        double[] reversed = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            reversed[i] = values[values.length - 1 - i];
        }
        for (Family family : List.of(Family.NORMAL, Family.LOGNORMAL, Family.GAMMA, Family.WEIBULL)) {
            assertThat(MaximumLikelihood.fit(family, reversed)).isEqualTo(MaximumLikelihood.fit(family, values));
        }
    }

    /** A sample and the same in other units: the shape stays to rounding, over 600 orders of magnitude. */
    @Test
    void fit_otherUnits_onlyTheScaleMoves() {
        double[] values = samples().get("gamma");
        for (double unit : new double[] {1e-300, 1e-9, 1e9, 1e300}) {
            double[] scaled = Arrays.stream(values).map(x -> x * unit).toArray();
            for (Family family : List.of(Family.GAMMA, Family.WEIBULL)) {
                double[] here = MaximumLikelihood.fit(family, values).parameters();
                double[] there = MaximumLikelihood.fit(family, scaled).parameters();
                assertThat(there[0]).isCloseTo(here[0], within(1e-12 * here[0]));
                assertThat(there[1] / unit).isCloseTo(here[1], within(1e-12 * here[1]));
            }
        }
    }

    @Test
    void fit_negativeBinomial_tellsTheMean() {
        FittedFamily fit = MaximumLikelihood.fit(Family.NEGATIVE_BINOMIAL, samples().get("negative_binomial"));
        assertThat(fit.mean()).isCloseTo(7.4, within(1e-12));
        assertThat(fit.parameter("mean")).isCloseTo(7.4, within(1e-12));
        assertThat(fit.parameter("r")).isEqualTo(fit.parameters()[0]);
        assertThatThrownBy(() -> fit.parameter("rr")).isInstanceOf(InputException.class)
                .hasMessage("unknown parameter \"rr\"; did you mean \"r\"? known: r, p, mean");
    }

    @Test
    void fit_underdispersedCounts_saysThatItDidNotConverge() {
        FittedFamily fit = MaximumLikelihood.fit(Family.NEGATIVE_BINOMIAL, 3, 4, 4, 4, 5);
        assertThat(fit.converged()).isFalse();
        assertThat(fit.iterations()).isBetween(10, 200);
        assertThat(fit.parameters()[0]).isGreaterThan(1e7);
        assertThat(fit.gradient()[0]).isPositive().isLessThan(1e-12);
        assertThat(fit.standardErrors()).isEmpty();
        assertThat(fit.note()).isEqualTo("the counts vary no more than poisson(4), the limit for r without bound; the "
                + "likelihood still rises at the last r");
        assertThat(fit.logLikelihood()).isCloseTo(MaximumLikelihood.fit(Family.POISSON, 3, 4, 4, 4, 5).logLikelihood(),
                within(1e-6));
        assertThatThrownBy(fit::formula).isInstanceOf(IllegalStateException.class)
                .hasMessage("negative_binomial did not converge in " + fit.iterations() + " iterations; " + fit.note());
        assertThat(fit.toString()).endsWith("not converged").hasSizeLessThanOrEqualTo(75);
    }

    /** Counts above a million take the way by digamma functions; it agrees with the sums on counts just below. */
    @Test
    void fit_hugeCounts_agreeWithSums() {
        double[] below = {10, 400, 70_000, 300_000, 999_999};
        double[] above = {10, 400, 70_000, 300_000, 1_000_001};
        double[] sums = MaximumLikelihood.fit(Family.NEGATIVE_BINOMIAL, below).parameters();
        double[] digammas = MaximumLikelihood.fit(Family.NEGATIVE_BINOMIAL, above).parameters();
        assertThat(digammas[0]).isCloseTo(sums[0], within(1e-5 * sums[0]));
        double[] shifted = MaximumLikelihood.fit(Family.NEGATIVE_BINOMIAL, 10, 400, 70_000, 300_000, 1_000_000)
                .parameters();
        assertThat(digammas[0] - shifted[0]).isCloseTo((shifted[0] - sums[0]), within(1e-11));
    }

    /** What cannot be drawn from is a result too, and takes part in no model. */
    @Test
    void fit_beyondWhatCanBeDrawn_saysSo() {
        double[] ids = {1, 400, 70_000, 300_000_000, 1e12};
        FittedFamily fit = MaximumLikelihood.fit(Family.NEGATIVE_BINOMIAL, ids);
        assertThat(fit.distance()).isEqualTo(1);
        assertThat(fit.note()).startsWith("it cannot be drawn from: negative_binomial p must keep the mean");
        assertThat(MaximumLikelihood.compete(ids)).hasSize(3);
    }

    /** Shapes up to 1e10, where rounding stands in the way of small steps. */
    @Test
    void fit_betaOfHardlyAnySpread_converges() {
        for (double spread : new double[] {1e-2, 1e-4, 1e-6}) {
            double[] values = Arrays.stream(samples().get("normal")).map(x -> 0.3 + spread * (x - 50) / 100).toArray();
            FittedFamily fit = MaximumLikelihood.fit(Family.BETA, values);
            assertThat(fit.converged()).isTrue();
            FittedFamily normal = MaximumLikelihood.fit(Family.NORMAL, values);
            assertThat(fit.mean()).isCloseTo(normal.mean(), within(1e-3 * normal.parameter("sd")));
            assertThat(fit.distribution().variance() / (normal.parameter("sd") * normal.parameter("sd")))
                    .isCloseTo(1, within(0.01));
        }
    }

    @Test
    void fit_barelyOverdispersedCounts_finds() {
        // mean 4, mean square about it 4.0016
        double[] counts = new double[2500];
        Distribution poisson = Family.POISSON.bind(4);
        for (int i = 0; i < counts.length; i++) {
            counts[i] = poisson.quantile((i + 0.5) / counts.length);
        }
        counts[0] = 12;
        counts[1] = 14;
        FittedFamily fit = MaximumLikelihood.fit(Family.NEGATIVE_BINOMIAL, counts);
        assertThat(fit.converged()).isTrue();
        assertThat(fit.gradient()[0]).isCloseTo(0, within(1e-12));
        assertThat(fit.parameters()[0]).isGreaterThan(20);
    }

    @Test
    void fit_valuesOutsideTheRange_namesColumnRowValueAndRange() {
        Population data = Population.builder().column("income", RealColumn.of(new double[] {1, 2, 0, 4},
                new boolean[] {true, false, false, false})).column("share", RealColumn.of(0.2, 1, 0.5, 0.1))
                .column("name", CategoryColumn.of("a", "b", "a", "b"))
                .column("none", RealColumn.of(new double[4], new boolean[] {true, true, true, true})).build();
        assertRefused(() -> MaximumLikelihood.fit(Family.LOGNORMAL, data, "income"),
                "column \"income\" must be above 0 to fit lognormal, got 0.0 at row 2");
        assertRefused(() -> MaximumLikelihood.fit(Family.GAMMA, data, "income"),
                "column \"income\" must be above 0 to fit gamma, got 0.0 at row 2");
        assertRefused(() -> MaximumLikelihood.fit(Family.BETA, data, "share"),
                "column \"share\" must be in (0, 1) to fit beta, got 1.0 at row 1");
        assertRefused(() -> MaximumLikelihood.fit(Family.NORMAL, data, "name"),
                "column \"name\" must hold numbers to fit normal, got categories");
        assertRefused(() -> MaximumLikelihood.fit(Family.NORMAL, data, "none"),
                "column \"none\" must hold at least 1 value to fit, got 4 missing");
        assertRefused(() -> MaximumLikelihood.fit(Family.WEIBULL, 3, -1),
                "values must be above 0 to fit weibull, got -1.0 at row 1");
        assertRefused(() -> MaximumLikelihood.fit(Family.BETA, 0.5, 0),
                "values must be in (0, 1) to fit beta, got 0.0 at row 1");
        assertRefused(() -> MaximumLikelihood.fit(Family.POISSON, 1, 2.5),
                "values must be whole numbers from 0 on to fit poisson, got 2.5 at row 1");
        assertRefused(() -> MaximumLikelihood.fit(Family.NORMAL, 1, Double.NaN),
                "values must be finite, got NaN at row 1");
        assertRefused(() -> MaximumLikelihood.fit(Family.BERNOULLI, 1, 2),
                "values must be 0 or 1 to fit bernoulli, got 2.0 at row 1");
        assertThat(MaximumLikelihood.fit(Family.NORMAL, data, "income").n()).isEqualTo(3);
    }

    @Test
    void fit_tooLittle_isRefusedWithTheWayOut() {
        assertRefused(() -> MaximumLikelihood.fit(Family.NORMAL), "values must hold at least 1 value to fit, got none");
        assertRefused(() -> MaximumLikelihood.fit(Family.NORMAL, 5),
                "values must vary to fit normal, got 5.0 in 1 row; constant(5) describes them");
        assertRefused(() -> MaximumLikelihood.fit(Family.GAMMA, 0.1, 0.1, 0.1),
                "values must vary to fit gamma, got 0.1 in all 3 rows; constant(0.1) describes them");
        assertRefused(() -> MaximumLikelihood.fit(Family.NEGATIVE_BINOMIAL, 0, 0), "values must hold a count above 0 "
                + "to fit negative_binomial, got 0 in every row; constant(0) describes them");
        assertRefused(() -> MaximumLikelihood.fit(Family.CONSTANT, 1, 2),
                "values must be equal to fit constant, got 1.0 and 2.0");
        assertRefused(() -> MaximumLikelihood.fit(Family.PARETO, 1, 2), "family must be one that is fitted (constant, "
                + "uniform, uniform_int, bernoulli, normal, lognormal, exponential, gamma, weibull, beta, poisson, "
                + "negative_binomial, geometric), got pareto");
    }

    @Test
    void compete_oneSupportClass_bestFirst() {
        Map<String, double[]> samples = samples();
        assertThat(families(samples.get("gamma"))).containsExactlyInAnyOrder(Family.LOGNORMAL, Family.EXPONENTIAL,
                Family.GAMMA, Family.WEIBULL);
        assertThat(families(samples.get("beta"))).containsExactly(Family.BETA);
        assertThat(families(samples.get("poisson"))).containsExactlyInAnyOrder(Family.POISSON, Family.GEOMETRIC,
                Family.NEGATIVE_BINOMIAL);
        assertThat(families(-1.5, 2, 3)).containsExactly(Family.NORMAL);
        assertThat(families(-1, 2, 3)).containsExactly(Family.UNIFORM_INT);
        assertThat(families(0, 1, 1)).containsExactly(Family.BERNOULLI);
        assertThat(families(7, 7)).containsExactly(Family.CONSTANT);
        double last = Double.NEGATIVE_INFINITY;
        for (FittedFamily fit : MaximumLikelihood.compete(samples.get("weibull"))) {
            assertThat(fit.aicc()).isGreaterThanOrEqualTo(last);
            last = fit.aicc();
        }
    }

    /**
     * 40 samples of 2,000 from each of six families: the right one wins, or one within 6 of its AICc. A nested or a
     * near-by family wins fairly at times; a criterion that is off by more than 6 is rarer than 1 in 1,000.
     */
    @Test
    void compete_samplesOfAFamily_findsIt() {
        Map<Family, double[]> truths = new LinkedHashMap<>();
        truths.put(Family.LOGNORMAL, new double[] {1, 0.8});
        truths.put(Family.GAMMA, new double[] {2.5, 3});
        truths.put(Family.WEIBULL, new double[] {3, 10});
        truths.put(Family.EXPONENTIAL, new double[] {0.3});
        truths.put(Family.POISSON, new double[] {3});
        truths.put(Family.NEGATIVE_BINOMIAL, new double[] {2, 0.3});
        int cases = 0;
        for (Map.Entry<Family, double[]> truth : truths.entrySet()) {
            Distribution distribution = truth.getKey().bind(truth.getValue());
            for (int rep = 0; rep < 40; rep++) {
                double[] values = new double[2000];
                Draws.of(rep).stream("sample").uniforms(0, values, 0, values.length);
                distribution.quantiles(values, values, 0, values.length);
                List<FittedFamily> fits = MaximumLikelihood.compete(values);
                FittedFamily right = fits.stream().filter(f -> f.family() == truth.getKey()).findFirst().orElseThrow();
                assertThat(right.aicc() - fits.get(0).aicc()).as(truth.getKey() + " " + rep).isLessThan(6);
                assertThat(right.distance()).isLessThan(0.05);
                cases++;
            }
        }
        assertThat(cases).isEqualTo(240);
    }

    @Test
    void distance_searched_isTheGreatestOfAll() {
        Map<String, double[]> samples = samples();
        int cases = 0;
        for (String[] row : rows("mle_expected.csv")) {
            FittedFamily fit = MaximumLikelihood.fit(Family.named(row[1]), samples.get(row[0]));
            assertThat(fit.distance()).as(row[0])
                    .isEqualTo(slowly(LikelihoodSample.of(samples.get(row[0])), fit.distribution()));
            cases++;
        }
        assertThat(cases).isEqualTo(15);
    }

    private static double slowly(LikelihoodSample sample, Distribution distribution) {
        double greatest = 0;
        for (int k = 0; k < sample.distinct(); k++) {
            double x = sample.value(k);
            greatest = Math.max(greatest, Math.abs(distribution.cdf(x) - sample.upTo(k) / (double) sample.n()));
            greatest = Math.max(greatest,
                    Math.abs(distribution.cdf(Math.nextDown(x)) - sample.upTo(k - 1) / (double) sample.n()));
        }
        return greatest;
    }

    @Test
    void fittedFamily_text_isUseful() {
        FittedFamily fit = MaximumLikelihood.fit(Family.GAMMA, samples().get("gamma"));
        assertThat(fit).hasToString("gamma(3.06166, 1.25805), n=60, AICc 255.003, D "
                + io.twinsim.internal.text.Numbers.significant(fit.distance(), 2));
        assertThat(fit.formula()).isEqualTo("gamma(3.06166, 1.25805)");
        assertThat(fit.table()).contains("parameter", "shape", "scale", "standard error");
        assertThat(fit.distribution().mean()).isCloseTo(fit.mean(), within(1e-12));
    }

    private static List<Family> families(double... values) {
        return MaximumLikelihood.compete(values).stream().map(FittedFamily::family).toList();
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(InputException.class).hasMessage(message);
    }

    private static void assertClose(String what, double[] found, String expected, double tolerance) {
        String[] cells = expected.split(";");
        assertThat(found).as(what).hasSize(cells.length);
        for (int k = 0; k < cells.length; k++) {
            assertThat(found[k]).as(what + " " + k)
                    .isCloseTo(Double.parseDouble(cells[k]), relative(cells[k], tolerance));
        }
    }

    /** Squares of such values are 0 or infinite in doubles; their standard deviation is not. */
    @Test
    void fit_scaleNearTheEndsOfDoubles_isThatOfTheValues() {
        double[] values = {1, 2, 5, 3};
        FittedFamily plain = MaximumLikelihood.fit(Family.NORMAL, values);
        for (int exponent : new int[] {-700, 700}) {
            double[] scaled = Arrays.stream(values).map(x -> Math.scalb(x, exponent)).toArray();
            FittedFamily fit = MaximumLikelihood.fit(Family.NORMAL, scaled);
            assertThat(fit.parameter("sd")).isEqualTo(Math.scalb(plain.parameter("sd"), exponent));
            assertThat(fit.parameter("mean")).isEqualTo(Math.scalb(plain.parameter("mean"), exponent));
        }
        FittedFamily wide = MaximumLikelihood.fit(Family.GAMMA, 5e-324, 1.7e308, 1);
        assertThat(wide.converged()).isTrue();
        assertThat(wide.toString()).startsWith("gamma(0.00");
    }

    private static Offset<Double> relative(String value, double tolerance) {
        return within(tolerance * Math.abs(Double.parseDouble(value)));
    }

    static Map<String, double[]> samples() {
        Map<String, double[]> samples = new LinkedHashMap<>();
        for (String[] row : rows("mle_samples.csv")) {
            double[] before = samples.getOrDefault(row[0], new double[0]);
            double[] now = Arrays.copyOf(before, before.length + 1);
            now[before.length] = Double.parseDouble(row[1]);
            samples.put(row[0], now);
        }
        return samples;
    }

    private static List<String[]> rows(String name) {
        try (var lines = new BufferedReader(new InputStreamReader(
                MaximumLikelihoodTest.class.getResourceAsStream(name), StandardCharsets.UTF_8)).lines()) {
            return lines.skip(1).map(line -> line.split(",")).toList();
        } catch (UncheckedIOException e) {
            throw new UncheckedIOException(new IOException(name, e));
        }
    }
}
