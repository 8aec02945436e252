package io.twinsim.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Reference values of R 4.2: {@code digamma(x)} and {@code trigamma(x)}; differences of large x by the series. */
class PolygammaTest {

    /** x, digamma(x), log(x) - digamma(x), trigamma(x). */
    private static final double[][] REFERENCE = {
        {0.001, -1000.5755719318104, 993.66781665282826, 1000001.6425331959},
        {0.3, -3.5025242222001323, 2.2985514178741964, 12.245364546107732},
        {1, -0.57721566490153231, 0.57721566490153231, 1.6449340668482264},
        {2.5, 0.70315664064524341, 0.21313409122891169, 0.49035775610023491},
        {7.25, 1.9104535268837362, 0.070547941982847195, 0.14787923315893214},
        {12, 2.4426616799758119, 0.042244969812188504, 0.086901872871768385},
        {50, 3.901989673427892, 0.010033332000253968, 0.020201333226697128},
        {1000, 6.907255195648812, 5.00083333325e-4, 0.0010005001666666335},
        {1000000, 13.81551005796419, 5.000000833333333e-07, 1.0000005000001667e-06}};
    @Test
    void values_smallToLarge_agreeWithR() {
        for (double[] row : REFERENCE) {
            assertThat(Polygamma.digamma(row[0])).isCloseTo(row[1], within(4e-15 * Math.max(1, Math.abs(row[1]))));
            assertThat(Polygamma.logMinusDigamma(row[0]) / row[2]).isCloseTo(1, within(2e-14));
            assertThat(Polygamma.trigamma(row[0]) / row[3]).isCloseTo(1, within(4e-15));
        }
    }
}
