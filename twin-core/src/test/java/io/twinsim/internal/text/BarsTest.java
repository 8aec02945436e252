package io.twinsim.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BarsTest {

    @Test
    void upright_counts_risesWithThem() {
        assertThat(Bars.upright(0, 1, 2, 3, 4, 5, 6, 7, 8))
                .isEqualTo(" \u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588");
        assertThat(Bars.upright()).isEmpty();
        assertThat(Bars.upright(0, 0)).isEqualTo("  ");
        assertThat(Bars.upright(1, 1_000_000)).as("a rare value is seen").isEqualTo("\u2581\u2588");
        assertThat(Bars.upright(Long.MAX_VALUE, Long.MAX_VALUE / 2)).isEqualTo("\u2588\u2584");
    }

    @Test
    void lying_share_isAsLong() {
        assertThat(Bars.lying(0, 10)).isEmpty();
        assertThat(Bars.lying(1, 10)).isEqualTo("\u2588".repeat(10));
        assertThat(Bars.lying(0.25, 10)).isEqualTo("\u2588\u2588\u258c");
        assertThat(Bars.lying(0.001, 10)).isEmpty();
        for (int k = 0; k <= 1000; k++) {
            assertThat(Bars.lying(k / 1000.0, 20).length()).isBetween((int) Math.floor(k / 50.0),
                    (int) Math.ceil(k / 50.0) + (k % 50 == 0 ? 0 : 1));
        }
    }
}
