package io.twinsim.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Mean expected effects of a stream: those found at the best guess, moved by as much as the means over the first twins
 * move when the coefficients do. What the first twins have too much or too little cancels in the difference.
 */
final class PilotTheta implements Theta {

    private final Theta pilot;
    private final double[] found;
    /** Of each mean of the stream, which of the pilot moves like it. */
    private final int[] like;
    private final double[] guess;
    private final double[] atGuess;

    private PilotTheta(Theta pilot, double[] found, int[] like, double[] guess) {
        this.pilot = pilot;
        this.found = found;
        this.like = like;
        this.guess = guess;
        this.atGuess = pilot.at(guess);
    }

    static PilotTheta of(Theta pilot, EffectSums sums, Preparation prepared, Scenario first) {
        EffectSums some = new EffectPass(EffectPlan.lean(first, first.intervention().binding()),
                prepared.dimensions(), true).run(1, null, () -> false, done -> { }).sums();
        List<String> mine = names(sums);
        Map<String, Integer> theirs = new HashMap<>();
        names(some).forEach(name -> theirs.put(name, theirs.size()));
        // A group that none of the first twins is in moves like all twins.
        int[] like = mine.stream().mapToInt(name -> theirs.getOrDefault(name, PER_TWIN)).toArray();
        double[] found = new double[mine.size()];
        found[PER_TWIN] = sums.tau().mean();
        found[PER_REACHED] = sums.reached().n() > 0 ? sums.tau().sum() / sums.reached().n() : Double.NaN;
        int at = GROUPS;
        for (GroupSums group : sums.groups()) {
            for (int g = 0; g < group.mean.length; g++) {
                found[at++] = group.mean[g] - group.noiseMean[g];
            }
        }
        double[] guess = first.intervention().binding().coefficients().values().stream()
                .mapToDouble(Double::doubleValue).toArray();
        return new PilotTheta(pilot, found, like, guess);
    }

    /** The means in order. */
    private static List<String> names(EffectSums sums) {
        List<String> names = new ArrayList<>(List.of("per twin", "per reached"));
        for (int d = 0; d < sums.dimensions().size(); d++) {
            for (String label : sums.dimensions().get(d).labels()) {
                names.add(d + " " + label);
            }
        }
        return names;
    }

    @Override
    public double[] at(double[] coefficients) {
        double[] moved = pilot.at(coefficients);
        double[] values = new double[found.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = found[i] + (moved[like[i]] - atGuess[like[i]]);
        }
        return values;
    }

    @Override
    public double at(double[] coefficients, int index) {
        if (index > PER_REACHED) {
            return at(coefficients)[index];
        }
        return found[index] + (pilot.at(coefficients, index) - atGuess[index]);
    }

    @Override
    public boolean cheap() {
        return pilot.cheap();
    }
}
