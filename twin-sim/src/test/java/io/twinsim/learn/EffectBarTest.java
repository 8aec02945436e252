package io.twinsim.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.inference.SubgroupKeys;
import io.twinsim.internal.math.Moments;
import io.twinsim.model.Population;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The men's e-mail's effect on visits, learned on one half and predicted for the other, over 50 keyed splits: subgroups
 * of the other half by every level of five columns, and the held-out loss beside one effect for all.
 *
 * <p>Of a right method the share within 1.96 errors and the deviation of z over the splits vary from seed to seed:
 * 0.944 ± 0.014 and 1.015 ± 0.051 over 12 seeds of the same computation in numpy 1.24, as the twelve groups of a split
 * hang together. So [0.92, 0.98] and [0.9, 1.1] fail a right method for about one seed in 17: the twelve
 * seeds held one such, 0.908 and 1.134. The seed here is the first that was tried.
 */
class EffectBarTest {

    private static final int SPLITS = 50;

    @Test
    void subgroups_otherHalf_coveredAsPromised() {
        Population units = EffectCases.mensMail();
        List<String> features = List.of(EffectCases.FEATURES);
        EffectData all = EffectUnits.of(units, new EffectDesign("segment", "Mens E-Mail", "No E-Mail", "visit"),
                EffectSettings.of(42), features).complete();
        List<SubgroupKeys> keys = Stream.of(EffectCases.GROUPS).map(column -> SubgroupKeys.of(units, column)).toList();
        int[] positions = units.selection().positions();
        List<Double> z = new ArrayList<>();
        double covered = 0;
        double rLoss = 0;
        double transformedLoss = 0;
        for (int split = 0; split < SPLITS; split++) {
            int[] order = EffectCases.shuffled(all.x().rowIds(), split);
            EffectData one = all.take(Arrays.copyOf(order, order.length / 2));
            int[] held = Arrays.copyOfRange(order, order.length / 2, order.length);
            EffectData other = all.take(held);
            EffectRegression learned = EffectRegression.of(one);
            double[][] columns = learned.terms().columns(other.x());
            int within = 0;
            int groups = 0;
            for (SubgroupKeys dimension : keys) {
                for (int g = 0; g < dimension.groups(); g++) {
                    int group = g;
                    int[] members = IntStream.range(0, held.length)
                            .filter(i -> dimension.group(positions[held[i]]) == group).toArray();
                    PredictedMean predicted = learned.mean(columns, members);
                    EffectData found = other.take(members);
                    Moments treated = Moments.of(FeatureTable.take(found.y(), found.arm(true)));
                    Moments control = Moments.of(FeatureTable.take(found.y(), found.arm(false)));
                    double variance = treated.variance() / treated.n() + control.variance() / control.n()
                            + predicted.standardError() * predicted.standardError();
                    double score = (predicted.estimate() - treated.mean() + control.mean()) / Math.sqrt(variance);
                    z.add(score);
                    within += Math.abs(score) <= 1.96 ? 1 : 0;
                    groups++;
                }
            }
            assertThat(groups).isEqualTo(12);
            covered += within / (double) groups;
            EffectLoss loss = loss(learned, one, other);
            rLoss += loss.difference() / SPLITS;
            transformedLoss += (loss.transformedLearned() - loss.transformedConstant()) / SPLITS;
        }
        double sd = Moments.of(z.stream().mapToDouble(value -> value).toArray()).sd();
        String found = "covered " + covered / SPLITS + ", sd(z) " + sd + ", loss less that of one effect: R " + rLoss
                + ", transformed " + transformedLoss;
        assertThat(z).hasSize(SPLITS * 12);
        assertThat(covered / SPLITS).as(found).isBetween(0.92, 0.98);
        assertThat(sd).as(found).isBetween(0.9, 1.1);
        assertThat(rLoss).as(found).isNegative();
        assertThat(transformedLoss).as(found).isNegative();
    }

    /** Losses in the other half of the learned effect and of the difference of means, both from the one half. */
    private static EffectLoss loss(EffectRegression learned, EffectData one, EffectData other) {
        double[] constant = new double[other.rows()];
        Arrays.fill(constant, one.difference());
        double[] control = new double[constant.length];
        double[] treated = new double[constant.length];
        learned.means(other.x(), control, treated);
        return EffectLoss.of(other, control, treated, constant);
    }

    /** What is computed above from arrays is what anybody gets. */
    @Test
    void subgroups_publicApi_sameNumbers() {
        Population halved = EffectCases.halved(EffectCases.mensMail(), 0);
        Population other = halved.where("half == 0");
        InteractedRegression learned = EffectCases.mensMailOn("visit", halved.where("half == 1"))
                .withFeatures(EffectCases.FEATURES).regression();
        EffectRegression fit = learned.fit();
        double[][] columns = fit.terms().columns(FeatureTable.of(other, fit.terms().features()));
        int[] everybody = IntStream.range(0, (int) other.size()).toArray();
        assertThat(learned.mean(other)).isEqualTo(fit.mean(columns, everybody));
        assertThat(learned.subgroups(other, "channel").keySet()).hasSize(3);
        assertThat(learned.mean(other.where("mens == 0"))).isEqualTo(learned.subgroups(other, "mens").get("0"));
    }
}
