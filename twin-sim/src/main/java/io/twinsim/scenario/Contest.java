package io.twinsim.scenario;

import io.twinsim.inference.Interval;
import io.twinsim.inference.IntervalKind;
import io.twinsim.inference.IntervalMethod;
import io.twinsim.inference.ReplicateQuantile;
import io.twinsim.internal.math.StudentT;
import io.twinsim.sim.JointResult;
import io.twinsim.sim.SimulationResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Ranks scenarios and doing nothing by their mean effects, and finds how sure the order is.
 *
 * <p>The family of differences: the best against each other, doing nothing included; with up to {@value #MOST_PAIRED}
 * scenarios also each of the others against each that ranks below it. Of the joint draws d of all differences the
 * quantile c of {@code max |d - estimate| / sd} gives the limits {@code estimate +- c sd} that hold together; where
 * those of one difference alone reach further, they do as well.
 */
final class Contest {

    private static final int MOST_PAIRED = 6;

    final List<Standing> standings;
    final List<Difference> differences;

    private final JointResult joint;
    private final int sign;
    private final double level;
    private final List<Rival> ranked;

    /** What is known of one difference alone. */
    private record Pair(int better, int worse, double estimate, double error, double sd, Interval interval,
            double probBetter) {
    }

    Contest(JointResult joint, List<String> labels) {
        this.joint = joint;
        this.sign = joint.higherIsBetter() ? 1 : -1;
        SimulationResult first = joint.results().get(0);
        this.level = first.intervals().simulation().level();
        List<Rival> rivals = new ArrayList<>();
        for (int s = 0; s < labels.size(); s++) {
            rivals.add(Rival.of(joint, s, labels.get(s)));
        }
        rivals.add(Rival.nothing());
        List<Rival> order = new ArrayList<>(rivals);
        order.sort(Comparator.comparingDouble((Rival r) -> -sign * r.effect()).thenComparing(r -> !r.isNothing()));
        this.ranked = List.copyOf(order);
        List<Pair> family = family();
        int[] at = order.stream().mapToInt(rivals::indexOf).toArray();
        JointDraws draws = new JointDraws(rivals, joint, first.seed());
        double[] best = new double[order.size()];
        double[] furthest = new double[draws.count()];
        for (int round = 0; round < draws.rounds(); round++) {
            double[][] drawn = draws.round(round);
            double[][] effects = Arrays.stream(at).mapToObj(s -> drawn[s]).toArray(double[][]::new);
            countBest(effects, best);
            for (Pair pair : family) {
                measure(effects, pair, furthest, round * effects[0].length);
            }
        }
        this.standings = standings(best, draws.count());
        this.differences = differences(family, furthest);
    }

    private List<Pair> family() {
        List<Pair> family = new ArrayList<>();
        for (int other = 1; other < ranked.size(); other++) {
            family.add(pair(0, other));
        }
        if (ranked.size() - 1 <= MOST_PAIRED) {
            for (int better = 1; better < ranked.size(); better++) {
                for (int worse = better + 1; worse < ranked.size(); worse++) {
                    if (!ranked.get(better).isNothing() && !ranked.get(worse).isNothing()) {
                        family.add(pair(better, worse));
                    }
                }
            }
        }
        return family;
    }

    private Pair pair(int better, int worse) {
        Rival one = ranked.get(better);
        Rival other = ranked.get(worse);
        double error = one.isNothing() ? joint.standardError(other.index(), JointResult.NOTHING)
                : joint.standardError(one.index(), other.index());
        double estimate = one.effect() - other.effect();
        ErrorMixture mixture = one.minus(other, error);
        double below = mixture.below(0);
        return new Pair(better, worse, estimate, error, mixture.sd(), interval(one, other, estimate, error, mixture),
                sign > 0 ? 1 - below : below);
    }

    private Interval interval(Rival one, Rival other, double estimate, double error, ErrorMixture mixture) {
        double tail = (1 - level) / 2;
        if (one.isUncertain() || other.isUncertain()) {
            return new Interval(IntervalKind.TOTAL, IntervalMethod.PERCENTILE, level, mixture.quantile(tail),
                    mixture.quantile(1 - tail), List.of());
        }
        long units = units(joint.results().get(one.isNothing() ? other.index() : one.index()));
        double half = error == 0 ? 0 : -StudentT.quantile(tail, Math.max(1, units - 1.0)) * error;
        return new Interval(IntervalKind.TOTAL, IntervalMethod.STUDENT, level, estimate - half, estimate + half,
                List.of("simulation only: the uncertainty of the coefficients is not stated"));
    }

    private static long units(SimulationResult result) {
        return result.pairs().map(p -> p.pairs()).orElse(result.n());
    }

    private void countBest(double[][] effects, double[] best) {
        for (int m = 0; m < effects[0].length; m++) {
            double top = Double.NEGATIVE_INFINITY;
            int equals = 0;
            for (double[] one : effects) {
                double value = sign * one[m];
                equals = value > top ? 1 : value == top ? equals + 1 : equals;
                top = Math.max(top, value);
            }
            for (int s = 0; s < effects.length; s++) {
                best[s] += sign * effects[s][m] == top ? 1.0 / equals : 0;
            }
        }
    }

    private static void measure(double[][] effects, Pair pair, double[] furthest, int from) {
        double[] better = effects[pair.better];
        double[] worse = effects[pair.worse];
        for (int m = 0; m < better.length && pair.sd > 0; m++) {
            double away = Math.abs(better[m] - worse[m] - pair.estimate) / pair.sd;
            furthest[from + m] = Math.max(furthest[from + m], away);
        }
    }

    private List<Standing> standings(double[] best, int draws) {
        List<Standing> all = new ArrayList<>();
        for (int s = 0; s < ranked.size(); s++) {
            Rival rival = ranked.get(s);
            boolean equal = s > 0 && ranked.get(s - 1).effect() == rival.effect();
            Optional<Interval> interval = rival.isNothing() ? Optional.empty()
                    : joint.results().get(rival.index()).intervals().total();
            all.add(new Standing(equal ? all.get(s - 1).rank() : s + 1, rival.label(), rival.effect(), interval,
                    Math.min(1, best[s] / draws)));
        }
        return List.copyOf(all);
    }

    private List<Difference> differences(List<Pair> family, double[] furthest) {
        Arrays.sort(furthest);
        double c = ReplicateQuantile.quantile(furthest, level);
        List<Difference> all = new ArrayList<>();
        for (Pair pair : family) {
            Rival one = ranked.get(pair.better);
            Rival other = ranked.get(pair.worse);
            Interval together = new Interval(IntervalKind.TOTAL, IntervalMethod.PERCENTILE, level,
                    Math.min(pair.interval.lower(), pair.estimate - c * pair.sd),
                    Math.max(pair.interval.upper(), pair.estimate + c * pair.sd), List.of());
            all.add(new Difference(one.label(), other.label(), pair.estimate, pair.error, pair.sd, pair.interval,
                    together, pair.probBetter, one.shares(other)));
        }
        return List.copyOf(all);
    }
}
