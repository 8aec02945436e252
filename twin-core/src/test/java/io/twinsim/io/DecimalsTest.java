package io.twinsim.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.internal.text.Numbers;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Numbers go into the buffer with the characters that everything else prints. */
class DecimalsTest {

    private final byte[] buffer = new byte[40];
    private int checked;

    private String text(double value) {
        int end = Decimals.write(value, buffer, 3);
        assertThat(end - 3).isBetween(3, 25);
        return new String(buffer, 3, end - 3, StandardCharsets.US_ASCII);
    }

    private void check(double value) {
        if (Double.isFinite(value)) {
            String text = text(value);
            String expected = Numbers.shortest(value);
            if (!text.equals(expected)) {
                assertThat(text).isEqualTo(expected);
            }
            checked++;
        }
    }

    @Test
    void write_knownNumbers_areTheShortest() {
        assertThat(text(0.1)).isEqualTo("0.1");
        assertThat(text(-0.0)).isEqualTo("-0.0");
        assertThat(text(100)).isEqualTo("100.0");
        assertThat(text(9_999_999)).isEqualTo("9999999.0");
        assertThat(text(1e7)).isEqualTo("1.0E7");
        assertThat(text(0.001)).isEqualTo("0.001");
        assertThat(text(9.99e-4)).isEqualTo("9.99E-4");
        assertThat(text(2e23)).isEqualTo("2.0E23");
        assertThat(text(Double.MIN_VALUE)).isEqualTo("4.9E-324");
        assertThat(text(-Double.MAX_VALUE)).isEqualTo("-1.7976931348623157E308");
        assertThat(text(1.0 / 3)).isEqualTo("0.3333333333333333");
    }

    @Test
    void write_powersAndTheirNeighbours_areAsElsewhere() {
        for (int e = -1074; e < 1024; e++) {
            double power = Math.scalb(1.0, e);
            check(power);
            check(Math.nextUp(power));
            check(-Math.nextDown(power));
            check(3 * power);
        }
        for (int e = -323; e <= 308; e++) {
            double power = Double.parseDouble("1e" + e);
            check(power);
            check(Math.nextUp(power));
            check(Math.nextDown(power));
            check(-9 * power);
        }
        assertThat(checked).isGreaterThan(10_000);
    }

    private void random(int trials) {
        SplittableRandom random = new SplittableRandom(11);
        for (int trial = 0; trial < trials; trial++) {
            check(Double.longBitsToDouble(random.nextLong()));
            check(random.nextDouble());
            check((random.nextInt(2_000_000) - 1_000_000) / 100.0);
            check(random.nextLong(1L << 53) * Math.scalb(1.0, random.nextInt(-70, 20)));
            check(random.nextInt());
        }
        assertThat(checked).isGreaterThan(4 * trials);
    }

    @Test
    void write_randomNumbers_areAsElsewhere() {
        random(300_000);
    }

    @Test
    @Tag("nightly")
    void write_manyRandomNumbers_areAsElsewhere() {
        random(30_000_000);
    }
}
