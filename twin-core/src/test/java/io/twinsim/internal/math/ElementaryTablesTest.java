package io.twinsim.internal.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;

/** Derives the tables anew with 60 digits. */
class ElementaryTablesTest {

    private static final MathContext DIGITS = new MathContext(60);
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final long FIRST = 0x3fe68aaaaaab0000L;

    /** ln q by 2 artanh((q - 1) / (q + 1)), for q near 1. */
    private static BigDecimal log(BigDecimal q) {
        BigDecimal t = q.subtract(BigDecimal.ONE).divide(q.add(BigDecimal.ONE), DIGITS);
        BigDecimal square = t.multiply(t, DIGITS);
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal power = t;
        for (int k = 1; k < 100; k += 2) {
            sum = sum.add(power.divide(BigDecimal.valueOf(k), DIGITS));
            power = power.multiply(square, DIGITS);
        }
        return sum.multiply(TWO);
    }

    @Test
    void powers_derivedAnew_areThoseOfTheTable() {
        BigDecimal step = TWO;
        for (int i = 0; i < 7; i++) {
            step = step.sqrt(DIGITS);
        }
        BigDecimal power = BigDecimal.ONE;
        for (int j = 0; j < 128; j++) {
            double rounded = power.doubleValue();
            assertThat(ElementaryTables.EXP_BITS[j] + ((long) j << 45)).as("cell %d", j)
                    .isEqualTo(Double.doubleToRawLongBits(rounded));
            double tail = power.divide(new BigDecimal(rounded), DIGITS).subtract(BigDecimal.ONE).doubleValue();
            assertThat(ElementaryTables.EXP_TAILS[j]).as("tail %d", j).isEqualTo(tail);
            power = power.multiply(step, DIGITS);
        }
        assertThat(ElementaryTables.EXP_BITS).hasSize(128);
        assertThat(ElementaryTables.EXP_TAILS).hasSize(128);
    }

    @Test
    void logarithms_derivedAnew_areThoseOfTheTable() {
        BigDecimal grid = TWO.pow(43);
        for (int j = 0; j < 128; j++) {
            BigDecimal log = log(new BigDecimal(ElementaryTables.LOG[4 * j])).negate();
            BigDecimal high = log.multiply(grid).setScale(0, RoundingMode.HALF_EVEN).divide(grid);
            assertThat(ElementaryTables.LOG[4 * j + 1]).as("cell %d", j).isEqualTo(high.doubleValue());
            assertThat(ElementaryTables.LOG[4 * j + 2]).as("cell %d", j).isEqualTo(log.subtract(high).doubleValue());
        }
        assertThat(ElementaryTables.LOG).hasSize(512);
    }

    /** z / c - 1 is a multiple of 2^-60 below 2^-7, so it has at most 53 bits. */
    @Test
    void remainders_anyCell_areSmallAndExact() {
        int central = 0;
        for (int j = 0; j < 128; j++) {
            double inverse = ElementaryTables.LOG[4 * j];
            double least = Double.longBitsToDouble(FIRST + ((long) j << 45));
            double most = Math.nextDown(Double.longBitsToDouble(FIRST + ((long) (j + 1) << 45)));
            assertThat(inverse * (most < 1 ? 0x1p7 : 0x1p8)).as("bits of cell %d", j).isEqualTo(
                    Math.rint(inverse * (most < 1 ? 0x1p7 : 0x1p8)));
            for (double z : new double[] {least, most}) {
                BigDecimal exact = new BigDecimal(z).multiply(new BigDecimal(inverse)).subtract(BigDecimal.ONE);
                double r = Math.fma(z, inverse, -1);
                assertThat(new BigDecimal(r)).as("cell %d", j).isEqualByComparingTo(exact);
                assertThat(Math.abs(r)).as("cell %d", j).isLessThan(0.00574);
                // the upper part of a sum must be exact with the table's summand first
                assertThat(Math.abs(r)).as("cell %d", j).isLessThanOrEqualTo(
                        inverse == 1 ? 0.0027 : Math.abs(ElementaryTables.LOG[4 * j + 1]));
            }
            if (least < 1 && most > 1) {
                assertThat(inverse).isEqualTo(1);
                central++;
            }
        }
        assertThat(central).isEqualTo(1);
    }
}
