package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which method serves which statistic: every cell of the table, by asking and by doing. */
class IntervalMethodTest {

    private static final double[] X = {3, 5, 7, 18, 43, 85, 91, 98, 100, 130, 230, 487};
    private static final double[] U = {2, 3, 3, 9, 20, 30, 46, 40, 52, 70, 120, 201};
    private static final double[] V = {2, 9, 4, 6, 1, 8, 3, 11, 7, 6, 12, 9};
    private static final double[] ONES = {0, 1, 1, 0, 1, 0, 0, 1, 1, 1, 0, 1};

    /** One line per method, one mark per statistic in the order of {@link StatisticKind}. */
    private static final String[] TABLE = {
        "auto             xx xx x x x x x x",
        "student          xx xx . . . . . .",
        "welch            .. xx . . . . . .",
        "normal           xx xx x x x . x .",
        "bootstrap-normal xx xx x x x x x x",
        "basic            xx xx x x x x x x",
        "percentile       xx xx x x x x x x",
        "expanded         xx xx x x x x x x",
        "bca              xx xx x x x . x x",
        "studentized      xx xx x x x . x .",
        "abc              xx xx x x x . x .",
        "saddlepoint      xx xx x x . . . .",
        "score            .x .. . . . . . .",
        "newcombe         .. .x . . . . . .",
        "fieller          .. .. x x . . . ."};

    private static Map<StatisticKind, Statistic> statistics() {
        Map<StatisticKind, Statistic> all = new EnumMap<>(StatisticKind.class);
        for (Statistic one : new Statistic[] {Statistic.mean(X), Statistic.mean(ONES), Statistic.difference(X, U),
            Statistic.difference(ONES, new double[] {0, 1, 0, 0, 1}), Statistic.ratio(X, U),
            Statistic.relativeLift(X, U), Statistic.correlation(X, V), Statistic.median(X),
            Statistic.ofMeans("square", m -> m[0] * m[0], X),
            Statistic.ofWeights("weighted", 12, IntervalMethodTest::weighted)}) {
            all.put(one.kind(), one);
        }
        return all;
    }

    private static double weighted(double[] weights) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * X[i];
        }
        return sum / 12;
    }

    @Test
    void table_everyMethodAndStatistic_isServedOrRefusedByName() {
        Map<StatisticKind, Statistic> statistics = statistics();
        int served = 0;
        int refused = 0;
        for (String line : TABLE) {
            IntervalMethod method = IntervalMethod.named(line.substring(0, 17).trim());
            String marks = line.substring(17).replace(" ", "");
            assertThat(marks).hasSameSizeAs(StatisticKind.values());
            for (StatisticKind kind : StatisticKind.values()) {
                boolean serves = marks.charAt(kind.ordinal()) == 'x';
                assertThat(method.serves(kind)).as(line + " " + kind).isEqualTo(serves);
                Bootstrap bootstrap = Bootstrap.of(statistics.get(kind))
                        .withOptions(IntervalOptions.of().withMethod(method).withReplicates(199));
                if (serves) {
                    Estimate made = bootstrap.estimate();
                    assertThat(made.interval().width()).as(line + " " + kind).isPositive();
                    assertThat(made.interval().contains(made.estimate())).as(line + " " + kind).isTrue();
                    assertThat(made).isEqualTo(bootstrap.run().estimate(method));
                    served++;
                } else {
                    assertThatThrownBy(bootstrap::estimate).isInstanceOf(InputException.class)
                            .hasMessageStartingWith("method " + method.id() + " does not serve " + kind.words()
                                    + "; allowed: auto, ");
                    refused++;
                }
            }
        }
        assertThat(TABLE).hasSameSizeAs(IntervalMethod.values());
        assertThat(served).isEqualTo(99);
        assertThat(refused).isEqualTo(51);
    }

    @Test
    void refusals_ofStatisticsWithoutDerivatives_listWhatIsAllowed() {
        assertThatThrownBy(() -> Bootstrap.of(Statistic.median(X))
                .withOptions(IntervalOptions.of().withMethod(IntervalMethod.BCA)).estimate())
                .isInstanceOf(InputException.class).hasMessage("method bca does not serve a quantile; allowed: auto, "
                        + "bootstrap-normal, basic, percentile, expanded");
        assertThatThrownBy(() -> Bootstrap.of(Statistic.correlation(X, U))
                .withOptions(IntervalOptions.of().withMethod(IntervalMethod.FIELLER)).estimate())
                .isInstanceOf(InputException.class).hasMessage("method fieller does not serve a correlation; allowed: "
                        + "auto, normal, bootstrap-normal, basic, percentile, expanded, bca, studentized, abc");
    }

    @Test
    void auto_ofEveryStatistic_isTheDocumentedMethod() {
        Map<StatisticKind, IntervalMethod> wanted = new EnumMap<>(Map.of(StatisticKind.MEAN, IntervalMethod.STUDENT,
                StatisticKind.PROPORTION, IntervalMethod.SCORE, StatisticKind.MEAN_DIFFERENCE, IntervalMethod.WELCH,
                StatisticKind.PROPORTION_DIFFERENCE, IntervalMethod.NEWCOMBE, StatisticKind.RATIO, IntervalMethod.BCA,
                StatisticKind.RELATIVE_LIFT, IntervalMethod.FIELLER, StatisticKind.CORRELATION, IntervalMethod.BCA,
                StatisticKind.QUANTILE, IntervalMethod.PERCENTILE, StatisticKind.FUNCTION_OF_MEANS, IntervalMethod.BCA,
                StatisticKind.FUNCTION_OF_WEIGHTS, IntervalMethod.PERCENTILE));
        statistics().forEach((kind, statistic) -> {
            assertThat(Bootstrap.of(statistic).estimate().interval().method()).isEqualTo(wanted.get(kind));
            assertThat(Bootstrap.of(statistic).with(Resampling.bayesian()).estimate().interval().method())
                    .isEqualTo(statistic instanceof MeansStatistic ? IntervalMethod.BCA : IntervalMethod.PERCENTILE);
        });
        assertThat(wanted).hasSize(StatisticKind.values().length);
    }
}
