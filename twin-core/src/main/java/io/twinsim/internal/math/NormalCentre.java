package io.twinsim.internal.math;

/**
 * The normal quantile between the tails, for p in [7/1024, 1017/1024]: {@code z = q (2 + P(w) / Q(w))} with {@code q =
 * p - 1/2}, {@code w = p (1 - p)} and polynomials of degree 12. Straight-line arithmetic, so that the block form is one
 * loop of vector instructions.
 *
 * <p>In w the quantile's logarithmic end is at 0 and all roots of Q are below it, so nothing cancels in Q; P has one
 * root beyond 1/4. The 2 is added last, so the rounding of the quotient counts for its share of z only. The
 * approximation is off by at most 3.7e-17 of z: weighted least squares, refined by Lawson's weights, in 90 digits with
 * mpmath 1.3.0, then nudged by last places.
 */
final class NormalCentre {

    /** p (1 - p) where the tails begin; as a product of doubles it is at least this if and only if p is inside. */
    static final double LEAST = Normal.OUTER * (1 - Normal.OUTER);

    private NormalCentre() {
    }

    /** Whether p is inside; not for NaN. */
    static boolean holds(double p) {
        return p * (1 - p) >= LEAST;
    }

    static double quantile(double p) {
        double w = p * (1 - p);
        double v = w * w;
        double evenTop = Math.fma(v, -1.55673206841013, -2.6568871095652296);
        evenTop = Math.fma(v, evenTop, 0.908874016147196);
        evenTop = Math.fma(v, evenTop, 0.013552039026017005);
        evenTop = Math.fma(v, evenTop, 9.170809081953285e-6);
        evenTop = Math.fma(v, evenTop, 2.76836601503313e-10);
        evenTop = Math.fma(v, evenTop, 9.524658448600913e-17);
        double oddTop = Math.fma(v, -5.564490629323571, 1.2862932759755257);
        oddTop = Math.fma(v, oddTop, 0.17020348280770187);
        oddTop = Math.fma(v, oddTop, 0.0005085339594936469);
        oddTop = Math.fma(v, oddTop, 7.710087043529509e-8);
        oddTop = Math.fma(v, oddTop, 3.5025204839366465e-13);
        double even = v + 9.22607859341151;
        even = Math.fma(v, even, 1.1694147472449048);
        even = Math.fma(v, even, 0.007708720432913644);
        even = Math.fma(v, even, 3.3571115604807437e-6);
        even = Math.fma(v, even, 7.220218476735205e-11);
        even = Math.fma(v, even, 1.6664318939016988e-17);
        double odd = Math.fma(v, 6.305796177126569, 4.945393043158276);
        odd = Math.fma(v, odd, 0.1336430485133761);
        odd = Math.fma(v, odd, 0.0002270232598569562);
        odd = Math.fma(v, odd, 2.370984134112259e-8);
        odd = Math.fma(v, odd, 7.684718090988205e-14);
        double q = p - 0.5;
        return Math.fma(q, Math.fma(w, oddTop, evenTop) / Math.fma(w, odd, even), q + q);
    }

    /** {@code out[i] = quantile(p[i])}, of no meaning where p is not inside. */
    static void quantile(double[] p, double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = quantile(p[i]);
        }
    }
}
