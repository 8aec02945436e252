package io.twinsim.inference;

import java.util.stream.IntStream;

/** Corrections of p-values for the number of tests in a family. */
final class Multiplicity {

    private Multiplicity() {
    }

    /** Holm (1979): controls the chance of any false rejection, whatever the dependence. */
    static double[] holm(double[] p) {
        int[] order = ascending(p);
        double[] adjusted = new double[p.length];
        double running = 0;
        for (int i = 0; i < p.length; i++) {
            running = Math.max(running, (p.length - i) * p[order[i]]);
            adjusted[order[i]] = Math.min(1, running);
        }
        return adjusted;
    }

    /** Benjamini and Hochberg (1995): controls the false discovery rate under positive regression dependence. */
    static double[] benjaminiHochberg(double[] p) {
        int[] order = ascending(p);
        double[] adjusted = new double[p.length];
        double running = 1;
        for (int i = p.length - 1; i >= 0; i--) {
            running = Math.min(running, p[order[i]] * p.length / (i + 1));
            adjusted[order[i]] = running;
        }
        return adjusted;
    }

    private static int[] ascending(double[] p) {
        return IntStream.range(0, p.length).boxed().sorted((a, b) -> Double.compare(p[a], p[b]))
                .mapToInt(Integer::intValue).toArray();
    }
}
