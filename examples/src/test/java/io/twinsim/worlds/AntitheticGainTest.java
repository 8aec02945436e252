package io.twinsim.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.internal.math.Moments;
import io.twinsim.model.GenerateOptions;
import io.twinsim.model.Intervention;
import io.twinsim.model.TwinModel;
import io.twinsim.sim.Simulation;
import io.twinsim.sim.SimulationResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What antithetic pairs gain on the mean effect of a built-in world, over {@value #SEEDS} seeds. The ratio of two
 * variances over 200 seeds is F(199, 199), within a factor of 2.02 of the truth but once in a million seeds; that of a
 * variance to its expectation is chi-squared(199) / 199, within [0.58, 1.57] as often.
 */
class AntitheticGainTest {

    private static final int SEEDS = 200;
    private static final int TWINS = 500;

    private double reported;
    private double gain;

    private double spread(TwinModel model, Intervention x, GenerateOptions options) {
        double[] estimates = new double[SEEDS];
        reported = 0;
        gain = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            SimulationResult result = Simulation.of(model.generate(TWINS, seed, options), x).withThreads(1)
                    .withSubgroups().run();
            estimates[seed] = result.ate().estimate();
            reported += result.ate().standardError() * result.ate().standardError() / SEEDS;
            gain += result.pairs().isPresent() ? result.pairs().get().gain().orElseThrow() / SEEDS : 0;
        }
        double spread = Moments.of(estimates).variance();
        assertThat(spread / reported).isBetween(0.58, 1.57);
        return spread;
    }

    private void gains(Intervention x, double least, double most) {
        TwinModel hcp = Worlds.hcp();
        GenerateOptions options = GenerateOptions.of().withThreads(1);
        double plain = spread(hcp, x, options);
        double pairs = spread(hcp, x, options.withAntithetic());
        assertThat(plain / pairs).isBetween(gain / 2.02, gain * 2.02);
        assertThat(gain).isBetween(least, most);
    }

    /** Noise cancels within pairs and effects rise with engagement: 7.3 times as many independent twins were needed. */
    @Test
    void pairs_onTheEmailCampaign_areAsSureAsSevenTimesTheTwins() {
        gains(Worlds.hcp().intervention("email_campaign"), 6, 9);
    }

    @Test
    @Tag("nightly")
    void pairs_withoutNoise_areAsSureAsTwiceTheTwins() {
        gains(Worlds.hcp().intervention("email_campaign").withoutNoise(), 2, 3.3);
    }
}
