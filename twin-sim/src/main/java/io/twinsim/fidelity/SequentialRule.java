package io.twinsim.fidelity;

import io.twinsim.internal.text.Numbers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether validations, looked at one by one, say that the twin is wrong. A test at level 0.05 that is repeated after
 * each validation calls a perfect twin wrong sooner or later; here the probability of any false alarm in a round of L
 * validations is at most the policy's, whatever the number of looks, by three rules that share it (Bonferroni).
 *
 * <p><b>Pooled error</b> (four fifths). With d_i = simulated - actual, s_i the sign of the simulated effect and v_i =
 * se_sim^2 + se_act^2, the terms z_i = s_i d_i / sqrt(v_i) of a right twin are independent standard normals, so S_k =
 * z_1 + ... + z_k is a Gaussian random walk, looked at for k = m..L. The limits c_k of |S_k| / sqrt(k) spend the
 * probability alpha along a function a(k) fixed beforehand: P(|S_k| &gt; c_k sqrt(k), not before) = a(k) - a(k - 1)
 * (Lan and DeMets 1983, Biometrika 70:659, doi:10.1093/biomet/70.3.659), solved by the recursion of Armitage, McPherson
 * and Rowe (1969, JRSS A 132:235, doi:10.2307/2343787). With L = 4m, a(k) rises from 0.05 alpha at m by the square of
 * (k - m) / m to 0.9 alpha at 2m, from there evenly to alpha at L: most is spent towards validation 2m, where a wrong
 * effect must have been found, for m = 5 with c_5 = 3.72, c_10 = 3.02 and c_20 = 3.71. A twin whose
 * effects are off by the share e has drift e tau / sqrt(v) per validation and is found about when that times sqrt(k)
 * reaches c_k. The assumed uncertainty of coefficients is no excuse here: an effect that is off by its stated standard
 * deviation in every validation is what learning again mends. Independent are the terms only if the real tests are;
 * of several validations by one experiment the caller gives the first.
 *
 * <p><b>Recent error</b> (a tenth). After L validations a round starts anew, with its own probability. A world that
 * moves in the middle of a round is diluted by what was right before, so the sum of the latest m terms is held against
 * {@code z(1 - alpha / (2 L)) sqrt(m)}, which no more than alpha of the rounds exceed (Bonferroni over L looks).
 *
 * <p><b>Coverage</b> (a tenth). Errors in changing directions cancel in sums. The misses (|z| above its level, assumed
 * uncertainty included) of a round are held against exact limits: the smallest count whose crossing probability, paths
 * that crossed before taken out, keeps the total within a(k); what one look leaves over serves the next.
 *
 * <p>The first two also need a pooled relative error |sum s_i d_i| / |sum s_i act_i| of at least the policy's least: a
 * certain error of 1 % is no reason to learn again. That only lowers the probability of alarms.
 *
 * <p>Simulated with 2,000 units per arm and binary outcomes at 0.2 to 0.3 (10,000 perfect histories and 4,000 with
 * errors of 30 % a cell, decisions after each validation): perfect twins are called wrong within 20 validations in
 * 0.3 to 0.5 % of histories; wrong effects of 0.10 and 0.15 are found within 10 in more than 99.9 %, of 0.08 in 98 %.
 * An effect of 0.05 is found in 59 to 75 % (85 to 94 % within 20). There the data are the limit: one such test has a
 * standard error of a quarter of its effect, and ten pooled ones, looked at once, find no more than {@code Phi(sqrt(10)
 * 0.3 tau / se - z(1 - alpha / 2))} of them, 63 to 76 % with alpha = 0.004 and 74 to 85 % even with alpha = 0.01.
 */
final class SequentialRule {

    private final SequentialBounds bounds;
    private final int first;
    private final double leastError;

    SequentialRule(RetrainingPolicy policy) {
        this.bounds = SequentialBounds.of(policy);
        this.first = policy.minValidations();
        this.leastError = policy.leastError();
    }

    /** The first alarm of each rule that is not older than {@code from}. */
    List<Trigger> triggers(List<Validation> validations, Instant from) {
        List<Trigger> found = new ArrayList<>();
        pooled(validations, from).ifPresent(found::add);
        recent(validations, from).ifPresent(found::add);
        misses(validations, from).ifPresent(found::add);
        return List.copyOf(found);
    }

    private Optional<Trigger> pooled(List<Validation> validations, Instant from) {
        Pool pool = new Pool();
        for (int i = 0; i < validations.size(); i++) {
            int look = i % bounds.length() + 1;
            if (look == 1) {
                pool = new Pool();
            }
            pool.add(validations.get(i));
            if (look >= first) {
                double limit = bounds.pooledLimit(look);
                if (pool.alarms(limit) && !validations.get(i).at().isBefore(from)) {
                    return Optional.of(pool.trigger(Trigger.Kind.ERROR, validations, i, look, limit));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Trigger> recent(List<Validation> validations, Instant from) {
        for (int i = first - 1; i < validations.size(); i++) {
            Pool pool = new Pool();
            for (int k = i - first + 1; k <= i; k++) {
                pool.add(validations.get(k));
            }
            if (pool.alarms(bounds.recentLimit()) && !validations.get(i).at().isBefore(from)) {
                return Optional.of(pool.trigger(Trigger.Kind.RECENT_ERROR, validations, i, first,
                        bounds.recentLimit()));
            }
        }
        return Optional.empty();
    }

    private Optional<Trigger> misses(List<Validation> validations, Instant from) {
        MissCounts counts = new MissCounts(0);
        int missed = 0;
        double spent = 0;
        for (int i = 0; i < validations.size(); i++) {
            Validation v = validations.get(i);
            int look = i % bounds.length() + 1;
            if (look == 1) {
                counts = new MissCounts(bounds.length());
                missed = 0;
                spent = 0;
            }
            counts.add(1 - v.prediction().level());
            missed += v.covered() ? 0 : 1;
            if (look >= first) {
                int limit = counts.boundary(bounds.remaining() * bounds.spent(look) - spent);
                spent += counts.stop(limit);
                if (missed >= limit && !v.at().isBefore(from)) {
                    return Optional.of(new Trigger(Trigger.Kind.COVERAGE, v.at(), i + 1, missed, limit, missed
                            + " of " + look + " validations not covered (limit " + limit + ")"));
                }
            }
        }
        return Optional.empty();
    }

    /** Validations taken together, each turned into the direction of what was simulated. */
    private final class Pool {
        private double sum;
        private double differences;
        private double actuals;
        private int n;

        private void add(Validation v) {
            double sign = v.direction();
            sum += sign * v.difference() / Math.sqrt(v.samplingVariance());
            differences += sign * v.difference();
            actuals += sign * v.actual().ate();
            n++;
        }

        private boolean alarms(double limit) {
            return Math.abs(sum) > limit * Math.sqrt(n)
                    && Math.abs(differences) >= leastError * Math.abs(actuals);
        }

        private Trigger trigger(Trigger.Kind kind, List<Validation> validations, int i, int look, double limit) {
            double z = Math.abs(sum) / Math.sqrt(n);
            String size = actuals == 0 ? "pooled actual 0" : "pooled error "
                    + Numbers.significant(100 * differences / Math.abs(actuals), 3) + " %";
            return new Trigger(kind, validations.get(i).at(), i + 1, z, limit, size + " of "
                    + (kind == Trigger.Kind.ERROR ? "" : "the latest ") + look + " validations (|z| "
                    + Numbers.fixed(z, 2) + ", limit " + Numbers.fixed(limit, 2) + ")");
        }
    }
}
