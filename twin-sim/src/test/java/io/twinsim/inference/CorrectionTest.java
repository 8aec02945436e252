package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CorrectionTest {

    private static double[] uniforms(int m, int number) {
        double[] p = new double[m];
        DrawStream stream = Draws.of(20_241_101).stream("p").draw(number);
        stream.uniforms(0, p, 0, m);
        return p;
    }

    /** R 4.2.2, p.adjust, to 1e-14; missing entries are left out on both sides, as R leaves them out of m. */
    @Test
    @SuppressWarnings("unchecked")
    void adjust_everyCaseOfR_agrees() {
        Map<String, Object> cases = ReferenceData.object(ReferenceData.json("cases/p_adjust.json"), "cases");
        Map<Correction, String> names = Map.of(Correction.HOLM, "holm", Correction.HOCHBERG, "hochberg",
                Correction.HOMMEL, "hommel", Correction.BONFERRONI, "bonferroni", Correction.BH, "BH", Correction.BY,
                "BY");
        int checked = 0;
        for (Map.Entry<String, Object> entry : cases.entrySet()) {
            Map<String, Object> one = (Map<String, Object>) entry.getValue();
            double[] p = present(one, "p");
            for (Correction correction : Correction.values()) {
                assertThat(correction.adjust(p)).as(entry.getKey() + " " + correction)
                        .containsExactly(present(one, names.get(correction)), within(1e-14));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(10 * 6);
    }

    @SuppressWarnings("unchecked")
    private static double[] present(Map<String, Object> one, String key) {
        return ((List<Double>) one.get(key)).stream().filter(Objects::nonNull).mapToDouble(Double::doubleValue)
                .toArray();
    }

    /** Every intersection of hypotheses, by Simes: p-value i is adjusted to the largest of the sets that hold i. */
    private static double[] closedSimes(double[] p) {
        double[] adjusted = p.clone();
        for (int set = 1; set < 1 << p.length; set++) {
            int members = set;
            double[] sorted = IntStream.range(0, p.length).filter(i -> (members >>> i & 1) != 0)
                    .mapToDouble(i -> p[i]).sorted().toArray();
            double simes = 1;
            for (int k = 0; k < sorted.length; k++) {
                simes = Math.min(simes, sorted.length * sorted[k] / (k + 1));
            }
            for (int i = 0; i < p.length; i++) {
                adjusted[i] = (set >>> i & 1) != 0 ? Math.max(adjusted[i], simes) : adjusted[i];
            }
        }
        return adjusted;
    }

    @Test
    void hommel_againstAllIntersections_agrees() {
        int checked = 0;
        for (int m = 1; m <= 10; m++) {
            for (int number = 0; number < 20; number++) {
                double[] p = uniforms(m, 100 * m + number);
                for (int i = 0; i < m; i++) {
                    // Small ones, ties and collinear ones among them.
                    p[i] = number % 4 == 0 ? Math.rint(8 * p[i]) / 8 : number % 4 == 1 ? p[i] * p[i] * p[i] : p[i];
                    p[i] = number % 4 == 2 ? (i + 1.0) / m * p[0] : p[i];
                }
                assertThat(Correction.HOMMEL.adjust(p)).containsExactly(closedSimes(p), within(1e-15));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(200);
    }

    @Test
    void adjust_tenThousandTests_keepsOrderAndBounds() {
        double[] p = uniforms(10_000, 1);
        for (int i = 0; i < p.length; i += 10) {
            p[i] *= 1e-7;
        }
        int[] order = IntStream.range(0, p.length).boxed().sorted((a, b) -> Double.compare(p[a], p[b]))
                .mapToInt(Integer::intValue).toArray();
        for (Correction correction : Correction.values()) {
            double[] adjusted = correction.adjust(p);
            for (int i = 0; i < order.length; i++) {
                assertThat(adjusted[order[i]]).as(correction.id()).isBetween(p[order[i]], 1.0)
                        .isGreaterThanOrEqualTo(i == 0 ? 0 : adjusted[order[i - 1]]);
            }
        }
        double[] bonferroni = Correction.BONFERRONI.adjust(p);
        double[] holm = Correction.HOLM.adjust(p);
        double[] hochberg = Correction.HOCHBERG.adjust(p);
        double[] hommel = Correction.HOMMEL.adjust(p);
        double[] bh = Correction.BH.adjust(p);
        for (int i = 0; i < p.length; i++) {
            assertThat(holm[i]).isLessThanOrEqualTo(bonferroni[i]);
            assertThat(hochberg[i]).isLessThanOrEqualTo(holm[i]);
            assertThat(hommel[i]).isLessThanOrEqualTo(hochberg[i] * (1 + 1e-14));
            assertThat(bh[i]).isLessThanOrEqualTo(hommel[i] * (1 + 1e-14));
        }
    }

    @Test
    void adjust_anyOrder_givesTheSameValues() {
        double[] p = uniforms(500, 2);
        double[] reversed = IntStream.range(0, p.length).mapToDouble(i -> p[p.length - 1 - i]).toArray();
        for (Correction correction : Correction.values()) {
            double[] straight = correction.adjust(p);
            double[] back = correction.adjust(reversed);
            assertThat(IntStream.range(0, p.length).mapToDouble(i -> back[p.length - 1 - i]).toArray())
                    .containsExactly(straight);
            assertThat(correction.adjust()).isEmpty();
            assertThat(correction.adjust(0.3)).containsExactly(0.3);
            assertThat(correction.adjust(0, 0, 0)).containsExactly(0, 0, 0);
        }
        assertThat(p).containsExactly(uniforms(500, 2));
    }

    @Test
    void adjust_noProbability_isRefused() {
        for (Correction correction : Correction.values()) {
            assertThatThrownBy(() -> correction.adjust(0.1, Double.NaN)).isInstanceOf(InputException.class)
                    .hasMessage("p must be in [0, 1], got NaN at index 1; leave missing p-values out, they do not "
                            + "count in the family");
            assertThatThrownBy(() -> correction.adjust(1.2)).isInstanceOf(InputException.class)
                    .hasMessage("p must be in [0, 1], got 1.2 at index 0");
            assertThatThrownBy(() -> correction.adjust(0.5, -1e-300)).isInstanceOf(InputException.class)
                    .hasMessage("p must be in [0, 1], got -1.0E-300 at index 1");
        }
    }

    @Test
    void named_everyId_isFound() {
        assertThat(Correction.names()).containsExactly("holm", "hochberg", "hommel", "bonferroni", "bh", "by");
        assertThat(Correction.names().stream().map(Correction::named).toList())
                .isEqualTo(Arrays.asList(Correction.values()));
        assertThatThrownBy(() -> Correction.named("homel")).isInstanceOf(InputException.class).hasMessage(
                "unknown correction \"homel\"; did you mean \"hommel\"? known: holm, hochberg, hommel, bonferroni, "
                        + "bh, by");
        assertThat(TestFamily.names().stream().map(TestFamily::named).toList())
                .containsExactly(TestFamily.ALL, TestFamily.DIMENSION);
        assertThatThrownBy(() -> TestFamily.named("al")).isInstanceOf(InputException.class)
                .hasMessage("unknown family \"al\"; did you mean \"all\"? known: all, dimension");
    }
}
