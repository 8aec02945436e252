package io.twinsim.bench;

import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import io.twinsim.sim.Simulation;
import io.twinsim.worlds.Worlds;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What several cases share: twins, generated once per virtual machine, and numbers. */
final class GateTwins {

    static final long SEED = 42;

    private @Nullable TwinModel hcp;
    private final Map<Integer, Population> generated = new HashMap<>();

    TwinModel hcp() {
        if (hcp == null) {
            hcp = Worlds.hcp();
        }
        return hcp;
    }

    /** The e-mail campaign of the HCP world on one thread, with its noise and its four tables. */
    Simulation campaign(int twins) {
        Population hcps = generated.computeIfAbsent(twins, n -> hcp().generate(n, SEED).prepare());
        return Simulation.of(hcps, hcp().intervention("email_campaign")).withThreads(1);
    }

    /** The same campaign, with twins that are generated on the way. */
    Simulation stream(int twins) {
        return Simulation.stream(hcp(), twins, SEED, hcp().intervention("email_campaign")).withThreads(1);
    }

    /** Numbers in (lower, upper), the same ones for the same arguments. */
    static double[] numbers(int rows, long seed, double lower, double upper) {
        return new SplittableRandom(seed).doubles(rows, lower, upper).toArray();
    }

    /** A skewed sample: squares of numbers in (0, 1), moved up by a number. */
    static double[] sample(int rows, long seed, double shift) {
        double[] values = numbers(rows, seed, 0, 1);
        for (int i = 0; i < rows; i++) {
            values[i] = shift + values[i] * values[i];
        }
        return values;
    }
}
