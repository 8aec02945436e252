package io.twinsim.inference;

import io.twinsim.internal.text.Numbers;
import java.util.List;

/** Draws the replicates of any statistic, as deviations from its value. */
final class Deviations {

    private Deviations() {
    }

    static double[] of(Bootstrap bootstrap, List<String> notes) {
        Statistic statistic = bootstrap.statistic();
        if (statistic instanceof MeansStatistic made) {
            return ofMeans(made, bootstrap, notes);
        }
        double[] out = statistic instanceof QuantileStatistic made ? made.replicates(bootstrap)
                : ((WeightsStatistic) statistic).replicates(bootstrap);
        for (int b = 0; b < out.length; b++) {
            out[b] -= statistic.value();
        }
        return out;
    }

    private static double[] ofMeans(MeansStatistic made, Bootstrap bootstrap, List<String> notes) {
        IntervalOptions options = bootstrap.options();
        if (made.function().linear() && bootstrap.resampling().equals(Resampling.multinomial())) {
            return made.arms().size() == 1
                    ? MultinomialBootstrap.deviations(made.sample(0), bootstrap.estimand(), options)
                    : MultinomialBootstrap.deviations(made.sample(0), made.sample(1), bootstrap.estimand(), options);
        }
        ReplicateMeans means =
                ReplicateMeans.run(made.resampled(), bootstrap.resampling(), bootstrap.estimand(), options);
        double[] out = new double[means.replicates()];
        double[] d = new double[means.terms()];
        int across = 0;
        for (int b = 0; b < out.length; b++) {
            for (int j = 0; j < d.length; j++) {
                d[j] = means.deviation(b, j);
            }
            across += made.function().regular(d) ? 0 : 1;
            out[b] = made.function().change(d);
        }
        if (across > 0) {
            notes.add("the denominator reaches or passes 0 in " + Numbers.grouped(across) + " of "
                    + Numbers.grouped(out.length) + " replicates: the ratio is not well determined");
        }
        return out;
    }
}
