package io.twinsim.timeline;

import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.math.Trigonometry;
import java.util.Optional;

/**
 * The search for a cycle. The series about its linear trend is compared with sine waves of all lengths between two
 * steps and the longest of which it holds enough, on a grid four times finer than the independent frequencies; the wave
 * with the highest power over that of autoregressive noise is refined. The noise is estimated from what the strongest
 * wave leaves over, so that the cycle itself is not taken for it. {@code O(n^2)} time.
 *
 * <p>The test is that of the likelihoods of autoregressive errors about a line with and without the wave: twice the
 * logarithm of their ratio is about chi-square with 2 degrees of freedom, and the chance of one as high somewhere is
 * taken as that among 2 n independent frequencies, {@code 1 - (1 - e^(-ratio / 2))^(2 n)}; the ratio is scaled by
 * {@code (n - 7) / n}, as in small samples it is too large. Of 150 to 600 series of 40 to 365 values without a cycle
 * and phi from -0.3 to 0.8 each, between 0.4 and 2 % had one at the level 0.01.
 */
final class SeriesPeriodogram {

    private static final int FINER = 4;
    private static final double GOLDEN = 0.6180339887498949;
    private static final double MOST_PHI = 0.95;
    private static final int REFINEMENTS = 60;
    /** Coefficients, phi, variance and frequency: what the fit with the wave takes from n. */
    private static final int LOST = 7;
    /** A wave of two steps has no sine. */
    private static final double HALF = 0.4999999;

    private final double[] x;
    private final int n;

    private SeriesPeriodogram(double[] x) {
        this.x = x;
        this.n = x.length;
    }

    /** A wave {@code cosine cos(w i) + sine sin(w i)} at a frequency of w / (2 pi) cycles per step. */
    private record Wave(double frequency, double cosine, double sine, double square) {
    }

    static Optional<Seasonality> search(double[] values, double dt, double minCycles, double level) {
        double[] x = detrended(values);
        SeriesPeriodogram found = new SeriesPeriodogram(x);
        double total = found.square(x);
        if (total <= 1e-24 * found.square(values)) {
            return Optional.empty();
        }
        Wave wave = found.strongest(minCycles, found.phi(found.without(found.strongest(minCycles, 0))));
        double strength = Math.min(1, wave.square / total);
        double p = pValue(values, wave.frequency);
        if (!(p < level)) {
            return Optional.empty();
        }
        double amplitude = Math.sqrt(wave.cosine * wave.cosine + wave.sine * wave.sine);
        double turn = Trigonometry.asin(Math.max(-1, Math.min(1, wave.sine / amplitude))) / (2 * Trigonometry.PI);
        double peak = wave.cosine >= 0 ? turn : 0.5 - turn;
        double period = 1 / wave.frequency;
        double first = (peak < 0 ? peak + 1 : peak) * period * dt;
        return Optional.of(new Seasonality(period * dt, values.length * wave.frequency, amplitude, first, strength,
                found.autocorrelation((int) Math.rint(period)), p));
    }

    private static double pValue(double[] values, double frequency) {
        int n = values.length;
        int[] times = new int[n];
        double[] cosine = new double[n];
        double[] sine = new double[n];
        for (int i = 0; i < n; i++) {
            times[i] = i;
            cosine[i] = cos(2 * Trigonometry.PI * frequency * i);
            sine[i] = Trigonometry.sin(2 * Trigonometry.PI * frequency * i);
        }
        double[] ones = Ar1Regression.ones(n);
        double[] line = Ar1Regression.centred(times);
        double without = Ar1Regression.deviance(new double[][] {ones, line}, values, times);
        double with = Ar1Regression.deviance(frequency > HALF ? new double[][] {ones, line, cosine}
                : new double[][] {ones, line, cosine, sine}, values, times);
        double ratio = with == Double.POSITIVE_INFINITY ? with : Math.max(0, with - without) * (n - LOST) / n;
        return -Elementary.expm1(2 * n * Elementary.log1p(-Elementary.exp(-ratio / 2)));
    }

