package io.twinsim.inference;

import io.twinsim.internal.math.Moments;
import io.twinsim.internal.math.Normal;
import io.twinsim.internal.math.StudentT;
import io.twinsim.internal.text.Numbers;
import java.util.List;
import java.util.Optional;

/** Intervals that come from formulas: Student, Welch, normal, Wilson's score and Newcombe's hybrid of it. */
final class Analytic {

    /** The note of an interval that is a point because nothing varies. */
    static final String DEGENERATE = "degenerate: zero variance";

    /** One point: the skewness warning starts where a tail of, say, 2.5 % is expected to miss more than 3.5 %. */
    private static final double MISS_TOLERATED = 0.01;

    private Analytic() {
    }

    static Interval around(IntervalMethod method, double level, double estimate, double halfWidth, List<String> notes) {
        return new Interval(IntervalKind.SAMPLING, method, level, estimate - halfWidth, estimate + halfWidth, notes);
    }

    static Interval point(IntervalMethod method, double level, double estimate) {
        return around(method, level, estimate, 0, List.of(DEGENERATE));
    }

    /** The upper quantile z of a level. */
    static double z(double level) {
        return -Normal.quantile((1 - level) / 2);
    }

    static Interval student(Moments moments, double level) {
        double t = -StudentT.quantile((1 - level) / 2, moments.n() - 1.0);
        return around(IntervalMethod.STUDENT, level, moments.mean(), t * moments.standardError(), List.of());
    }

    /** Both arms with one variance, estimated from both. */
    static Welch pooled(Moments treated, Moments control) {
        double df = treated.n() + control.n() - 2.0;
        double variance = (treated.m2() + control.m2()) / df;
        double squared = variance / treated.n() + variance / control.n();
        return new Welch(Sample.mean(treated) - Sample.mean(control), Math.sqrt(squared), df);
    }

    /** Wilson's interval: the proportions that a score test does not refuse. */
    static Interval score(long ones, long n, double level) {
        double z = z(level);
        double square = z * z;
        double p = (double) ones / n;
        double centre = (ones + square / 2) / (n + square);
        double half = z * Math.sqrt(n * p * (1 - p) + square / 4) / (n + square);
        double lower = ones == 0 ? 0 : Math.max(0, centre - half);
        double upper = ones == n ? 1 : Math.min(1, centre + half);
        return new Interval(IntervalKind.SAMPLING, IntervalMethod.SCORE, level, lower, upper, List.of());
    }

    /**
     * Newcombe (1998, method 10, doi:10.1002/(SICI)1097-0258(19980430)17:8): the arms' score limits, combined in
     * squares.
     */
    static Interval newcombe(Sample treated, Sample control, double level) {
        Interval t = score(treated.ones(), treated.size(), level);
        Interval c = score(control.ones(), control.size(), level);
        double p1 = (double) treated.ones() / treated.size();
        double p0 = (double) control.ones() / control.size();
        double below = root(p1 - t.lower(), c.upper() - p0);
        double above = root(t.upper() - p1, p0 - c.lower());
        return new Interval(IntervalKind.SAMPLING, IntervalMethod.NEWCOMBE, level, p1 - p0 - below, p1 - p0 + above,
                List.of());
    }

    private static double root(double a, double b) {
        return Math.sqrt(a * a + b * b);
    }

    /**
     * The expected miss of a t interval on its worse side, {@code a/2 + |k3| (2 z^2 + 1) phi(z) / 6} with k3 the
     * skewness of the estimate.
     */
    static double expectedMiss(double k3, double level) {
        double z = z(level);
        return (1 - level) / 2 + Math.abs(k3) * (2 * z * z + 1) * Normal.density(z) / 6;
    }

    /** The warning, if the skewness of the estimate costs more than one point on one side. */
    static Optional<String> skewnessWarning(double k3, double level) {
        double nominal = (1 - level) / 2;
        double expected = expectedMiss(k3, level);
        if (expected - nominal <= MISS_TOLERATED) {
            return Optional.empty();
        }
        return Optional.of("skewed data: expected one-sided miss " + Numbers.fixed(100 * expected, 1) + " %, not "
                + Numbers.fixed(100 * nominal, 1) + " %");
    }

    /** The skewness of a mean or a difference of means: {@code (m3_1/n1^2 - m3_0/n0^2) / se^3}. */
    static double skewness(double standardError, Moments first, Moments... second) {
        double sum = first.cumulant(3) / first.n() / first.n();
        for (Moments other : second) {
            sum -= other.cumulant(3) / other.n() / other.n();
        }
        return standardError > 0 ? sum / (standardError * standardError * standardError) : 0;
    }
}
