package io.twinsim.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScaleTest {

    private static List<String> labels(double from, double to, int most) {
        return Scale.labels(new Scale(from, to, false).ticks(most));
    }

    @Test
    void ticks_areRoundAndNoMoreThanAsked() {
        assertThat(labels(0, 1, 5)).containsExactly("0.0", "0.5", "1.0");
        assertThat(labels(0, 1, 6)).containsExactly("0.0", "0.2", "0.4", "0.6", "0.8", "1.0");
        assertThat(labels(-0.021, 0.034, 6)).containsExactly("-0.02", "-0.01", "0.00", "0.01", "0.02", "0.03");
        assertThat(labels(0, 123_456, 4)).containsExactly("0", "50,000", "100,000");
        assertThat(labels(0.9e-9, 5.1e-9, 5)).containsExactly("1e-9", "2e-9", "3e-9", "4e-9", "5e-9");
        int checked = 0;
        for (int most = 2; most <= 9; most++) {
            for (double span = 1e-7; span < 1e9; span *= 3.7) {
                List<Double> ticks = new Scale(-0.3 * span, 0.7 * span, false).ticks(most);
                assertThat(ticks).hasSizeBetween(1, most).isSorted();
                assertThat(Scale.labels(ticks)).doesNotHaveDuplicates();
                checked++;
            }
        }
        assertThat(checked).isEqualTo(8 * 29);
    }

    @Test
    void ticks_ofDecades_arePowersOfTen() {
        Scale scale = Scale.decades(1_000, 1_000_000);
        assertThat(scale.ticks(8)).containsExactly(1e3, 1e4, 1e5, 1e6);
        assertThat(scale.at(1_000)).isBetween(0.0, 0.05);
        assertThat(Scale.decades(200, 700).ticks(5)).isNotEmpty().allMatch(tick -> tick > 0);
    }

    @Test
    void around_oneValue_hasWidth() {
        assertThat(Scale.around(0, 0, 0.1)).isEqualTo(new Scale(-0.01, 0.01, false));
        assertThat(Scale.around(-5, -5, 0.1)).isEqualTo(new Scale(-5.5, -4.5, false));
        assertThat(Scale.around(0, 1, 0.1)).isEqualTo(new Scale(-0.1, 1.1, false));
    }
}
