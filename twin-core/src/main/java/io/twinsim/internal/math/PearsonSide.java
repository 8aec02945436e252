package io.twinsim.internal.math;

/**
 * One tail of a distribution of Pearson's system, for {@link PearsonTable}: where it stands (a coordinate s), which
 * variable x its series is written in, and how x becomes what the table holds, {@code offset + sign * x}.
 */
abstract class PearsonSide {

    private static final int DEGREE = 12;

    /** The variable at the current coordinate. */
    double x;
    /** Its derivative in the tail probability. */
    double slope;
    /** The tail probability per unit of s at the current coordinate. */
    double weight;
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

    /**
     * The series of x about the current coordinate, in multiples of a tail probability. It is made in units of x, so
     * that squares of very small or large values do not leave the doubles.
     */
    double[] series(double half) {
        double unit = Math.abs(x);
        double[] scaledP = {p[0] / unit, p[1], p[2] * unit};
        double[] scaledQ = {q[0], q[1] * unit};
        double[] series = Series.quantile(Math.signum(x), half * slope / unit, DEGREE, scaledP, scaledQ);
        for (int k = 0; k < series.length; k++) {
            series[k] *= unit;
        }
        return series;
    }

    static PearsonSide gamma(double shape, double scale, boolean lower) {
        double constant = GammaTails.INSTANCE.logConstant(shape, 0);
        PearsonSide side = new PearsonSide() {
            @Override
            double solve(double tail, double start) {
                return solveGamma(tail, shape, start, lower);
            }

            @Override
            void at(double s) {
                weight = Elementary.exp(constant + GammaTails.INSTANCE.logShape(shape, 0, s));
                x = shape * Elementary.exp(s);
                slope = (lower ? x : -x) / weight;
            }

            @Override
            double coordinate(double next) {
                return Special.gammaCoordinate(shape, next);
            }
        };
        side.p = new double[] {0, 1, 0};
        side.q = new double[] {1 - shape, 1};
        side.sign = scale;
        return side;
    }

    private static double solveGamma(double tail, double shape, double start, boolean lower) {
        return lower ? GammaTails.INSTANCE.solveLower(tail, shape, 0, start)
                : GammaTails.INSTANCE.solveUpper(tail, shape, 0, start);
    }

    /** The logarithm of a gamma variate, for shapes whose variate spans hundreds of powers of ten. */
    static PearsonSide logGamma(double shape, double scale, boolean lower) {
        double constant = GammaTails.INSTANCE.logConstant(shape, 0);
        PearsonSide side = new LogarithmicSide(lower) {
            @Override
            double solve(double tail, double start) {
                return solveGamma(tail, shape, start, lower);
            }

            @Override
            double density(double s) {
                return Elementary.exp(constant + GammaTails.INSTANCE.logShape(shape, 0, s));
            }

            @Override
            double[] series(double half) {
                return Series.quantileOfLogarithm(x, half * slope, DEGREE, shape * Elementary.exp(x), 0, 1, shape);
            }
        };
        side.offset = Elementary.log(shape) + Elementary.log(scale);
        return side;
    }

    /** Written in x or in y = 1 - x, whichever is smaller, so that values near 1 keep their distance from it. */
    static PearsonSide beta(double a, double b, boolean lower) {
        double constant = BetaTails.constant(a, b);
        PearsonSide side = new PearsonSide() {
            private boolean mirrored;

            @Override
            double solve(double tail, double start) {
                return solveBeta(tail, a, b, start, lower);
            }

            @Override
            void at(double s) {
                double direct = BetaTails.value(a, b, s);
                double mirror = BetaTails.value(b, a, -s);
                mirrored = direct > 0.5;
                x = mirrored ? mirror : direct;
                weight = BetaTails.density(a, b, s, constant);
                slope = (lower == mirrored ? -1 : 1) * direct * mirror / weight;
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

    private static double solveBeta(double tail, double a, double b, double start, boolean lower) {
        return lower ? BetaTails.quantile(tail, a, b, start) : BetaTails.survivalQuantile(tail, a, b, start);
    }

    /** The logit of a beta variate. */
    static PearsonSide logitBeta(double a, double b, boolean lower) {
        double constant = BetaTails.constant(a, b);
        PearsonSide side = new LogarithmicSide(lower) {
            @Override
            double solve(double tail, double start) {
                return solveBeta(tail, a, b, start, lower);
            }

            @Override
            double density(double s) {
                return BetaTails.density(a, b, s, constant);
            }

            @Override
            double[] series(double half) {
                return Series.quantileOfLogarithm(x, half * slope, DEGREE, BetaTails.value(a, b, x), -1, a + b, a);
            }
        };
        side.offset = Elementary.log(a) - Elementary.log(b);
        return side;
    }

    /** Student's t: the lower tail is written, the upper one is its mirror image. */
    static PearsonSide studentT(double df, boolean lower) {
        double constant = BetaTails.constant(df / 2, 0.5);
        PearsonSide side = new PearsonSide() {
            @Override
            double solve(double tail, double start) {
                return 2 * Elementary.log(-StudentT.quantile(tail, df));
            }

            @Override
            void at(double s) {
                x = -Elementary.exp(s / 2);
                weight = BetaTails.density(df / 2, 0.5, -s, constant) / 2;
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

    /** The variable is the coordinate itself. */
    private abstract static class LogarithmicSide extends PearsonSide {

        private final boolean lower;

        LogarithmicSide(boolean lower) {
            this.lower = lower;
        }

        abstract double density(double s);

        @Override
        final void at(double s) {
            x = s;
            weight = density(s);
            slope = (lower ? 1 : -1) / weight;
        }

        @Override
        final double coordinate(double next) {
            return next;
        }
    }
}
