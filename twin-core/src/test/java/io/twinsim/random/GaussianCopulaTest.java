package io.twinsim.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.SharedData;
import io.twinsim.internal.math.Normal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class GaussianCopulaTest {

    private static final int ROWS = 3000;
    private static final double[][] VALUES = {{1, 0.5, -0.3, 0}, {0.5, 1, 0.2, 0}, {-0.3, 0.2, 1, 0}, {0, 0, 0, 1}};
    private static final List<String> PATHS = List.of("var/a", "var/b", "var/c", "var/d");
    private static final Draws JOINED = Draws.of(7).joined(copula(4));

    /** The leading rows and columns of the matrix above. */
    private static GaussianCopula copula(int size) {
        double[][] values = new double[size][];
        for (int i = 0; i < size; i++) {
            values[i] = Arrays.copyOf(VALUES[i], size);
        }
        return GaussianCopula.of(CorrelationMatrix.of(PATHS.subList(0, size), values));
    }

    private static double[] block(Uniforms uniforms, long firstRow, int size) {
        double[] out = new double[size];
        uniforms.uniforms(firstRow, out, 0, size);
        return out;
    }

    @Test
    void closedForms_onTheGrid_areExact() {
        int cases = 0;
        for (String[] cells : SharedData.rows("cases/copula_rank_relations.csv")) {
            double r = Double.parseDouble(cells[0]);
            double spearman = Double.parseDouble(cells[1]);
            assertThat(GaussianCopula.spearman(r)).isCloseTo(spearman, within(5e-15));
            assertThat(GaussianCopula.kendall(r)).isCloseTo(Double.parseDouble(cells[2]), within(5e-15));
            assertThat(GaussianCopula.orthant(r)).isCloseTo(Double.parseDouble(cells[4]), within(5e-15));
            assertThat(GaussianCopula.latentForSpearman(spearman)).isCloseTo(r, within(5e-15));
            cases++;
        }
        assertThat(cases).isEqualTo(23);
        assertThat(GaussianCopula.latentForSpearman(-1)).isEqualTo(-1);
        assertThatThrownBy(() -> GaussianCopula.spearman(1.5)).hasMessage("latent must be in [-1.0, 1.0], got 1.5");
        assertThatThrownBy(() -> GaussianCopula.latentForSpearman(Double.NaN))
                .hasMessage("spearman must be in [-1.0, 1.0], got NaN");
    }

    @Test
    void uniforms_ofTheFirstAndOfUncorrelatedVariables_areTheirOwn() {
        assertThat(block(JOINED.uniforms("var/a", 0), 0, ROWS)).isEqualTo(block(Draws.of(7).stream("var/a"), 0, ROWS));
        assertThat(block(JOINED.uniforms("var/d", 0), 0, ROWS)).isEqualTo(block(Draws.of(7).stream("var/d"), 0, ROWS));
        assertThat(block(JOINED.uniforms("var/b", 1), 0, ROWS)).isEqualTo(block(JOINED.uniforms("var/b", 0), 0, ROWS));
        assertThat(block(JOINED.uniforms("effect/noise", 0), 0, ROWS))
                .isEqualTo(block(Draws.of(7).stream("effect/noise"), 0, ROWS));
    }

    @Test
    void uniforms_ofAVariableAdded_moveNoEarlierOne() {
        Draws three = Draws.of(7).joined(copula(3));
        for (String path : PATHS.subList(0, 3)) {
            assertThat(block(three.uniforms(path, 0), 0, ROWS)).isEqualTo(block(JOINED.uniforms(path, 0), 0, ROWS));
        }
    }

    /** Three lines against the block kernel, in and out of a session, at sizes around a block and off its borders. */
    @Test
    void uniforms_block_hasTheBitsOfTheScalarAndOfTheFormula() {
        double[][] factor = CorrelationMatrix.of(PATHS, VALUES).cholesky();
        int cases = 0;
        for (Draws draws : List.of(JOINED, JOINED.antithetic(), JOINED.session(), JOINED.antithetic().session())) {
            Uniforms c = draws.uniforms("var/c", 0);
            for (int size : new int[] {0, 1, 1023, 1024, 1025, ROWS}) {
                for (long first : new long[] {0, 1, 1024, (1L << 32) - 5}) {
                    double[] out = block(c, first, size);
                    for (int i = 0; i < size; i++) {
                        assertThat(out[i]).isEqualTo(c.uniform(first + i));
                        if (draws == JOINED) {
                            double z = 0;
                            for (int j = 0; j < 3; j++) {
                                double u = Draws.of(7).stream(PATHS.get(j)).uniform(first + i);
                                z += factor[2][j] * Normal.quantile(u);
                            }
                            assertThat(out[i]).isEqualTo(Normal.cdf(z));
                        }
                    }
                    cases++;
                }
            }
        }
        assertThat(cases).isEqualTo(96);
    }

    /** Variables of a session share a block's latents, whatever order and ranges they ask for. */
    @Test
    void session_anyOrderOfRanges_givesTheSameValues() {
        Draws session = JOINED.session();
        Uniforms b = session.uniforms("var/b", 0);
        Uniforms c = session.uniforms("var/c", 0);
        double[] out = new double[1024];
        int cases = 0;
        for (int[] range : new int[][] {{0, 1024}, {5, 9}, {500, 1024}, {0, 600}, {1023, 1024}}) {
            for (Uniforms uniforms : List.of(b, c, b)) {
                for (long first : new long[] {1024, 0, 2048}) {
                    uniforms.uniforms(first, out, range[0], range[1]);
                    for (int i = range[0]; i < range[1]; i++) {
                        assertThat(out[i]).isEqualTo(uniforms.uniform(first + i));
                    }
                    cases++;
                }
            }
        }
        assertThat(cases).isEqualTo(45);
        assertThat(Draws.of(7).session().uniforms("x", 0)).isInstanceOf(DrawStream.class);
    }

    @Test
    void uniforms_correlationOneOrMinusOne_areEqualOrMirrored() {
        CorrelationMatrix singular = CorrelationMatrix.of(List.of("a", "b", "c", "d"), new double[][] {
            {1, 0.6, 0.6, -0.6}, {0.6, 1, 1, -1}, {0.6, 1, 1, -1}, {-0.6, -1, -1, 1}});
        Draws draws = Draws.of(3).joined(GaussianCopula.of(singular));
        double[] b = block(draws.uniforms("b", 0), 0, ROWS);
        assertThat(block(draws.uniforms("c", 0), 0, ROWS)).isEqualTo(b);
        double[] d = block(draws.uniforms("d", 0), 0, ROWS);
        for (int i = 0; i < ROWS; i++) {
            assertThat(d[i]).isCloseTo(1 - b[i], within(2e-16));
        }
    }

    @Test
    void antithetic_oddRows_mirrorTheEvenRowsBeforeThem() {
        Draws pairs = Draws.of(5).antithetic();
        assertThat(pairs.isAntithetic()).isTrue();
        assertThat(Draws.of(5).isAntithetic()).isFalse();
        Uniforms uniforms = pairs.uniforms("var/x", 2);
        DrawStream plain = Draws.of(5).stream("var/x").draw(2);
        for (long first : new long[] {0, 1, 1023, 1 << 20}) {
            double[] out = block(uniforms, first, 1025);
            for (int i = 0; i < out.length; i++) {
                long row = first + i;
                double even = plain.uniform(row - row % 2);
                assertThat(out[i]).isEqualTo(row % 2 == 0 ? even : 1 - even);
                assertThat(uniforms.uniform(row)).isEqualTo(out[i]);
            }
        }
        assertThat(pairs.stream("var/x").uniform(1)).isEqualTo(Draws.of(5).stream("var/x").uniform(1));
    }

    @Test
    void antithetic_joined_sumsToOneWithinRounding() {
        Uniforms c = JOINED.antithetic().uniforms("var/c", 0);
        for (long row = 0; row < ROWS; row += 2) {
            assertThat(c.uniform(row) + c.uniform(row + 1)).isCloseTo(1, within(0x1p-52));
            assertThat(c.uniform(row)).isEqualTo(JOINED.uniforms("var/c", 0).uniform(row));
        }
    }

    @Test
    void of_wrongPaths_isRefused() {
        CorrelationMatrix two = CorrelationMatrix.of(List.of("a", "b"), new double[][] {{1, 0}, {0, 1}});
        assertThatThrownBy(() -> GaussianCopula.of(List.of("a"), two)).isInstanceOf(InputException.class)
                .hasMessage("paths must have one path per row of the matrix (2), got 1");
        assertThatThrownBy(() -> GaussianCopula.of(List.of("a", "a"), two)).isInstanceOf(InputException.class)
                .hasMessage("paths must be distinct, got \"a\" twice");
        assertThat(GaussianCopula.of(two)).hasToString("GaussianCopula[a, b]");
        assertThat(Draws.of(1).antithetic().joined(GaussianCopula.of(two)))
                .hasToString("Draws[seed=1, antithetic, joined [a, b]]");
    }
}