    private Wave strongest(double minCycles, double phi) {
        double step = 1.0 / (FINER * n);
        double best = 0;
        double at = 0.5;
        int count = (int) Math.floor((0.5 - minCycles / n) / step);
        for (int k = 0; k <= count; k++) {
            double frequency = minCycles / n + k * step;
            double power = wave(frequency).square * flatness(frequency, phi);
            if (power > best) {
                best = power;
                at = frequency;
            }
        }
        double low = Math.max(minCycles / n, at - step);
        double high = Math.min(0.5, at + step);
        // near the peak by power alone, which is least squares: the noise's slope would pull it to one side
        for (int k = 0; k < REFINEMENTS && high - low > 1e-9 * at; k++) {
            double left = high - GOLDEN * (high - low);
            double right = low + GOLDEN * (high - low);
            if (wave(left).square >= wave(right).square) {
                high = right;
            } else {
                low = left;
            }
        }
        return wave((low + high) / 2);
    }

    /** The reciprocal of the noise's spectrum at unit innovations: {@code |1 - phi e^-iw|^2}. */
    private double flatness(double frequency, double phi) {
        return 1 + phi * phi - 2 * phi * cos(2 * Trigonometry.PI * frequency);
    }

    private static double cos(double angle) {
        double half = Trigonometry.sin(angle / 2);
        return 1 - 2 * half * half;
    }

    /** The least-squares wave of a frequency; its fitted sum of squares. Angles advance by rotation. */
    private Wave wave(double frequency) {
        double angle = 2 * Trigonometry.PI * frequency;
        double turnCos = cos(angle);
        double turnSin = Trigonometry.sin(angle);
        double c = 1;
        double s = 0;
        double cc = 0;
        double cs = 0;
        double xc = 0;
        double xs = 0;
        for (int i = 0; i < n; i++) {
            cc += c * c;
            cs += c * s;
            xc += x[i] * c;
            xs += x[i] * s;
            double next = c * turnCos - s * turnSin;
            s = s * turnCos + c * turnSin;
            c = next;
        }
        double ss = n - cc;
        double determinant = cc * ss - cs * cs;
        if (determinant < 1e-9 * n * n) {
            double only = xc / cc;
            return new Wave(frequency, only, 0, only * xc);
        }
        double cosine = (ss * xc - cs * xs) / determinant;
        double sine = (cc * xs - cs * xc) / determinant;
        return new Wave(frequency, cosine, sine, cosine * xc + sine * xs);
    }

    private double[] without(Wave wave) {
        double angle = 2 * Trigonometry.PI * wave.frequency;
        double[] rest = new double[n];
        for (int i = 0; i < n; i++) {
            rest[i] = x[i] - wave.cosine * cos(angle * i) - wave.sine * Trigonometry.sin(angle * i);
        }
        return rest;
    }

    private double square(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return sum;
    }

    private double phi(double[] rest) {
        double product = 0;
        for (int i = 1; i < n; i++) {
            product += rest[i] * rest[i - 1];
        }
        double square = square(rest);
        return square == 0 ? 0 : Math.max(-MOST_PHI, Math.min(MOST_PHI, (product / square * n + 1) / (n - 4)));
    }

    private double autocorrelation(int lag) {
        double product = 0;
        for (int i = lag; i < n; i++) {
            product += x[i] * x[i - lag];
        }
        return product / square(x);
    }

    /** Less the least-squares line. */
    static double[] detrended(double[] values) {
        int n = values.length;
        double middle = (n - 1) / 2.0;
        double mean = 0;
        for (double value : values) {
            mean += value / n;
        }
        double product = 0;
        for (int i = 0; i < n; i++) {
            product += (i - middle) * (values[i] - mean);
        }
        double slope = n < 2 ? 0 : product / (n * (n * (double) n - 1) / 12);
        double[] out = new double[n];
        for (int i = 0; i < n; i++) {
            out[i] = values[i] - mean - slope * (i - middle);
        }
        return out;
    }
}
