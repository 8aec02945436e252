package io.twinsim.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.model.Population;
import io.twinsim.sim.Simulation;
import io.twinsim.sim.SimulationResult;
import io.twinsim.worlds.Worlds;
import org.junit.jupiter.api.Test;

/** The peers do the same job, or their times would mean nothing. */
class PeersTest {

    private static final int TWINS = 40_000;

    /**
     * Noise has standard deviation 0.02 and is drawn anew by each, so two means of 40,000 differ by less than 5.7
     * standard errors but once in 10^8 seeds; of groups of more than 500, likewise.
     */
    private static final double ALL = 5.7 * 0.02 * Math.sqrt(2.0 / TWINS);
    private static final double GROUP = 5.7 * 0.02 * Math.sqrt(2.0 / 500);

    private final Population hcps = Worlds.hcp().generate(TWINS, 42).prepare();
    private final SimulationResult ours = Simulation.of(hcps, Worlds.hcp().intervention("email_campaign")).run();

    @Test
    void objectPerTwin_simulated_givesTheSameMeans() {
        ObjectTwins.Answer theirs = ObjectTwins.of(hcps).simulate();
        assertThat(theirs.all().getCount()).isEqualTo(TWINS);
        assertThat(theirs.all().getAverage()).isCloseTo(ours.ate().estimate(), within(ALL));
        assertThat(theirs.groups()).containsOnlyKeys(ours.subgroups().keySet());
        var regions = ours.subgroup("region").rows();
        assertThat(theirs.groups().get("region")).hasSize(regions.size());
        regions.forEach(row -> assertThat(theirs.groups().get("region").get(row.value()).getAverage())
                .isCloseTo(row.ate(), within(GROUP)));
    }

    @Test
    void byHand_simulated_givesTheSameMeans() {
        HandTwins.Answer theirs = HandTwins.of(hcps).simulate();
        assertThat(theirs.mean(TWINS)).isCloseTo(ours.ate().estimate(), within(ALL));
        for (var row : ours.subgroup("decile").rows()) {
            assertThat(theirs.mean(1, Integer.parseInt(row.value()))).isCloseTo(row.ate(), within(GROUP));
        }
    }
}
