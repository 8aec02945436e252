package io.twinsim.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Golden bits: the same on every JDK, processor and compiler (checked on 17 and 25, with -Xint and with -XX:-UseFMA).
 * A change here is breaking: it needs a new numbers-version.
 */
class GoldenDrawsTest {

    @Test
    void bits_fixedSeeds_areGolden() {
        long[][] cases = {
            {0L, 0x1d34172f7ee02f2cL, 0xedca8b772b45642aL, 0x2e89b25476e537d1L},
            {1L, 0x02b7b6f836901558L, 0x0cdce3b2639a4e0bL, 0xce095084fb64dc81L},
            {-1L, 0xb65fee84b758749eL, 0xca1a3f77774a66baL, 0x74ec137bf264a267L},
            {42L, 0x7dcd013c6814a6deL, 0x00f42d05ff658d68L, 0xd4fdfdc7976bb474L},
            {-9223372036854775808L, 0x8701cbbb92b09128L, 0x284faa77bcd920c2L, 0x138005aa071ea006L},
            {9223372036854775807L, 0xd47fcef47dc9d6bbL, 0x9fd6a81c21d80f64L, 0xafb087fd035c1042L}};
        for (long[] c : cases) {
            DrawStream stream = Draws.of(c[0]).stream("var/age");
            assertThat(stream.bits(0)).isEqualTo(c[1]);
            assertThat(stream.bits(1)).isEqualTo(c[2]);
            assertThat(stream.bits((1L << 32) + 5)).isEqualTo(c[3]);
        }
        DrawStream noise = Draws.of(42).stream("effect/noise");
        assertThat(noise.uniform(0)).isEqualTo(0.8275810520945109);
        assertThat(noise.draw(3).uniform(7)).isEqualTo(0.7183278127950773);
        assertThat(noise.draw(3).bits(7)).isEqualTo(0xb7e454dfc316d9a9L);
    }

    /** What joined and antithetic streams give. */
    @Test
    void uniforms_joinedAndAntithetic_areGolden() {
        CorrelationMatrix latent = CorrelationMatrix.of(List.of("var/a", "var/b"), new double[][] {{1, 0.6}, {0.6, 1}});
        Draws joined = Draws.of(42).joined(GaussianCopula.of(latent));
        assertThat(joined.uniforms("var/a", 0).uniform(7)).isEqualTo(0.7490620258210229);
        assertThat(joined.uniforms("var/b", 0).uniform(7)).isEqualTo(0.9398559278737196);
        assertThat(joined.uniforms("var/b", 0).uniform((1L << 32) + 5)).isEqualTo(0.9845747931937717);
        assertThat(joined.antithetic().uniforms("var/b", 0).uniform(7)).isEqualTo(0.93530071879566);
        assertThat(Draws.of(42).antithetic().uniforms("var/a", 0).uniform(7)).isEqualTo(0.9606109110171906);
    }

    /** The formula, a polynomial hash of the bits of 4,096 draws, the quantile at 0.123. */
    @Test
    void families_fixedParameters_areGolden() {
        Object[][] cases = {
            {"uniform 2 3", 0x9afe935e688e22c1L, 2.123},
            {"uniform_int 1 10", 0x5f8b4212e5be0011L, 2.0},
            {"normal 50 10", 0x9b2595f5dbfb524fL, 38.398801170024804},
            {"lognormal -1 0.5", 0xdb2ae0a834510d52L, 0.20596275211881504},
            {"beta 2 3", 0x634d69f0e1977e58L, 0.16014900279427435},
            {"gamma 2 1.5", 0xb17367dff6831646L, 0.9049989983750103},
            {"exponential 2", 0xe02aecfeb0e20f20L, 0.06562414330497701},
            {"poisson 3", 0x21534212e5be0011L, 1.0},
            {"triangular 0 1 4", 0x697811e3e75f76daL, 0.7014271166700072},
            {"weibull 2 1", 0xa3b568435ad41c04L, 0.36228205394409757},
            {"student_t 5", 0xec444e462a412f42L, -1.3136773232627634},
            {"pareto 1 3", 0xa1b2b1c1ed04e9e0L, 1.0447205452812678},
            {"binomial 10 0.3", 0xc9e94212e5be0011L, 1.0},
            {"negative_binomial 2.5 0.3", 0x9c3ec212e5be0011L, 1.0},
            {"geometric 0.2", 0x1f1e4212e5be0011L, 0.0},
            {"bernoulli 0.3", 0xb6274212e5be0011L, 0.0},
            {"beta 50 80", 0xa03dd5391a026d25L, 0.3353691781542479},
            {"gamma 0.5 1", 0x475cd45896740cb7L, 0.011977395254510383}};
        for (Object[] c : cases) {
            String[] words = ((String) c[0]).split(" ");
            double[] parameters = Arrays.stream(words).skip(1).mapToDouble(Double::parseDouble).toArray();
            Distribution distribution = Family.named(words[0]).bind(parameters);
            DrawStream stream = Draws.of(42).stream("golden/" + words[0]);
            double[] values = new double[4096];
            stream.uniforms(0, values, 0, 4096);
            distribution.quantiles(values, values, 0, 4096);
            long hash = 17;
            for (double value : values) {
                hash = hash * 31 + Double.doubleToLongBits(value);
            }
            assertThat(distribution.quantile(0.123)).as((String) c[0]).isEqualTo(c[2]);
            assertThat(hash).as((String) c[0]).isEqualTo(c[1]);
        }
        assertThat(cases).hasNumberOfRows(18);
    }
}
