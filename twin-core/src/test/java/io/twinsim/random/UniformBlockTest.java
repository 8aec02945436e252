package io.twinsim.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.internal.math.Normal;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UniformBlockTest {

    private static final int[][] RANGES = {{0, 0}, {0, 1}, {0, 1023}, {0, 1024}, {1, 1024}, {3, 700}, {1023, 1024}};

    @Test
    void fill_anyRange_givesTheUniformsOfTheStream() {
        DrawStream stream = Draws.of(42).stream("var/age");
        Uniforms antithetic = new AntitheticUniforms(stream);
        UniformBlock block = new UniformBlock();
        for (long first : new long[] {0, 123 << 10, (3L << 32) - 512}) {
            for (int[] range : RANGES) {
                for (Uniforms uniforms : new Uniforms[] {stream, antithetic}) {
                    block.fill(uniforms, first, range[0], range[1]);
                    for (int i = range[0]; i < range[1]; i++) {
                        assertThat(block.values()[i]).isEqualTo(uniforms.uniform(first + i));
                    }
                }
            }
        }
        assertThat(block).hasToString("UniformBlock[from=1023, to=1024]");
    }

    @Test
    void normals_anyRange_hasTheBitsOfTheScalar() {
        DrawStream stream = Draws.of(43).stream("var/age");
        UniformBlock block = new UniformBlock();
        double[] out = new double[1024];
        int checked = 0;
        for (int row = 0; row < 40; row++) {
            for (int[] range : RANGES) {
                block.fill(row % 4 == 3 ? new AntitheticUniforms(stream) : stream, row * 1024L, range[0], range[1]);
                block.normals(out, range[0], range[1]);
                for (int i = range[0]; i < range[1]; i++) {
                    assertThat(out[i]).isEqualTo(Normal.quantile(block.values()[i]));
                    checked++;
                }
            }
        }
        block.fill(stream, 0, 0, 1024);
        block.normals(out, 100, 200);
        assertThat(out[150]).isEqualTo(Normal.quantile(stream.uniform(150)));
        assertThat(checked).isEqualTo(40 * (1 + 1023 + 1024 + 1023 + 697 + 1));
    }

    /** Also the borders themselves: the last bits inside and the first outside. */
    @Test
    void outerRows_wholeBlockOrPart_areThoseOfTheTails() {
        long edge = 7L << 54;
        long[] borders = {0, -1, edge, edge - 1, -edge, -edge - 1, -edge + 4095, edge - 4096, Long.MIN_VALUE, 1L << 62};
        long[] bits = new long[1024];
        double[] uniforms = new double[1024];
        int[] outer = new int[1024];
        OuterRows rows = new OuterRows();
        for (int seed = 0; seed < 50; seed++) {
            Draws.of(seed).stream("x").bits(0, bits, 0, 1024);
            if (seed == 0) {
                Arrays.fill(bits, 0);
            }
            for (int k = 0; k < borders.length; k++) {
                bits[(seed * 97 + k * 131) % 1024] = borders[k];
            }
            for (int i = 0; i < 1024; i++) {
                uniforms[i] = DrawStream.unit(bits[i]);
            }
            DrawStream.mantissas(bits, 0, 1024);
            for (int[] range : RANGES) {
                int count = rows.find(bits, range[0], range[1], outer);
                int[] found = Arrays.copyOf(outer, count);
                Arrays.sort(found);
                assertThat(found).isEqualTo(tails(uniforms, range[0], range[1]));
            }
        }
    }

    private static int[] tails(double[] uniforms, int from, int to) {
        return IntStream.range(from, to)
                .filter(i -> uniforms[i] < Normal.OUTER || uniforms[i] > 1 - Normal.OUTER).toArray();
    }

    @Test
    void quantiles_blockForm_hasTheBitsOfTheArrayForm() {
        UniformBlock block = new UniformBlock();
        DrawStream stream = Draws.of(44).stream("x");
        double[] expected = new double[1024];
        double[] out = new double[1024];
        Distribution[] distributions = {Family.NORMAL.bind(3, 2), Family.NORMAL.bind(3, 0),
            Family.LOGNORMAL.bind(0.5, 0.25), Family.UNIFORM.bind(2, 5), Family.GAMMA.bind(3, 1),
            Family.EXPONENTIAL.bind(0.7)};
        for (Distribution distribution : distributions) {
            for (int row = 0; row < 300; row++) {
                block.fill(row % 5 == 4 ? new AntitheticUniforms(stream) : stream, row * 1024L, 0, 1024);
                distribution.quantiles(block.values(), expected, 0, 1024);
                distribution.quantiles(block, out, 0, 1024);
                assertThat(out).as(distribution.toString()).isEqualTo(expected);
            }
        }
    }

    @Test
    void knownQuantiles_everyFamily_haveTheBitsOfTheCheckedOnes() {
        UniformBlock block = new UniformBlock();
        DrawStream stream = Draws.of(46).stream("x");
        DrawStream parameters = Draws.of(47).stream("p");
        double[] expected = new double[1024];
        double[] out = new double[1024];
        int checked = 0;
        for (Family family : Family.values()) {
            double[][] rows = new double[family.parameterNames().size()][1024];
            for (int i = 0; i < 1024; i++) {
                for (int p = 0; p < rows.length; p++) {
                    double u = parameters.draw(p).uniform(i);
                    boolean whole = family == Family.UNIFORM_INT || family == Family.BINOMIAL && p == 0;
                    rows[p][i] = whole ? Math.rint(5 + p * 10 + 4 * u) : 0.3 + 0.4 * u + (isOrdered(family) ? p : 0);
                }
            }
            for (int[] range : RANGES) {
                block.fill(range[0] == 1 ? new AntitheticUniforms(stream) : stream, 4096, range[0], range[1]);
                family.quantiles(block.values(), rows, expected, range[0], range[1]);
                family.knownQuantiles(block, rows, out, range[0], range[1]);
                assertThat(Arrays.copyOfRange(out, range[0], range[1])).as(family.id())
                        .isEqualTo(Arrays.copyOfRange(expected, range[0], range[1]));
                checked += range[1] - range[0];
            }
        }
        assertThat(checked).isEqualTo(Family.values().length * (1 + 1023 + 1024 + 1023 + 697 + 1));
    }

    private static boolean isOrdered(Family family) {
        return family == Family.UNIFORM || family == Family.TRIANGULAR;
    }

    @Test
    void blocks_warm_allocateNothing() {
        UniformBlock block = new UniformBlock();
        DrawStream stream = Draws.of(45).stream("x");
        Distribution normal = Family.NORMAL.bind(0, 1);
        double[] out = new double[1024];
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            long before = threads.getThreadAllocatedBytes(self);
            for (int k = 0; k < 50; k++) {
                block.fill(stream, k * 1024L, 0, 1024);
                normal.quantiles(block, out, 0, 1024);
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(self) - before);
        }
        assertThat(least).isZero();
    }
}
