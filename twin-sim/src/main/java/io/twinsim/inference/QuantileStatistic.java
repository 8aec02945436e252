package io.twinsim.inference;

import io.twinsim.internal.math.SampleQuantiles;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Numbers;
import java.util.Arrays;

/**
 * A quantile of one sample, type 7.
 *
 * @param values in the order of the rows; never changed
 * @param p the probability
 * @param value the quantile
 */
record QuantileStatistic(double[] values, double p, double value) implements Statistic {

    static QuantileStatistic of(double[] values, double p) {
        Checks.openUnit(p, "p");
        Sample.of(values, "values").atLeastTwo("values");
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new QuantileStatistic(values, p, SampleQuantiles.of(sorted, p));
    }

    @Override
    public String name() {
        return p == 0.5 ? "median" : "quantile " + Numbers.shortest(p);
    }

    @Override
    public StatisticKind kind() {
        return StatisticKind.QUANTILE;
    }

    @Override
    public long n() {
        return values.length;
    }

    /** The replicates of a run. */
    double[] replicates(Bootstrap bootstrap) {
        return QuantileReplicates.run(values, p, bootstrap.resampling(), bootstrap.estimand(), bootstrap.options());
    }

    @Override
    public String toString() {
        return Texts.statistic(this);
    }
}
