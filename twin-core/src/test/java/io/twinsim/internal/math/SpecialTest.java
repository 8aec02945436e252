package io.twinsim.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Against special_reference.csv. Its values: mpmath 1.3.0 at 60 digits, by {@code gammainc(regularized=True)} for
 * shapes below 200 and otherwise by {@code quad} of the density of ln x (gamma) or logit x (beta) outwards from the
 * point; masses from {@code loggamma}; noncentral t by {@code scipy.stats.nct.cdf} 1.17.1 (Boost), the only rows not
 * exact to 17 digits.
 */
class SpecialTest {

    private static List<String[]> reference() throws IOException {
        try (var lines = new BufferedReader(new InputStreamReader(Objects.requireNonNull(
                SpecialTest.class.getResourceAsStream("special_reference.csv")), StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).map(line -> line.split(",", -1)).toList();
        }
    }

    private static double value(String function, double a, double b, double c) {
        return switch (function) {
            case "normalCdf" -> Normal.cdf(a);
            case "gammaP" -> Special.regularisedGammaP(a, b);
            case "gammaQ" -> Special.regularisedGammaQ(a, b);
            case "beta" -> Special.regularisedBeta(c, a, b);
            case "betaComplement" -> Special.regularisedBetaComplement(c, a, b);
            case "studentCdf" -> StudentT.cdf(a, b);
            case "noncentralT" -> StudentT.noncentralCdf(a, b, c);
            case "poisson" -> Special.poissonMass(a, b);
            case "binomial" -> Special.binomialMass(a, b, c);
            case "negativeBinomial" -> Special.negativeBinomialMass(a, b, c);
            default -> throw new IllegalArgumentException(function);
        };
    }

    /**
     * Relative; a beta argument near 1 - 1e-9 is itself only known to 1e-7 of its distance from 1, hence the shapes'
     * share.
     */
    private static double tolerance(String function, double a, double b) {
        return switch (function) {
            case "normalCdf" -> 1e-14;
            case "beta", "betaComplement" -> 5e-13 + 1e-15 * Math.sqrt(Math.max(a, b)) * 10;
            case "noncentralT" -> 1e-10;
            default -> 3e-13;
        };
    }

    @Test
    void functions_referenceValues_areReachedInRelativeTerms() throws IOException {
        int checked = 0;
        for (String[] row : reference()) {
            double a = Double.parseDouble(row[1]);
            double b = row[2].isEmpty() ? 0 : Double.parseDouble(row[2]);
            double c = row[3].isEmpty() ? 0 : Double.parseDouble(row[3]);
            double expected = Double.parseDouble(row[4]);
            assertThat(value(row[0], a, b, c)).as(String.join(",", row))
                    .isCloseTo(expected, within(tolerance(row[0], a, b) * expected + 1e-300));
            checked++;
        }
        assertThat(checked).isEqualTo(545);
    }

    @Test
    void quantiles_anyShape_invertTheirFunctions() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 3000; i++) {
            double a = StrictMath.pow(10, random.nextDouble(-2, 5));
            double b = StrictMath.pow(10, random.nextDouble(-2, 5));
            double p = i % 3 == 0 ? StrictMath.pow(10, random.nextDouble(-250, -1)) : random.nextDouble();
            double x = Special.gammaQuantile(p, a);
            if (x > 1e-300) {
                double found = p <= 0.5 ? Special.regularisedGammaP(a, x) : Special.regularisedGammaQ(a, x);
                assertThat(found).as("gamma %s at %s", a, p).isCloseTo(Math.min(p, 1 - p), within(1e-11 * Math.min(p,
                1 - p)));
            }
            double y = Special.betaQuantile(p, a, b);
            if (y > 1e-300 && y < 0.99) {
                double found = p <= 0.5 ? Special.regularisedBeta(y, a, b) : Special.regularisedBetaComplement(y, a, b);
                assertThat(found).as("beta %s %s at %s", a, b, p).isCloseTo(Math.min(p, 1 - p),
                within(1e-11 * Math.min(p, 1 - p)));
            }
            assertThat(Special.betaSurvivalQuantile(0.25, a, b)).isEqualTo(Special.betaQuantile(0.75, a, b));
        }
    }

    /** R 4.2.2: qchisq, and pf(3.5, 3, 20, lower = FALSE). */
    @Test
    void tails_ofTests_agreeWithR() {
        assertThat(Special.chiSquareSf(7.814727903251179, 3)).isCloseTo(0.05, within(1e-14));
        assertThat(Special.chiSquareSf(27.631021115871036, 2)).isCloseTo(1 - 0.999999, within(1e-19));
        assertThat(Special.fisherSf(3.0983912121407795, 3, 20)).isCloseTo(0.05, within(1e-9));
        assertThat(Special.fisherSf(0, 3, 20)).isEqualTo(1);
        assertThat(Special.fisherSf(Double.POSITIVE_INFINITY, 3, 20)).isZero();
    }

    @Test
    void functions_endsOfTheRange_areExact() {
        assertThat(Special.regularisedGammaP(2, 0)).isZero();
        assertThat(Special.regularisedGammaQ(2, -1)).isEqualTo(1);
        assertThat(Special.regularisedGammaQ(2, Double.POSITIVE_INFINITY)).isZero();
        assertThat(Special.regularisedGammaP(2, Double.POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(Special.regularisedBeta(0, 2, 3)).isZero();
        assertThat(Special.regularisedBeta(1, 2, 3)).isEqualTo(1);
        assertThat(Special.regularisedBetaComplement(1, 2, 3)).isZero();
        assertThat(Special.poissonMass(0, 0)).isEqualTo(1);
        assertThat(Special.poissonMass(1, 0)).isZero();
        assertThat(Special.binomialMass(3, 3, 1)).isEqualTo(1);
        assertThat(Special.binomialMass(4, 3, 0.5)).isZero();
        assertThat(Special.logGamma(1)).isZero();
        assertThat(Special.logGamma(100)).isCloseTo(359.13420536957540, within(1e-12));
    }

    @Test
    void masses_allCounts_sumToOne() {
        double poisson = 0;
        double binomial = 0;
        double negative = 0;
        for (int k = 0; k <= 400; k++) {
            poisson += Special.poissonMass(k, 40);
            binomial += Special.binomialMass(k, 300, 0.3);
            negative += Special.negativeBinomialMass(k, 2.5, 0.3);
        }
        assertThat(poisson).isCloseTo(1, within(1e-13));
        assertThat(binomial).isCloseTo(1, within(1e-13));
        assertThat(negative).isCloseTo(1, within(1e-13));
    }
}
