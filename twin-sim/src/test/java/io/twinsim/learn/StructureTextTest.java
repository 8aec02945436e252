package io.twinsim.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.column.CategoryColumn;
import io.twinsim.column.IntegerColumn;
import io.twinsim.model.Population;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StructureTextTest {

    private static final Population DATA = Population.builder()
            .column("n", IntegerColumn.of(1, 2, 3, 4, 5, 6, 7, 8))
            .column("it's", CategoryColumn.of("a", "b", "c", "don't", "e f", "g", "true", "8"))
            .build();
    private static final StructureTable TABLE = StructureTable.of(DATA, DATA.names(), StructureSettings.of());

    @Test
    void names_andLabels_areQuotedWhereTheyMust() {
        assertThat(StructureText.name("age")).isEqualTo("age");
        assertThat(StructureText.name("else")).isEqualTo("`else`");
        assertThat(StructureText.name("a`b c")).isEqualTo("`a``b c`");
        assertThat(StructureText.label("don't")).isEqualTo("'don''t'");
        assertThat(StructureText.number(-0.0)).isEqualTo("0");
        assertThat(StructureText.number(2.5)).isEqualTo("2.5");
    }

    @Test
    void draw_ofLabelsAndNumbers_isReadable() {
        double[] shares = {0.5, 0.25, 0, 0.125, 0.125, 0, 0, 0};
        assertThat(StructureText.pretty(StructureText.draw(TABLE.profile("it's"), shares, 8))).isEqualTo(
                "categorical('8': 0.5, a: 0.25, b: 0, c: 0.125, 'don''t': 0.125, 'e f': 0, g: 0, 'true': 0)");
        assertThat(StructureText.draw(TABLE.profile("n"), shares, 8)).isEqualTo(
                "mixture(0.5: constant(1), 0.25: constant(2), 0.125: constant(4), 0.125: constant(5))");
        assertThat(StructureText.draw(TABLE.profile("n"), new double[] {0, 0, 1, 0, 0, 0, 0, 0}, 8))
                .isEqualTo("constant(3)");
    }

    @Test
    void lookup_ofNumbers_tellsStretchesApartByIf_othersByKeys() {
        assertThat(StructureText.lookup(TABLE, "n", List.of("x", "x", "x", "y", "y", "y", "y", "y"), "y"))
                .isEqualTo("if(n < 4, x, y)");
        assertThat(StructureText.lookup(TABLE, "n", List.of("p", "q", "r", "s", "t", "u", "v", "w"), ""))
                .isEqualTo("lookup(n, 1: p, 2: q, 3: r, 4: s, 5: t, 6: u, 7: v, else: w)");
        assertThat(StructureText.lookup(TABLE, "n", List.of("x", "y", "x", "y", "x", "y", "x", ""), "y"))
                .isEqualTo("if(n in (1, 3, 5, 7), x, y)");
        assertThat(StructureText.lookup(TABLE, "it's", List.of("x", "y", "y", "y", "y", "y", "z", ""), "y"))
                .isEqualTo("lookup(`it's`, '8': x, 'g': z, else: y)");
    }

    /**
     * 2,000 random share vectors: units add up exactly, positives stay positive, zeros zero, nothing moves by more
     * than needed.
     */
    @Test
    void shares_inUnits_addUpToOne() {
        DrawStream stream = Draws.of(9).stream("shares");
        for (int i = 0; i < 2_000; i++) {
            double[] shares = new double[2 + stream.below(40, i)];
            for (int k = 0; k < shares.length; k++) {
                double u = stream.draw(1 + k).uniform(i);
                shares[k] = u < 0.2 ? 0 : u * u * u;
            }
            shares[0] = 0.1;
            double sum = Arrays.stream(shares).sum();
            int decimals = StructureText.decimals(1L << i % 30);
            long[] units = StructureText.apportioned(shares, decimals);
            assertThat(Arrays.stream(units).sum()).isEqualTo(BigDecimal.ONE.movePointRight(decimals).longValueExact());
            for (int k = 0; k < shares.length; k++) {
                assertThat(units[k] > 0).isEqualTo(shares[k] > 0);
                assertThat(StructureText.share(units[k], decimals)).hasSizeLessThanOrEqualTo(decimals + 2);
                assertThat(Math.abs(Double.parseDouble(StructureText.share(units[k], decimals)) - shares[k] / sum))
                        .isLessThan(41 * Double.parseDouble("1e-" + decimals));
            }
        }
    }
}
