package io.twinsim.sim;

/**
 * The mean expected effect as a function of the coefficients, on the same twins: per twin, per twin reached, and per
 * group.
 */
interface Theta {

    /** The mean over all twins in the values of {@link #at}. */
    int PER_TWIN = 0;
    /** The mean over the twins reached; NaN where the coefficients let nobody be reached. */
    int PER_REACHED = 1;
    /** The first group of the first dimension. */
    int GROUPS = 2;

    /** All means, the groups of all dimensions behind one another. */
    double[] at(double[] coefficients);

    /** One of the two overall means alone. */
    double at(double[] coefficients, int index);

    /** Whether a mean costs next to nothing, so that intervals can be recomputed at many trial values. */
    boolean cheap();

    /**
     * The means under many draws.
     *
     * @param coefficients the values of each coefficient under each draw; not to be changed afterwards
     */
    default Means under(double[][] coefficients) {
        double[][] means = new double[coefficients.length == 0 ? 1 : coefficients[0].length][];
        for (int k = 0; k < means.length; k++) {
            double[] drawn = new double[coefficients.length];
            for (int j = 0; j < drawn.length; j++) {
                drawn[j] = coefficients[j][k];
            }
            means[k] = at(drawn);
        }
        return Means.of(means);
    }

    /** Whether a change of this coefficient alone moves a mean by as much whatever the other ones are. */
    default boolean shifts(int coefficient) {
        return false;
    }

    /** Means under draws of the coefficients. */
    @FunctionalInterface
    interface Means {

        /** One of the values of {@link Theta#at} under each draw, in a new array. */
        double[] of(int index);

        /** Means of which all are known. */
        static Means of(double[][] means) {
            return index -> {
                double[] values = new double[means.length];
                for (int k = 0; k < values.length; k++) {
                    values[k] = means[k][index];
                }
                return values;
            };
        }
    }
}
