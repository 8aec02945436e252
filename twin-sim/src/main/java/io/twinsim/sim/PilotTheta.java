package io.twinsim.sim;

import java.util.ArrayList;
import java.util.List;

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

    static PilotTheta of(Preparation.Pilot first, EffectSums sums) {
        Theta pilot = new ReplayTheta(first.scenario(), first.dimensions());
        List<String> theirs = names(first.sums(), first.scenario().model().decision().minGroup());
        double[] found = new double[GROUPS + sums.groups().stream().mapToInt(group -> group.mean.length).sum()];
        found[PER_TWIN] = sums.tau().mean();
        found[PER_REACHED] = sums.reached().n() > 0 ? sums.tau().sum() / sums.reached().n() : Double.NaN;
        int at = GROUPS;
        for (GroupSums group : sums.groups()) {
            for (int g = 0; g < group.mean.length; g++) {
                found[at++] = group.mean[g] - group.noiseMean[g];
            }
        }
        // A group of which the first twins have too few moves like all twins.
        int[] like = names(sums, 0).stream().mapToInt(name -> Math.max(PER_TWIN, theirs.indexOf(name))).toArray();
        like[PER_REACHED] = PER_REACHED;
        double[] guess = first.scenario().intervention().binding().coefficients().values().stream()
                .mapToDouble(Double::doubleValue).toArray();
        return new PilotTheta(pilot, found, like, guess);
    }

    /** What the means are of, in order; those of groups with fewer twins than that have no name. */
    private static List<String> names(EffectSums sums, long least) {
        List<String> names = new ArrayList<>(List.of("", ""));
        for (int d = 0; d < sums.dimensions().size(); d++) {
            for (int g = 0; g < sums.dimensions().get(d).groups(); g++) {
                boolean enough = sums.groups().get(d).n[g] >= least;
                names.add(enough ? d + " " + sums.dimensions().get(d).labels().get(g) : "");
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
