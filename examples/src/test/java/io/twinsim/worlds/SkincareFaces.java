package io.twinsim.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.column.RealColumn;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import io.twinsim.timeline.ContextSeries;
import io.twinsim.timeline.Timeline;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The skincare world and what its tests measure. */
final class SkincareFaces {

    static final TwinModel WORLD = Worlds.skincare();
    static final String[] REGIONS = {"forehead", "left_cheek", "right_cheek", "nose", "chin"};
    static final String[] READINGS = {"mean_hydration", "mean_oil", "mean_redness", "mean_texture", "barrier",
        "irritation", "pigmentation", "blemishes", "skin_score", "risk"};

    private SkincareFaces() {
    }

    /** The same world with another join of its contexts. */
    static TwinModel joined(String join) {
        try (InputStream in = Worlds.class.getResourceAsStream("skincare.yaml")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return TwinModel.parse(text.replace("join: backward", "join: " + join), "skincare.yaml");
        } catch (IOException e) {
            throw new UncheckedIOException("skincare.yaml", e);
        }
    }

    static Timeline days(Population faces, int days) {
        return Timeline.of(faces).over(days + " days");
    }

    /** Weather that is the same on all days. */
    static ContextSeries weather(int days, double humidity, double temperature, double uv, double air) {
        double[] time = new double[days + 1];
        Arrays.setAll(time, k -> k);
        return ContextSeries.of(Population.builder().column("day", RealColumn.of(time))
                .column("humidity", RealColumn.of(all(time.length, humidity)))
                .column("temperature", RealColumn.of(all(time.length, temperature)))
                .column("uv_index", RealColumn.of(all(time.length, uv)))
                .column("air_quality", RealColumn.of(all(time.length, air))).build(), "day");
    }

    private static double[] all(int length, double value) {
        double[] values = new double[length];
        Arrays.fill(values, value);
        return values;
    }

    /** By twin, how the arm differs from control. */
    static double[] effect(Timeline timeline, String node, String time, String arm) {
        return minus(timeline.state(time, arm).doubles(node), timeline.state(time).doubles(node));
    }

    static double[] effect(Timeline timeline, String node, String time) {
        return effect(timeline, node, time, "treated");
    }

    static double[] minus(double[] a, double[] b) {
        assertThat(a).hasSameSizeAs(b);
        double[] difference = new double[a.length];
        Arrays.setAll(difference, i -> a[i] - b[i]);
        return difference;
    }

    /** All columns, bit by bit. */
    static void same(Population a, Population b) {
        assertThat(a.names()).isEqualTo(b.names()).hasSizeGreaterThan(70);
        for (String name : a.names()) {
            double[] left = values(a, name);
            double[] right = values(b, name);
            for (int i = 0; i < left.length; i++) {
                assertThat(Double.doubleToLongBits(left[i])).as(name + " of row " + i)
                        .isEqualTo(Double.doubleToLongBits(right[i]));
            }
        }
    }

    private static double[] values(Population twins, String name) {
        double[] values = new double[(int) twins.size()];
        twins.column(name).load(0, values, 0, values.length);
        return values;
    }

    static double mean(double... x) {
        return Arrays.stream(x).average().orElseThrow();
    }

    static double sd(double... x) {
        double mean = mean(x);
        return Math.sqrt(Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / (x.length - 1));
    }

    static double error(double... x) {
        return sd(x) / Math.sqrt(x.length);
    }

    /** The mean is above {@code least}, five standard errors included: 3e-7 of false alarm if it is just there. */
    static void above(String what, double least, double[] x) {
        assertThat(mean(x) - 5 * error(x)).as(what + ": mean " + mean(x) + ", se " + error(x)).isGreaterThan(least);
    }

    /** The mean is below {@code most}, five standard errors included. */
    static void below(String what, double most, double[] x) {
        assertThat(mean(x) + 5 * error(x)).as(what + ": mean " + mean(x) + ", se " + error(x)).isLessThan(most);
    }

    /** The mean is {@code expected} within {@code bias} and five standard errors: 6e-7 of false alarm. */
    static void near(String what, double expected, double bias, double[] x) {
        assertThat(Math.abs(mean(x) - expected)).as(what + ": mean " + mean(x) + ", se " + error(x))
                .isLessThanOrEqualTo(bias + 5 * error(x));
    }

    /** Pearson's. */
    static double correlation(double[] x, double[] y) {
        double[] products = new double[x.length];
        double meanX = mean(x);
        double meanY = mean(y);
        Arrays.setAll(products, i -> (x[i] - meanX) * (y[i] - meanY));
        return Arrays.stream(products).sum() / (x.length - 1) / sd(x) / sd(y);
    }
}
