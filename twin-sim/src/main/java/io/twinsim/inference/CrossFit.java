package io.twinsim.inference;

import io.twinsim.internal.math.GeneralisedLinear;
import io.twinsim.internal.math.Ranks;
import io.twinsim.internal.text.Numbers;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * AIPW with nuisance models that have not seen the unit they speak of: five folds, five repeats. The estimate is the
 * median of the repeats, its squared error the median of {@code se_r^2 + (estimate_r - estimate)^2} (Chernozhukov et
 * al. 2018, doi:10.1111/ectj.12097, equation 3.14).
 *
 * <p>Folds are keyed by row: within each arm (or over all clusters) units are ranked by the draw of their row in stream
 * {@code fold/REPEAT} and dealt out in turn, so that folds are of one size and neither threads nor order move them.
 */
final class CrossFit {

    private static final int FOLDS = 5;
    private static final int REPEATS = 5;

    private final ArmUnits units;
    private final AdjustmentSettings settings;
    private final Draws draws;

    CrossFit(ArmUnits units, AdjustmentSettings settings, long seed) {
        this.units = units;
        this.settings = settings;
        this.draws = Draws.of(seed);
    }

    Contrast contrast() {
        Contrast[] repeats = new Contrast[REPEATS];
        for (int r = 0; r < REPEATS; r++) {
            repeats[r] = repeat(folds(draws.stream("fold/" + r)));
        }
        double treated = median(repeats, Contrast::treatedMean);
        double control = median(repeats, Contrast::controlMean);
        double effect = median(repeats, Contrast::effect);
        double squared = median(repeats, one -> square(one.standardError()) + square(one.effect() - effect));
        double ratio = median(repeats, Contrast::logRatioError);
        long kept = Math.round(median(repeats, Contrast::n));
        return Contrast.of(treated, control, effect, Math.sqrt(squared), ArmInfluence.df(units), ratio, kept,
                "influence").with(new EffectiveSizes(median(repeats, one -> sizes(one).treated()),
                median(repeats, one -> sizes(one).control())))
                .with(List.of(), notes(kept));
    }

    private List<String> notes(long kept) {
        List<String> notes = new ArrayList<>(WeightedEffect.notes(units));
        if (kept < units.size()) {
            notes.add("trimmed by the propensities of the folds: " + Numbers.grouped(units.size() - kept)
                    + " units, the median of the repeats");
        }
        return notes;
    }

    private static EffectiveSizes sizes(Contrast contrast) {
        return contrast.effectiveSizes().orElseThrow();
    }

    private static double square(double x) {
        return x * x;
    }

    private static double median(Contrast[] repeats, ToDoubleFunction<Contrast> of) {
        double[] values = Arrays.stream(repeats).mapToDouble(of).sorted().toArray();
        return values[values.length / 2];
    }

    private int[] folds(DrawStream stream) {
        int[] folds = new int[units.size()];
        if (units.clusters().isPresent()) {
            Clusters clusters = units.clusters().get();
            long[] rows = new long[clusters.count()];
            Arrays.setAll(rows, i -> i);
            int[] dealt = dealt(stream, rows, 0, rows.length);
            Arrays.setAll(folds, i -> dealt[clusters.codes()[i]]);
            return folds;
        }
        int[] treated = dealt(stream, units.rowIds(), 0, units.treatedCount());
        int[] control = dealt(stream, units.rowIds(), units.treatedCount(), units.size());
        System.arraycopy(treated, 0, folds, 0, treated.length);
        System.arraycopy(control, 0, folds, treated.length, control.length);
        return folds;
    }

    private static int[] dealt(DrawStream stream, long[] rows, int from, int to) {
        int size = to - from;
        double[] keys = new double[size];
        Arrays.setAll(keys, i -> stream.uniform(rows[from + i]));
        int[] order = Ranks.order(keys); // equal draws, if there ever are any, stay in the order of the rows
        int[] folds = new int[size];
        for (int rank = 0; rank < size; rank++) {
            folds[order[rank]] = rank % FOLDS;
        }
        return folds;
    }

    private Contrast repeat(int[] folds) {
        int n = units.size();
        double[] e = new double[n];
        double[] treated = new double[n];
        double[] control = new double[n];
        double[][] design = units.design();
        for (int fold = 0; fold < FOLDS; fold++) {
            int held = fold;
            double[] propensity = propensity(folds, held, design);
            double[] first = OutcomeModel.of(units, true, i -> folds[i] != held).predicted();
            double[] second = OutcomeModel.of(units, false, i -> folds[i] != held).predicted();
            for (int i = 0; i < n; i++) {
                if (folds[i] == held) {
                    e[i] = propensity[i];
                    treated[i] = first[i];
                    control[i] = second[i];
                }
            }
        }
        return contrast(PropensityModel.of(e, settings.trim()), treated, control);
    }

    private Contrast contrast(PropensityModel model, double[] treated, double[] control) {
        if (settings.trim().isEmpty()) {
            model.requireOverlap(units, false);
        }
        model.requireUsable(units);
        DoublyRobustEffect.Scores scores = DoublyRobustEffect.Scores.of(units, model, treated, control);
        double[] means = {scores.treatedMean(), scores.controlMean()};
        return Contrast.of(means[0], means[1], means[0] - means[1],
                scores.influence().error(units) * scores.correction(units), ArmInfluence.df(units),
                scores.influence().logRatioError(units, means[0], means[1]), model.keptCount(), "influence")
                .with(WeightedEffect.sizes(units, WeightedEffect.weights(units, model, false)));
    }

    private double[] propensity(int[] folds, int held, double[][] design) {
        boolean[] in = new boolean[folds.length];
        int count = 0;
        for (int i = 0; i < in.length; i++) {
            in[i] = folds[i] != held;
            count += in[i] ? 1 : 0;
        }
        double[][] columns = new double[design.length][];
        for (int j = 0; j < columns.length; j++) {
            columns[j] = OutcomeModel.taken(design[j], in, count);
        }
        return GeneralisedLinear.of(GeneralisedLinear.Family.LOGISTIC, columns,
                OutcomeModel.taken(units.treated(), in, count), null, units.designNames()).predict(design);
    }
}
