package io.twinsim.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.internal.text.Numbers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NumberTextTest {

    private final NumberText numbers = new NumberText('.');

    @Test
    void parse_randomDecimals_equalsExactRounding() {
        SplittableRandom random = new SplittableRandom(7);
        int checked = 0;
        for (int trial = 0; trial < 100_000; trial++) {
            StringBuilder text = new StringBuilder(random.nextInt(3) == 0 ? "-" : "");
            int digits = 1 + random.nextInt(random.nextInt(4) == 0 ? 25 : 17);
            for (int i = 0; i < digits; i++) {
                text.append(random.nextInt(10));
            }
            text.insert(text.length() - random.nextInt(digits + 1), random.nextBoolean() ? "." : "");
            if (random.nextInt(3) == 0) {
                text.append(random.nextBoolean() ? "e" : "E").append(random.nextInt(-330, 300));
            }
            double expected = new BigDecimal(text.toString()).doubleValue();
            if (expected == 0 && text.charAt(0) == '-') {
                expected = -0.0;
            }
            NumberText.Kind kind = numbers.parse(text.toString());
            if (Double.isInfinite(expected)) {
                assertThat(kind).isEqualTo(NumberText.Kind.OVERFLOW);
            } else {
                assertThat(kind).isIn(NumberText.Kind.WHOLE, NumberText.Kind.REAL);
                assertThat(Double.doubleToRawLongBits(numbers.value())).as(text.toString())
                        .isEqualTo(Double.doubleToRawLongBits(expected));
            }
            checked++;
        }
        assertThat(checked).isEqualTo(100_000);
    }

    /** Every finite double in its shortest form, in 17 digits, and halfway to the next, where rounding is hardest. */
    @Test
    void parse_doublesAsText_giveTheSameBits() {
        SplittableRandom random = new SplittableRandom(8);
        int checked = 0;
        while (checked < 300_000) {
            double value = random.nextInt(3) == 0 ? Double.longBitsToDouble(random.nextLong()) : random.nextDouble();
            if (!Double.isFinite(value)) {
                continue;
            }
            check(Numbers.shortest(value), value);
            BigDecimal exact = new BigDecimal(value);
            check(exact.round(new MathContext(17)).toString(), value);
            BigDecimal half = exact.add(new BigDecimal(Math.nextUp(value))).divide(BigDecimal.valueOf(2));
            String text = half.round(new MathContext(18 + random.nextInt(3), RoundingMode.HALF_DOWN)).toString();
            check(text, new BigDecimal(text).doubleValue());
            checked += 3;
        }
    }

    private void check(String text, double value) {
        double signed = value == 0 && text.charAt(0) == '-' ? -0.0 : value;
        if (Double.isInfinite(signed)) {
            assertThat(numbers.parse(text)).isEqualTo(NumberText.Kind.OVERFLOW);
            return;
        }
        assertThat(numbers.parse(text)).isIn(NumberText.Kind.REAL, NumberText.Kind.WHOLE);
        if (Double.doubleToRawLongBits(numbers.value()) != Double.doubleToRawLongBits(signed)) {
            assertThat(numbers.value()).as(text).isEqualTo(signed);
        }
    }

    /** Ties between two doubles go to the even one, whatever way they are written. */
    @Test
    void parse_ties_goToTheEvenNeighbour() {
        check("9007199254740993", 9007199254740992.0);
        check("9007199254740995", 9007199254740996.0);
        check("90071992547409928", 90071992547409920.0);
        check("90071992547409928.1", 90071992547409936.0);
        check("9007199254740992.8e1", 90071992547409920.0);
        check("4503599627370496.5", 4503599627370496.0);
        check("4503599627370497.5", 4503599627370498.0);
        check("8.988465674311580e307", 8.98846567431158E307);
        check("2.2250738585072011e-308", 2.225073858507201E-308);
        check("1.7976931348623158e308", Double.MAX_VALUE);
        check("1.7976931348623159e308", Double.POSITIVE_INFINITY);
        check("2.4703282292062327e-324", 0);
        check("2.4703282292062329e-324", Double.MIN_VALUE);
    }

    @Test
    void parse_kinds_followTheText() {
        assertThat(kinds("0", "-1", "+7", "010", "2147483647", "-2147483647")).containsOnly(NumberText.Kind.WHOLE);
        assertThat(kinds("2147483648", "9223372036854775808", "-0", "1.0", "5.", ".5", "1e5", "-1E-400", "1e+05"))
                .containsOnly(NumberText.Kind.REAL);
        assertThat(kinds("1e999", "-1e400", "1e99999999999")).containsOnly(NumberText.Kind.OVERFLOW);
        assertThat(kinds("", "+", "-", ".", "e5", "1e", "1e+", "1f", "1d", "0x1F", "1_000", "1,5", " 1", "1 ", "--1",
                "1.2.3", "NaN", "Infinity", "\u0661", "\u22125", "1e5.0")).containsOnly(NumberText.Kind.NONE);
    }

    private NumberText.Kind[] kinds(String... texts) {
        NumberText.Kind[] kinds = new NumberText.Kind[texts.length];
        for (int i = 0; i < texts.length; i++) {
            kinds[i] = numbers.parse(texts[i]);
        }
        return kinds;
    }

    @Test
    void parse_negativeZero_keepsItsSign() {
        for (String text : new String[] {"-0", "-0.0", "-0e5", "-1e-400"}) {
            assertThat(numbers.parse(text)).isEqualTo(NumberText.Kind.REAL);
            assertThat(Double.doubleToRawLongBits(numbers.value())).isEqualTo(Double.doubleToRawLongBits(-0.0));
        }
    }

    @Test
    void parse_decimalComma_readsNoPoint() {
        NumberText comma = new NumberText(',');
        assertThat(comma.parse("3,75")).isEqualTo(NumberText.Kind.REAL);
        assertThat(comma.value()).isEqualTo(3.75);
        assertThat(comma.parse("1234567890123456789,5e-3")).isEqualTo(NumberText.Kind.REAL);
        assertThat(comma.value()).isEqualTo(1234567890123456789.5e-3);
        assertThat(comma.parse("1.5")).isEqualTo(NumberText.Kind.NONE);
    }

    @Test
    void like_foreignNotations_areNumbers() {
        assertThat(likes("1", "1e999", "1,5", "1,234.5", "1.234,5", "1'000", "0x1F", "1f", "2.5D", "10L", "1_000",
                "inf", "-Infinity", "\u0661\u0662", "\u22125", "\u00a05", "1\u00a0234,5", "1\u202f000"))
                .containsOnly(NumberLike.NUMBER);
        assertThat(likes("NA", "null", "NaN", "?", "-", "n/a", ".")).containsOnly(NumberLike.MISSING);
        assertThat(likes("2) $100 - $200", "18-24", "65+", "2024-01-01", "12:30", "1.2.3.4", "A1", "K1A 0B1",
                "555 1234", "=cmd|calc", "+1+1", "@x", "5%", "$5", "\u4e00", "e5", "true"))
                .containsOnly(NumberLike.TEXT);
    }

    private NumberLike[] likes(String... texts) {
        NumberLike[] likes = new NumberLike[texts.length];
        for (int i = 0; i < texts.length; i++) {
            likes[i] = NumberLike.of(texts[i], numbers);
        }
        return likes;
    }
}
