package io.twinsim.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.SharedJson;
import org.junit.jupiter.api.Test;

class KolmogorovTest {

    /** R 4.2.2: uniroot on .Call(stats:::C_pKS2); see critical_values.json, which asks for 1e-8. */
    @Test
    void survivalQuantile_everyCaseOfR_agrees() {
        SharedJson cases = SharedJson.read("cases/critical_values.json").object("ks_asymptotic_K");
        int checked = 0;
        for (String q : cases.keys()) {
            assertThat(Kolmogorov.survivalQuantile(Double.parseDouble(q))).as(q)
                    .isCloseTo(cases.number(q), within(1e-9));
            checked++;
        }
        assertThat(checked).isEqualTo(5);
    }

    /** mpmath 1.3.0: both series summed at 30 digits. */
    @Test
    void tails_referenceValues_keepTheirRelativeAccuracy() {
        double[][] cases = {{0.1, 6.6093052422454708e-53, 1}, {0.2, 5.0504073386700709e-13, 0.99999999999949496},
            {0.5, 0.036054756335124906, 0.96394524366487509}, {1.0, 0.73000032832264548, 0.26999967167735452},
            {1.18, 0.87654619057023432, 0.12345380942976568}, {1.2, 0.88775033332927504, 0.11224966667072496},
            {1.5, 0.97778203738347487, 0.022217962616525129}, {2.0, 0.9993290747442203, 0.00067092525577969535},
            {4.0, 0.99999999999997467, 2.5328331098188351e-14}, {8.0, 1, 5.1444187452848297e-56}};
        for (double[] c : cases) {
            assertThat(Kolmogorov.cdf(c[0])).as("%s", c[0]).isCloseTo(c[1], within(1e-13 * c[1]));
            assertThat(Kolmogorov.sf(c[0])).as("%s", c[0]).isCloseTo(c[2], within(1e-13 * c[2]));
        }
    }

    @Test
    void quantile_anyProbability_invertsTheDistribution() {
        for (double p : new double[] {1e-100, 1e-9, 0.01, 0.3, 0.5, 0.9, 0.999}) {
            assertThat(Kolmogorov.cdf(Kolmogorov.quantile(p))).isCloseTo(p, within(1e-12 * p));
            assertThat(Kolmogorov.sf(Kolmogorov.survivalQuantile(p))).isCloseTo(p, within(1e-12 * p));
        }
        assertThat(Kolmogorov.cdf(0)).isZero();
        assertThat(Kolmogorov.sf(-1)).isEqualTo(1);
    }

    /** SciPy 1.17.1: stats.kstwo.cdf(d, n), stats.kstwo.sf(d, n). */
    @Test
    void exact_matrixAndOneSided_agreeWithScipy() {
        double[][] cases = {{1, 0.6, 0.2, 0.8}, {2, 0.5, 0.5, 0.5}, {5, 0.3, 0.336, 0.664},
            {10, 0.05625, 3.3795833587646514e-13, 0.99999999999966205},
            {10, 0.274, 0.62847961545650433, 0.37152038454349567},
            {10, 0.6, 0.99943183280000003, 0.00056816720000000035},
            {20, 0.2, 0.64727982637658499, 0.35272017362341501}, {50, 0.1, 0.33768872953418139, 0.66231127046581861},
            {50, 0.3, 0.99982646739797276, 0.00017353260202718738},
            {100, 0.05, 0.046784028936427503, 0.95321597106357248},
            {100, 0.136, 0.95513970020915218, 0.044860299790847803},
            {140, 0.05, 0.14235197023438867, 0.85764802976561139}};
        for (double[] c : cases) {
            int n = (int) c[0];
            assertThat(KolmogorovExact.cdf(c[1], n)).as("n = " + n).isCloseTo(c[2], within(1e-13 + 1e-11 * c[2]));
            assertThat(KolmogorovExact.sf(c[1], n)).as("n = " + n).isCloseTo(c[3], within(1e-13));
        }
    }

