package io.twinsim.internal.math;

/**
 * One tail of a distribution of Pearson's system, for {@link PearsonTable}: where it stands (a coordinate s), which
 * variable x its series is written in, and how x becomes a value, {@code offset + sign * x}.
 */
abstract class PearsonSide {

    /** The variable at the current coordinate. */
    double x;
    /** Its derivative in the tail probability. */
    double slope;
    /** The tail probability per unit of s at the current coordinate. */
    double weight;
    /** Whether x gets smaller on the way out. */
    boolean shrinks;
    double offset;
    double sign = 1;
    double[] p = {1, 0, 0};
    double[] q = {0, 1};

    /** The coordinate with this tail probability, found from a start. */
    abstract double solve(double tail, double start);

    /** Moves to a coordinate. */
    abstract void at(double s);

    /** The coordinate of a value of the current variable. */
    abstract double coordinate(double next);

    static PearsonSide gamma(double shape, double scale, boolean lower) {
        PearsonSide side = new PearsonSide() {
            @Override
            double solve(double tail, double start) {
                return lower ? GammaTails.INSTANCE.solveLower(tail, shape, 0, start)
                        : GammaTails.INSTANCE.solveUpper(tail, shape, 0, start);
            }

            @Override
            void at(double s) {
                weight = Elementary.exp(GammaTails.INSTANCE.logDensity(shape, 0, s));
                x = shape * Elementary.exp(s);
                slope = (lower ? x : -x) / weight;
            }

            @Override
            double coordinate(double next) {
                return Special.gammaCoordinate(shape, next);
            }
        };
        side.shrinks = lower;
        side.p = new double[] {0, 1, 0};
        side.q = new double[] {1 - shape, 1};
        side.sign = scale;
        return side;
    }

    /** Written in x or in y = 1 - x, whichever is smaller, so that values near 1 keep their distance from it. */
    static PearsonSide beta(double a, double b, boolean lower) {
        PearsonSide side = new PearsonSide() {
            private boolean mirrored;

            @Override
            double solve(double tail, double start) {
                return lower ? BetaTails.quantile(tail, a, b, start) : BetaTails.survivalQuantile(tail, a, b, start);
            }

            @Override
            void at(double s) {
                double direct = BetaTails.value(a, b, s);
                double mirror = BetaTails.value(b, a, -s);
                mirrored = direct > 0.5;
                x = mirrored ? mirror : direct;
                weight = BetaTails.density(a, b, s);
                slope = (lower == mirrored ? -1 : 1) * direct * mirror / weight;
                shrinks = lower != mirrored;
                offset = mirrored ? 1 : 0;
                sign = mirrored ? -1 : 1;
                q = new double[] {1 - (mirrored ? b : a), a + b - 2};
            }

            @Override
            double coordinate(double next) {
                return mirrored ? -Special.betaCoordinate(next, 1 - next, b, a)
                        : Special.betaCoordinate(next, 1 - next, a, b);
            }
        };
        side.p = new double[] {0, 1, -1};
        return side;
    }

    /** Student's t: the lower tail is written, the upper one is its mirror image. */
    static PearsonSide studentT(double df, boolean lower) {
        PearsonSide side = new PearsonSide() {
            @Override
            double solve(double tail, double start) {
                return 2 * Elementary.log(-StudentT.quantile(tail, df));
            }

            @Override
            void at(double s) {
                x = -Elementary.exp(s / 2);
                weight = BetaTails.density(df / 2, 0.5, -s) / 2;
                slope = -x / (2 * weight);
            }

            @Override
            double coordinate(double next) {
                return 2 * Elementary.log(-next);
            }
        };
        side.p = new double[] {1, 0, 1 / df};
        side.q = new double[] {0, 1 + 1 / df};
        side.sign = lower ? 1 : -1;
        return side;
    }
}
