package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.inference.CoverageTable.Misses;
import io.twinsim.inference.CoverageTable.Row;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the comparison with a table lets pass and what it finds, with the table's own shares as counts. */
class MissComparisonTest {

    private static final int EXPERIMENTS = 10_000;

    private static MissComparison compare(Row row, IntervalMethod made, IntervalMethod wanted, boolean mirrored) {
        Misses own = row.misses().get(made);
        Misses table = row.misses().get(wanted);
        MissComparison comparison = new MissComparison(0.0005);
        comparison.compare("left", Math.round(EXPERIMENTS * (mirrored ? own.right() : own.left())), EXPERIMENTS,
                table.left(), row.experiments());
        comparison.compare("right", Math.round(EXPERIMENTS * (mirrored ? own.left() : own.right())), EXPERIMENTS,
                table.right(), row.experiments());
        return comparison;
    }

    private static Row row(String cell) {
        return CoverageTable.cells("coverage.csv").get(cell).get(0);
    }

    @Test
    void compare_theTableWithItself_findsNothing() {
        int checked = 0;
        for (List<Row> cell : CoverageTable.cells("coverage.csv").values()) {
            for (Row row : cell) {
                for (IntervalMethod method : row.misses().keySet()) {
                    MissComparison made = compare(row, method, method, false);
                    assertThat(made.failures()).isEmpty();
                    assertThat(made.worst()).isZero();
                    checked += made.comparisons();
                }
            }
        }
        assertThat(checked).isEqualTo(800);
    }

    @Test
    void compare_oneMethodForAnother_isFound() {
        Map<IntervalMethod, IntervalMethod> taken = Map.of(IntervalMethod.BASIC, IntervalMethod.PERCENTILE,
                IntervalMethod.PERCENTILE, IntervalMethod.BCA, IntervalMethod.STUDENT, IntervalMethod.PERCENTILE,
                IntervalMethod.BCA, IntervalMethod.STUDENTIZED);
        taken.forEach((made, wanted) -> assertThat(compare(row("mean chisq1 20"), made, wanted, false).failures())
                .as("%s for %s", made.id(), wanted.id()).isNotEmpty());
        assertThat(compare(row("mean normal 10"), IntervalMethod.BOOTSTRAP_NORMAL, IntervalMethod.STUDENT, false)
                .failures()).as("normal quantiles for Student's").hasSize(2);
        assertThat(compare(row("mean lognormal 20"), IntervalMethod.ABC, IntervalMethod.BCA, false).failures())
                .as("abc is close to bca").isEmpty();
    }

    @Test
    void compare_sidesExchanged_isFoundForEverySkewedMean() {
        int checked = 0;
        for (String name : List.of("chisq1", "exponential", "lognormal")) {
            for (int n : new int[] {20, 50, 100}) {
                for (IntervalMethod method : List.of(IntervalMethod.STUDENT, IntervalMethod.BASIC,
                        IntervalMethod.PERCENTILE)) {
                    assertThat(compare(row("mean " + name + " " + n), method, method, true).failures())
                            .as("%s %d %s", name, n, method.id()).hasSize(2);
                    checked++;
                }
            }
        }
        assertThat(checked).isEqualTo(27);
    }

    @Test
    void failure_says_whatWasCountedAndExpected() {
        MissComparison made = new MissComparison(0.0005);
        made.compare("bca left", 100, 2_000, 0.025, 10_000);
        assertThat(made.failures()).containsExactly("bca left: 5.00 % of 2000, table 2.50 %, 5.9 standard errors");
        assertThat(made).hasToString("worst of 1 comparisons: 5.94 standard errors (bca left)");
    }
}