    /** Python 3 integers of 400 binary places in Marsaglia, Tsang and Wang's matrix; SciPy's expansion is off here. */
    @Test
    void exact_hundredsOfValues_isTheMatrixPower() {
        double[][] cases = {{500, 0.0605, 0.9506511480941471}, {1000, 0.05, 0.986987928690033},
            {2000, 0.012, 0.06779860573412477}};
        for (double[] c : cases) {
            assertThat(KolmogorovExact.cdf(c[1], (int) c[0])).as("n = %s", c[0]).isCloseTo(c[2], within(1e-13));
        }
    }

    /** SciPy 1.17.1: stats.kstwo.cdf(d, n), there by Pelz and Good too; the first is the matrix power as above. */
    @Test
    void exact_thousandsOfValues_agreeWithScipy() {
        assertThat(KolmogorovExact.cdf(0.03, 2001)).isCloseTo(0.94654936612444585, within(1e-8));
        double[][] cases = {{2001, 0.01, 0.01289791140197143}, {2001, 0.03, 0.94654936366777553},
            {5000, 0.012, 0.53600878333098079}, {10_000, 0.0136, 0.95096419192367854},
            {50_000, 0.004, 0.60056833532442688}, {1_000_000, 0.00136, 0.95055900260842774}};
        for (double[] c : cases) {
            assertThat(KolmogorovExact.cdf(c[1], (int) c[0])).as("n = %s", c[0]).isCloseTo(c[2], within(1e-12));
        }
        assertThat(KolmogorovExact.sf(0.004, 1_000_000)).isCloseTo(2.5258184143391013e-14, within(1e-17));
    }

    /** Where the methods meet: from 2,000 values on in the bulk, and at n d^2 = 9 in the tail. */
    @Test
    void exact_neighbouringMethods_agree() {
        for (double d : new double[] {0.01, 0.02, 0.03}) {
            double shift = d * Math.sqrt(2000 / 2001.0);
            assertThat(KolmogorovExact.cdf(d, 2000)).isCloseTo(KolmogorovExact.cdf(shift, 2001), within(2e-6));
        }
        double edge = Math.sqrt(9 / 300.0);
        assertThat(KolmogorovExact.cdf(edge * (1 - 1e-12), 300)).isCloseTo(KolmogorovExact.cdf(edge * (1 + 1e-12), 300),
                within(1e-13));
        assertThat(KolmogorovExact.cdf(0.01, 50)).isZero();
        assertThat(KolmogorovExact.sf(0.01, 50)).isEqualTo(1);
        assertThat(KolmogorovExact.sf(1, 50)).isZero();
    }

    /** SciPy 1.17.1: stats.kstwo.isf(q, n), q = 0.2, 0.1, 0.05, 0.01, 0.001. */
    @Test
    void exact_criticalValues_agreeWithScipy() {
        double[] q = {0.2, 0.1, 0.05, 0.01, 0.001};
        double[][] cases = {{1, 0.9, 0.95, 0.975, 0.995, 0.9995},
            {2, 0.683772233983, 0.77639320225, 0.841886116992, 0.929289321881, 0.977639320225},
            {5, 0.446973372645, 0.50944932822, 0.563275198366, 0.668531101515, 0.781368776856},
            {10, 0.322567901699, 0.368661674172, 0.409246084778, 0.488931659411, 0.58041730765},
            {20, 0.231518623141, 0.264730572196, 0.294075314434, 0.352410891639, 0.420851188985},
            {100, 0.10560543793, 0.120663408778, 0.134027916486, 0.160808680929, 0.192684164276}};
        int checked = 0;
        for (double[] c : cases) {
            for (int j = 0; j < q.length; j++) {
                assertThat(KolmogorovExact.survivalQuantile(q[j], (int) c[0])).isCloseTo(c[j + 1], within(1e-11));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(30);
        assertThat(KolmogorovExact.cdf(KolmogorovExact.survivalQuantile(0.8, 10), 10)).isCloseTo(0.2, within(1e-12));
    }
}
