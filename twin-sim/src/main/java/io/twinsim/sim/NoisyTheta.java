package io.twinsim.sim;

/**
 * Mean effects on the same twins under the same draws: the expected effects plus the mean of the noise that these twins
 * drew, so that what is said about the coefficients stands around the mean effect that is reported.
 */
record NoisyTheta(Theta expected, double[] noise) implements Theta {

    static Theta of(Theta expected, EffectSums sums) {
        double[] noise = new double[GROUPS + sums.groups().stream().mapToInt(g -> g.n.length).sum()];
        long reached = sums.reached().n();
        noise[PER_TWIN] = sums.noise().mean();
        noise[PER_REACHED] = reached > 0 ? sums.noise().sum() / reached : 0;
        int at = GROUPS;
        for (GroupSums group : sums.groups()) {
            System.arraycopy(group.noiseMean, 0, noise, at, group.noiseMean.length);
            at += group.noiseMean.length;
        }
        return new NoisyTheta(expected, noise);
    }

    @Override
    public double[] at(double[] coefficients) {
        double[] values = expected.at(coefficients);
        for (int i = 0; i < values.length; i++) {
            values[i] += noise[i];
        }
        return values;
    }

    @Override
    public double at(double[] coefficients, int index) {
        return expected.at(coefficients, index) + noise[index];
    }

    @Override
    public boolean cheap() {
        return expected.cheap();
    }

    @Override
    public Means under(double[][] coefficients) {
        Means means = expected.under(coefficients);
        return index -> {
            double[] values = means.of(index);
            double more = noise[index];
            for (int k = 0; k < values.length; k++) {
                values[k] += more;
            }
            return values;
        };
    }

    @Override
    public boolean shifts(int coefficient) {
        return expected.shifts(coefficient);
    }
}
