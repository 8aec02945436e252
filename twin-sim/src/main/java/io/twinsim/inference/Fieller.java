package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.internal.math.StudentT;
import io.twinsim.internal.text.Numbers;
import java.util.List;

/**
 * Fieller's interval: the ratios theta for which a t test does not refuse {@code E x - theta E u = 0}, that is
 * {@code (x - theta u)^2 <= t^2 (v_xx - 2 theta v_xu + theta^2 v_uu)} with the means x and u and the covariances of
 * those means (Fieller 1954, doi:10.1111/j.2517-6161.1954.tb00159.x). With f the distance from the estimate that is
 * {@code (u^2 - t^2 v_uu) f^2 + 2 t^2 c f - t^2 v <= 0}, v the variance of {@code x - theta u} at the estimate.
 *
 * <p>Degrees of freedom: {@code n - 1} in one sample; for two samples Satterthwaite's, at the estimate (Tamhane and
 * Logan 2004, doi:10.1002/pst.3).
 */
final class Fieller {

    private Fieller() {
    }

    static Interval of(MeansStatistic statistic, double level) {
        Ratios ratio = (Ratios) statistic.function();
        boolean one = statistic.arms().size() == 1;
        double theta = ratio.ratio();
        Sample bottom = one ? statistic.arms().get(0).get(1) : statistic.sample(1);
        double bottomSquared = Sample.squaredError(bottom.moments());
        double covariance = one ? covariance(statistic.arms().get(0)) : 0;
        double u = ratio.denominator();
        double variance = u * u * squared(statistic.influence());
        double t = -StudentT.quantile((1 - level) / 2, statistic.influence().df());
        double a = u * u - t * t * bottomSquared;
        if (!(a > 0)) {
            throw new InputException("fieller is unbounded: at level " + Numbers.shortest(level)
                    + " the mean of " + bottom.name() + " does not differ from 0 (t = "
                    + Numbers.significant(Math.abs(u) / Math.sqrt(bottomSquared), 3) + ", needed "
                    + Numbers.significant(t, 3) + ")");
        }
        double b = t * t * (covariance - theta * bottomSquared);
        double root = Math.sqrt(b * b + a * t * t * variance);
        return new Interval(IntervalKind.SAMPLING, IntervalMethod.FIELLER, level,
                statistic.value() + (-b - root) / a, statistic.value() + (-b + root) / a, List.of());
    }

    private static double squared(Influence influence) {
        double error = influence.formulaError();
        return error * error;
    }

    /** The covariance of the two means. */
    private static double covariance(List<Sample> terms) {
        double n = terms.get(0).size();
        return TermCovariance.of(terms).matrix()[0][1] / (n - 1);
    }
}
