package io.twinsim.inference;

import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.ArrayList;
import java.util.List;

/**
 * One arm, its units cut into parts (the strata, or all of it) that are resampled on their own, each from its own
 * stream: {@code boot/ESTIMAND}, with {@code /treated} or {@code /control} for the arms of a comparison, and
 * {@code /stratum/CODE} for strata.
 */
record ResampledArm(Units units, Resampling.Scheme scheme, List<Part> parts) {

    /** Draw numbers: 0 and 1 belong to the multinomial, 2 and 3 to the Poisson, 4 and 5 to exponentials. */
    private static final int SPLITS = 1;
    private static final int POISSON = 2;
    private static final int BAYESIAN = 4;
    private static final int FIRST_RETRY = 16;

    /**
     * Units that are resampled among themselves.
     *
     * @param from the first unit
     * @param to one past the last unit
     * @param stream most draws
     * @param rest the draws that are needed now and then, so that those of the stream never shift
     */
    record Part(int from, int to, DrawStream stream, DrawStream rest) {

        int size() {
            return to - from;
        }

        /** The streams of another attempt at a replicate whose weights came out as 0. */
        Part again(int attempt) {
            int number = FIRST_RETRY + 2 * attempt;
            return new Part(from, to, stream.draw(number), stream.draw(number + 1));
        }
    }

    static ResampledArm of(int rows, Resampling resampling, String estimand, long seed, int arm, int arms) {
        Units units = resampling.units(rows, arm, arms);
        String path = "boot/" + estimand + (arms == 1 ? "" : "/" + Resampling.armName(arm, arms));
        List<Part> parts = new ArrayList<>(units.strata());
        for (int h = 0; h < units.strata(); h++) {
            String own = units.codes().length == 0 ? path : path + "/stratum/" + units.codes()[h];
            parts.add(part(units.bounds()[h], units.bounds()[h + 1], Draws.of(seed).stream(own), resampling.scheme()));
        }
        return new ResampledArm(units, resampling.scheme(), parts);
    }

    static Part part(int from, int to, DrawStream stream, Resampling.Scheme scheme) {
        return switch (scheme) {
            case MULTINOMIAL -> new Part(from, to, stream, stream.draw(SPLITS));
            case POISSON -> new Part(from, to, stream.draw(POISSON), stream.draw(POISSON + 1));
            case BAYESIAN -> new Part(from, to, stream.draw(BAYESIAN), stream.draw(BAYESIAN + 1));
        };
    }
}
