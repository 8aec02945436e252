package io.twinsim.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.SharedData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RealisedCorrelationTest {

    private static Marginal marginal(String formula) {
        String name = formula.substring(0, formula.indexOf('('));
        String[] arguments = formula.substring(name.length() + 1, formula.length() - 1).split("[,/]");
        double[] values = Arrays.stream(arguments).mapToDouble(Double::parseDouble).toArray();
        if (name.equals("categorical")) {
            return Marginal.of(formula, Categorical.of(List.of("a", "b", "c").subList(0, values.length), values));
        }
        return Marginal.of(formula, Family.named(name).bind(values));
    }

    private static RealisedCorrelation pair(String x, String y, CorrelationKind kind) {
        return RealisedCorrelation.of(marginal(x), marginal(y), kind);
    }

    @Test
    void pearson_ofLogNormals_isTheClosedForm() {
        int cases = 0;
        for (String[] cells : SharedData.rows("cases/copula_lognormal_pearson.csv")) {
            double latent = Double.parseDouble(cells[0]);
            RealisedCorrelation pair = pair("lognormal(0," + cells[1] + ")", "lognormal(3," + cells[2] + ")",
                    CorrelationKind.PEARSON);
            double expected = Double.parseDouble(cells[3]);
            assertThat(pair.at(latent)).isCloseTo(expected, within(1e-13));
            assertThat(pair.latent(expected)).isCloseTo(latent, within(1e-12));
            cases++;
        }
        assertThat(cases).isEqualTo(28);
    }

    @Test
    void spearmanAndPearsonOfUniforms_areTheRankRelations() {
        RealisedCorrelation ranks = pair("exponential(2)", "student_t(3)", CorrelationKind.SPEARMAN);
        RealisedCorrelation uniforms = pair("uniform(0,1)", "uniform(5,9)", CorrelationKind.PEARSON);
        int cases = 0;
        for (String[] cells : SharedData.rows("cases/copula_rank_relations.csv")) {
            double latent = Double.parseDouble(cells[0]);
            assertThat(ranks.at(latent)).isCloseTo(Double.parseDouble(cells[1]), within(5e-15));
            assertThat(uniforms.at(latent)).isCloseTo(Double.parseDouble(cells[3]), within(1e-13));
            cases++;
        }
        assertThat(cases).isEqualTo(23);
    }

    /** Independent quadratures of mpmath, numpy and scipy (the tool stands in the file). */
    @Test
    void at_mixturesOfKinds_agreesWithIndependentQuadrature() throws IOException {
        int cases = 0;
        for (String line : lines()) {
            String[] cells = line.split(";");
            CorrelationKind kind = CorrelationKind.valueOf(cells[0].toUpperCase(Locale.ROOT));
            RealisedCorrelation pair = pair(cells[1], cells[2], kind);
            double latent = Double.parseDouble(cells[3]);
            double expected = Double.parseDouble(cells[4]);
            assertThat(pair.at(latent)).as(line).isCloseTo(expected, within(1e-9));
            assertThat(pair.at(pair.latent(expected))).as(line).isCloseTo(expected, within(1e-9));
            cases++;
        }
        assertThat(cases).isEqualTo(93);
    }

    private static List<String> lines() throws IOException {
        try (InputStream in = RealisedCorrelationTest.class.getResourceAsStream("realised_correlations.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("kind;")).toList();
        }
    }

    /** Two flags with equal odds: P(both) is the orthant probability, so the correlation is 2 asin(r) / pi. */
    @Test
    void at_evenFlags_isTheOrthantFormula() {
        RealisedCorrelation flags = pair("bernoulli(0.5)", "bernoulli(0.5)", CorrelationKind.PEARSON);
        for (double r = -1; r <= 1; r += 0.125) {
            assertThat(flags.at(r)).isCloseTo(GaussianCopula.kendall(r), within(2e-15));
        }
    }

    @Test
    void at_pairsOfEachSort_risesAndIsInvertible() {
        assertThat(invertible(Family.POISSON.bind(0.7), Family.EXPONENTIAL.bind(1), Empirical.of(0, 1, 5, 5, 20)))
                .isEqualTo(18);
    }

    @Test
    @Tag("nightly")
    void at_pairsOfManySorts_risesAndIsInvertible() {
        assertThat(invertible(Family.POISSON.bind(0.7), Family.BERNOULLI.bind(0.3), Family.GAMMA.bind(0.5, 2),
                Family.UNIFORM_INT.bind(1, 100_000), Family.POISSON.bind(300), Family.TRIANGULAR.bind(0, 0.2, 1),
                Empirical.of(0, 1, 5, 5, 20), Truncated.of(Family.NORMAL.bind(0, 1), -1, 2), Family.PARETO.bind(1, 2.5)))
                .isEqualTo(162);
    }

    /** Every pair rises in the latent correlation, is 0 at 0, and its ends are what the solver accepts. */
    private static int invertible(Distribution... all) {
        int cases = 0;
        for (CorrelationKind kind : CorrelationKind.values()) {
            List<Marginal> first = Arrays.stream(all).map(d -> Marginal.of("x", d)).toList();
            List<Marginal> second = Arrays.stream(all).map(d -> Marginal.of("y", d)).toList();
            for (Marginal x : first) {
                for (Marginal y : second) {
                    RealisedCorrelation pair = RealisedCorrelation.of(x, y, kind);
                    double last = pair.lower();
                    for (double r : new double[] {-0.999, -0.9, -0.3, 0, 0.3, 0.9, 0.99, 1}) {
                        assertThat(pair.at(r)).as("%s at %s", pair, r).isGreaterThan(last - 1e-5);
                        last = pair.at(r);
                    }
                    assertThat(pair.at(0)).isZero();
                    assertThat(pair.latent(0)).isZero();
                    assertThat(pair.latent(pair.upper())).isEqualTo(1);
                    assertThat(pair.latent(pair.lower())).isEqualTo(-1);
                    for (double share : new double[] {-0.95, -0.4, 0.1, 0.7}) {
                        double target = share * (share < 0 ? -pair.lower() : pair.upper());
                        assertThat(pair.at(pair.latent(target))).isCloseTo(target, within(1e-9));
                    }
                    cases++;
                }
            }
        }
        return cases;
    }

    @Test
    void spearman_withTies_endsAtTheKnownLimits() {
        double flag = Math.sqrt(3 * 0.3 * 0.7);
        RealisedCorrelation mixed = pair("bernoulli(0.3)", "normal(0,1)", CorrelationKind.SPEARMAN);
        assertThat(mixed.upper()).isCloseTo(flag, within(1e-14));
        assertThat(mixed.lower()).isCloseTo(-flag, within(1e-14));
        RealisedCorrelation same = pair("poisson(0.7)", "poisson(0.7)", CorrelationKind.SPEARMAN);
        assertThat(same.upper()).isCloseTo(1, within(1e-14));
        assertThat(same.latent(1)).isEqualTo(1);
    }

    /** A clamped normal ties at both ends: var of the mid-ranks is 1/12 less a twelfth of the cubes of the ties. */
    @Test
    void clamped_values_tieAtTheEnds() {
        Marginal clamped = Marginal.of("age", Family.NORMAL.bind(0, 1)).clamped(-1, 0.5);
        Marginal free = Marginal.of("x", Family.NORMAL.bind(0, 1));
        double below = Family.NORMAL.bind(0, 1).cdf(-1);
        double above = Family.NORMAL.bind(0, 1).survival(0.5);
        double expected = Math.sqrt(1 - below * below * below - above * above * above);
        RealisedCorrelation ranks = RealisedCorrelation.of(clamped, free, CorrelationKind.SPEARMAN);
        assertThat(ranks.upper()).isCloseTo(expected, within(1e-9));
        Marginal whole = Marginal.of("k", Family.UNIFORM_INT.bind(1, 6)).clamped(3, 4);
        RealisedCorrelation coin = RealisedCorrelation.of(whole, marginal("bernoulli(0.5)"), CorrelationKind.PEARSON);
        assertThat(coin.upper()).isCloseTo(1, within(1e-14));
    }

    /** Six in ten pay the fixed price: ties and a continuous part in one variable. */
    @Test
    void mixture_withAnAtom_tiesThere() {
        Distribution price = Mixture.of(new double[] {0.6, 0.4},
                List.of(Family.CONSTANT.bind(5), Family.NORMAL.bind(20, 1)));
        Marginal x = Marginal.of("price", price);
        double upper = Math.sqrt(1 - 0.6 * 0.6 * 0.6);
        RealisedCorrelation ranks = RealisedCorrelation.of(x, marginal("normal(0,1)"), CorrelationKind.SPEARMAN);
        assertThat(ranks.upper()).isCloseTo(upper, within(1e-8));
        assertThat(ranks.at(ranks.latent(0.5))).isCloseTo(0.5, within(1e-12));
        RealisedCorrelation same = RealisedCorrelation.of(x, Marginal.of("same", price), CorrelationKind.SPEARMAN);
        assertThat(same.latent(1)).isEqualTo(1);
        double flag = 0.5 * 0.6 * 0.4 * 12 / (Math.sqrt(12 * 0.24) * upper);
        RealisedCorrelation step = RealisedCorrelation.of(x, marginal("bernoulli(0.4)"), CorrelationKind.SPEARMAN);
        assertThat(step.upper()).isCloseTo(flag, within(1e-4));
    }

    /**
     * X = 0 in half of all cases and 1 + Z in the others has closed moments: with a = asin(r) the products over the
     * quadrant are 1/4 + a / (2 pi), (1 + r) / (2 sqrt(2 pi)) and (sqrt(1 - r^2) + r (pi / 2 + a)) / (2 pi).
     */
    @Test
    void pearson_ofAJumpWithATail_isTheClosedFormUpToTheEnds() {
        Distribution hurdle = Mixture.of(new double[] {0.5, 0.5}, List.of(Family.CONSTANT.bind(0),
                Truncated.of(Family.NORMAL.bind(1, 1), 1, Double.POSITIVE_INFINITY)));
        RealisedCorrelation pair = RealisedCorrelation.of(Marginal.of("x", hurdle), Marginal.of("y", hurdle),
                CorrelationKind.PEARSON);
        double root = Math.sqrt(2 * Math.PI);
        double mean = 0.5 + 1 / root;
        double variance = 1 + 2 / root - mean * mean;
        int cases = 0;
        for (double r : new double[] {-0.999, -0.95, -0.5, 0.3, 0.9, 0.97, 0.99, 0.999, 0.99999, 1}) {
            double a = Math.asin(r);
            double product = 0.25 + a / (2 * Math.PI) + (1 + r) / root
                    + (Math.sqrt(1 - r * r) + r * (Math.PI / 2 + a)) / (2 * Math.PI);
            assertThat(pair.at(r)).as("%s", r).isCloseTo((product - mean * mean) / variance,
                    within(Math.abs(r) <= 0.97 ? 1e-8 : 2e-5));
            cases++;
        }
        assertThat(cases).isEqualTo(10);
    }

    /** The ends follow from the ties alone: var of the mid-ranks is 1/12 less a twelfth of the cubes of the ties. */
    @Test
    void counts_ofAWideRange_tieOnlyWhereTheyAreEqual() {
        Distribution claims = Family.NEGATIVE_BINOMIAL.bind(0.02, 1e-5);
        double ties = 0;
        double below = 0;
        for (int k = 0; k < 300_000; k++) {
            double upTo = claims.cdf(k);
            ties += (upTo - below) * (upTo - below) * (upTo - below);
            below = upTo;
        }
        RealisedCorrelation ranks = RealisedCorrelation.of(Marginal.of("claims", claims), marginal("normal(0,1)"),
                CorrelationKind.SPEARMAN);
        assertThat(ranks.upper()).isCloseTo(Math.sqrt(1 - ties), within(1e-7));
        double none = claims.cdf(0);
        RealisedCorrelation flag = RealisedCorrelation.of(Marginal.of("claims", claims),
                Marginal.of("any", Family.BERNOULLI.bind(1 - none)), CorrelationKind.SPEARMAN);
        assertThat(flag.upper()).isCloseTo(Math.sqrt(3 * none * (1 - none) / (1 - ties)), within(1e-7));
    }

    /** x = u^1000 is 0 for u below 2^-1.075. */
    @Test
    void values_thatUnderflow_tieAtZero() {
        RealisedCorrelation ranks = pair("beta(0.001,1)", "normal(0,1)", CorrelationKind.SPEARMAN);
        double zeros = Math.pow(2, -1.074);
        assertThat(ranks.upper()).isCloseTo(Math.sqrt(1 - zeros * zeros * zeros), within(1e-3));
    }

    @Test
    void category_labelsNeverDrawn_leaveNoStep() {
        Marginal gaps = Marginal.of("stage", Categorical.of(List.of("a", "b", "c", "d", "e"),
                new double[] {0, 0.7, 0, 0.3, 0}));
        RealisedCorrelation pair = RealisedCorrelation.of(gaps, marginal("bernoulli(0.3)"), CorrelationKind.SPEARMAN);
        assertThat(pair.upper()).isCloseTo(1, within(1e-14));
    }

    @Test
    void latent_unattainable_namesTheRange() {
        assertThatThrownBy(() -> pair("poisson(0.7)", "bernoulli(0.3)", CorrelationKind.SPEARMAN).latent(0.99))
                .isInstanceOf(InputException.class).hasMessage("correlation of poisson(0.7) and bernoulli(0.3) must "
                        + "be in [-0.6251, 0.7478] for their distributions, got 0.99");
        assertThatThrownBy(() -> pair("lognormal(0,1)", "lognormal(0,1)", CorrelationKind.PEARSON).latent(-0.5))
                .isInstanceOf(InputException.class).hasMessage("Pearson correlation of lognormal(0,1) and "
                        + "lognormal(0,1) must be in [-0.3678, 1.0] for their distributions, got -0.5");
        assertThatThrownBy(() -> pair("normal(0,1)", "normal(0,1)", CorrelationKind.PEARSON).latent(Double.NaN))
                .hasMessage("Pearson correlation of normal(0,1) and normal(0,1) must be in [-1.0, 1.0], got NaN");
    }

    @Test
    void of_withoutVariance_isRefused() {
        Marginal x = marginal("normal(0,1)");
        Marginal constant = Marginal.of("price", Family.CONSTANT.bind(3));
        assertThatThrownBy(() -> RealisedCorrelation.of(x, constant, CorrelationKind.SPEARMAN))
                .isInstanceOf(InputException.class)
                .hasMessage("price must vary, got constant(3.0); correlation with a constant is undefined");
        Marginal single = Marginal.of("stage", Categorical.of(List.of("a", "b"), new double[] {0, 1}));
        assertThatThrownBy(() -> RealisedCorrelation.of(single, x, CorrelationKind.SPEARMAN))
                .hasMessage("stage must vary, got categorical(a: 0.0, b: 1.0); correlation with a constant is "
                        + "undefined");
        assertThatThrownBy(() -> RealisedCorrelation.of(Marginal.of("t", Family.STUDENT_T.bind(2)), x,
                CorrelationKind.PEARSON)).isInstanceOf(InputException.class)
                .hasMessage("t must have a finite variance for a Pearson correlation, got student_t(2.0); state the "
                        + "rank correlation (spearman)");
        Marginal stage = Marginal.of("stage", Categorical.of(List.of("a", "b"), new double[] {0.4, 0.6}));
        assertThatThrownBy(() -> RealisedCorrelation.of(stage, x, CorrelationKind.PEARSON))
                .hasMessage("stage must be a number for a Pearson correlation, got categorical(a: 0.4, b: 0.6); state "
                        + "the rank correlation (spearman)");
        assertThat(RealisedCorrelation.of(stage, x, CorrelationKind.SPEARMAN).upper()).isBetween(0.8, 0.9);
    }
}
