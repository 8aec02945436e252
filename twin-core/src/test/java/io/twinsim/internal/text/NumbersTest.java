package io.twinsim.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class NumbersTest {

    @Test
    void shortest_anyDouble_readsBackToTheSameBits() {
        long bits = 1;
        int cases = 0;
        for (int i = 0; i < 20_000; i++) {
            bits = bits * 6364136223846793005L + 1442695040888963407L;
            double value = Double.longBitsToDouble(bits);
            if (Double.isFinite(value)) {
                assertThat(Double.parseDouble(Numbers.shortest(value))).isEqualTo(value);
                cases++;
            }
        }
        assertThat(cases).isGreaterThan(19_900);
    }

    /** JDK 17 itself prints 2e23 as 2.0E23 but 2.2e-322 and others with digits that JDK 19 dropped; ours never does. */
    @Test
    void shortest_knownHardCases_areShort() {
        assertThat(Numbers.shortest(2e23)).isEqualTo("2.0E23");
        assertThat(Numbers.shortest(0.1)).isEqualTo("0.1");
        assertThat(Numbers.shortest(95)).isEqualTo("95.0");
        assertThat(Numbers.shortest(-0.0)).isEqualTo("-0.0");
        assertThat(Numbers.shortest(Double.NaN)).isEqualTo("NaN");
        assertThat(Numbers.shortest(Double.MIN_VALUE)).isEqualTo("4.9E-324");
    }

    @Test
    void fixed_halfway_roundsFromTheExactBinaryValue() {
        assertThat(Numbers.fixed(0.125, 2)).isEqualTo("0.12");
        assertThat(Numbers.fixed(0.375, 2)).isEqualTo("0.38");
        assertThat(Numbers.fixed(1.005, 2)).isEqualTo("1.00");
        assertThat(Numbers.fixed(-0.00001, 2)).isEqualTo("0.00");
        assertThat(Numbers.signed(0.0653, 4)).isEqualTo("+0.0653");
        assertThat(Numbers.signed(-0.3, 1)).isEqualTo("-0.3");
    }

    @Test
    void significant_magnitudes_usePlainOrExponentNotation() {
        assertThat(Numbers.significant(0.0440449, 3)).isEqualTo("0.044");
        assertThat(Numbers.significant(12345.678, 3)).isEqualTo("12300");
        assertThat(Numbers.significant(1.234e-9, 2)).isEqualTo("1.2e-9");
        assertThat(Numbers.significant(0, 3)).isEqualTo("0");
    }

    @Test
    void decimals_powersOfTen_areExact() {
        for (int e = -7; e <= 2; e++) {
            assertThat(Numbers.decimals(Double.parseDouble("1.0000001e" + e))).isEqualTo(2 - e);
            assertThat(Numbers.decimals(Double.parseDouble("0.9999999e" + e))).isEqualTo(Math.min(9, 3 - e));
        }
        assertThat(Numbers.decimals(1000)).isZero();
        assertThat(Numbers.decimals(0)).isEqualTo(4);
        assertThat(Numbers.decimals(Double.NaN)).isEqualTo(4);
    }

    @Test
    void grouped_anyLocale_usesCommas() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        try {
            assertThat(Numbers.grouped(1_234_567)).isEqualTo("1,234,567");
            assertThat(Numbers.grouped(-100)).isEqualTo("-100");
            assertThat(Numbers.grouped(Long.MIN_VALUE)).isEqualTo("-9,223,372,036,854,775,808");
            assertThat(Numbers.bytes(7_700_000)).isEqualTo("7.7 MB");
            assertThat(Numbers.bytes(999)).isEqualTo("999 B");
        } finally {
            Locale.setDefault(before);
        }
    }
}
