package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.SharedData;
import io.twinsim.SharedJson;
import io.twinsim.internal.math.SampleCorrelation;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SummaryTest {

    private static double[] data(String source) {
        if (source.startsWith("inline {")) {
            return new double[] {3, 7};
        }
        if (source.startsWith("inline")) {
            return new double[] {1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16};
        }
        String[] parts = source.split(":");
        return ReferenceData.column("cases/" + parts[0], parts[1], null, null);
    }

    private static void close(double actual, SharedJson one, String key) {
        double wanted = one.number(key);
        assertThat(actual).as(one.text("data") + " " + key).isCloseTo(wanted, within(1e-12 * Math.abs(wanted) + 1e-15));
    }

    /** R 4.2.2: mean, var, quantile(type = ), mad(constant = 1); see summary_quantiles.json, which asks for 1e-12. */
    @Test
    void numbers_everyCaseOfR_agree() {
        SharedJson cases = SharedJson.read("cases/summary_quantiles.json").object("cases");
        int checked = 0;
        for (String name : cases.keys()) {
            SharedJson one = cases.object(name);
            Summary summary = Summary.of(data(one.text("data")));
            assertThat(summary.n()).isEqualTo((long) one.number("n"));
            close(summary.mean(), one, "mean");
            close(summary.sd(), one, "sd");
            close(summary.variance(), one, "var");
            close(summary.standardError(), one, "se");
            close(summary.min(), one, "min");
            close(summary.max(), one, "max");
            close(summary.skewness(), one, "skewness_g1");
            close(summary.kurtosisExcess(), one, "excess_kurtosis_g2");
            close(summary.mad(), one, "mad_unscaled");
            if (summary.n() > 2) {
                close(summary.adjustedSkewness(), one, "skewness_G1");
            }
            checked++;
        }
        assertThat(checked).isEqualTo(9);
    }

    @Test
    void quantiles_everyCaseOfR_agree() {
        SharedJson cases = SharedJson.read("cases/summary_quantiles.json").object("cases");
        int checked = 0;
        for (String name : cases.keys()) {
            SharedJson one = cases.object(name);
            Summary summary = Summary.of(data(one.text("data")));
            double[] probabilities = one.numbers("probs");
            for (int type = 6; type <= 8; type++) {
                double[] wanted = one.numbers("quantile_type" + type);
                for (int i = 0; i < wanted.length; i++) {
                    assertThat(summary.quantile(probabilities[i], type))
                            .as("%s, type %s at %s", name, type, probabilities[i])
                            .isCloseTo(wanted[i], within(1e-12 * Math.abs(wanted[i])));
                    checked++;
                }
            }
            assertThat(summary.median()).isEqualTo(summary.quantile(0.5));
        }
        assertThat(checked).isEqualTo(9 * 3 * 15);
    }

    private static double logRelativeError(double actual, double wanted) {
        double error = Math.abs(actual - wanted) / Math.abs(wanted);
        return error == 0 ? 15 : Math.min(15, -Math.log10(error));
    }

    /** The digits of the lag-1 autocorrelation that rounding the data to doubles leaves: Python 3, Fractions. */
    private static double reachableLag(String dataset) {
        return switch (dataset) {
            case "Mavro" -> 13.93;
            case "Michelso" -> 13.43;
            case "NumAcc3" -> 12.23;
            case "NumAcc4" -> 11.03;
            default -> 15;
        };
    }

    /** The data sets of NIST, against their certified values recomputed with 60 digits; see nist_univariate.json. */
    @Test
    void nist_everyDataset_reachesItsDigits() {
        SharedJson sets = SharedJson.read("cases/nist_univariate.json").object("datasets");
        int checked = 0;
        for (String name : sets.keys()) {
            SharedJson one = sets.object(name);
            double[] y = SharedData.rows("cases/" + one.text("csv")).stream().mapToDouble(row ->
                    Double.parseDouble(row[0])).toArray();
            SharedJson wanted = one.object("recomputed_60_digits");
            double reachable = one.object("log_relative_error_reachable").number("sd_two_pass");
            Summary summary = Summary.of(y);
            assertThat(summary.n()).isEqualTo((long) one.number("n"));
            assertThat(logRelativeError(summary.mean(), wanted.number("mean"))).as(name).isGreaterThanOrEqualTo(14.9);
            assertThat(logRelativeError(summary.sd(), wanted.number("sd"))).as(name)
                    .isGreaterThanOrEqualTo(Math.min(14.9, reachable - 0.1));
            assertThat(logRelativeError(SampleCorrelation.autocorrelation(y), wanted.number("lag1"))).as(name)
                    .isGreaterThanOrEqualTo(Math.min(14.5, reachableLag(name) - 0.1));
            checked++;
        }
        assertThat(checked).isEqualTo(9);
    }

    @Test
    void prints_oneLineAndATable() {
        Summary summary = Summary.of(3, 7, 11, 200);
        assertThat(summary).hasToString("Summary[n=4, mean 55.25, sd 96.5553, 3..200, median 9]");
        assertThat(summary.table()).startsWith("n                       4\nmean                55.25\n")
                .contains("sd                96.5553\n", "quantile 0.5            9\n")
                .endsWith("quantile 0.99      194.33\n");
        assertThat(summary.toJson()).contains("\"mad\": 4.0", "\"0.5\": 9.0");
        assertThat(Summary.of(7)).hasToString("Summary[n=1, mean 7, sd -, 7..7, median 7]");
        assertThat(Summary.of(7).table()).contains("sd              -\n", "skewness        -\n");
    }

    @Test
    void of_callersArray_isNeitherSortedNorShared() {
        double[] values = {3, 1, 2};
        Summary summary = Summary.of(values);
        assertThat(values).containsExactly(3, 1, 2);
        Arrays.fill(values, 9);
        assertThat(summary.median()).isEqualTo(2);
    }

    @Test
    void equalValues_haveExactMomentsAndNoShape() {
        Summary equal = Summary.of(0.1, 0.1, 0.1);
        assertThat(List.of(equal.mean(), equal.sd(), equal.mad(), equal.quantile(0.3)))
                .containsExactly(0.1, 0.0, 0.0, 0.1);
        refused(equal::skewness, "skewness is undefined: zero variance");
        refused(equal::adjustedSkewness, "adjustedSkewness is undefined: zero variance");
        refused(equal::kurtosisExcess, "kurtosisExcess is undefined: zero variance");
        assertThat(equal.toTree()).containsEntry("skewness", null).containsEntry("sd", 0.0);
    }

    @Test
    void values_unusable_areRefusedByName() {
        refused(() -> Summary.of(), "values must have at least 1 value, got 0");
        refused(() -> Summary.of((double[]) null), "values must not be null");
        refused(() -> Summary.of(1, Double.NaN, Double.NaN),
                "values must be finite, got NaN at index 1 (2 in all)");
        refused(() -> Summary.of(1).sd(), "sd must have at least 2 values, got 1");
        refused(() -> Summary.of(1).variance(), "variance must have at least 2 values, got 1");
        refused(() -> Summary.of(1).standardError(), "standardError must have at least 2 values, got 1");
        refused(() -> Summary.of(1, 2).adjustedSkewness(), "adjustedSkewness must have at least 3 values, got 2");
        refused(() -> Summary.of(1, 2).quantile(1.5), "p must be in [0.0, 1.0], got 1.5");
        refused(() -> Summary.of(1, 2).quantile(0.5, 5), "type must be in [6, 8], got 5");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(InputException.class).hasMessage(message);
    }
}
