package io.twinsim.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.column.IntegerColumn;
import io.twinsim.model.Population;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FoldsTest {

    private static final int N = 103;

    private static Population data() {
        return Population.builder()
                .column("y", OutcomeData.integers(N, i -> i % 10 == 0 ? 1 : 0))
                .column("month", OutcomeData.integers(N, i -> (i * 37) % 24))
                .column("person", OutcomeData.labels(N, i -> "p" + i / 4))
                .column("fold", OutcomeData.integers(N, i -> i % 4))
                .build();
    }

    private static Folds folds(FoldsPlan plan) {
        Population data = data();
        return plan.divide(data, data.doubles("y"), true);
    }

    private static FoldsPlan drawn(long seed) {
        return new FoldsPlan(5, null, null, null, seed);
    }

    @Test
    void drawn_everyRow_isTestedOnceAndNeverTrainedOnThere() {
        Folds folds = folds(drawn(1));
        int[] tested = new int[N];

        for (int fold = 0; fold < folds.count(); fold++) {
            Set<Integer> test = set(folds.test(fold));
            test.forEach(i -> tested[i]++);
            assertThat(set(folds.train(folds.outer(fold)))).doesNotContainAnyElementsOf(test)
                    .hasSize(N - test.size());
            assertThat(test.size()).isBetween(20, 21);
            assertThat(test.stream().filter(i -> i % 10 == 0).count()).as("ones are spread").isBetween(2L, 3L);
            for (Folds.Inner inner : folds.inner(fold)) {
                assertThat(set(folds.train(inner.training()))).doesNotContainAnyElementsOf(test)
                        .doesNotContainAnyElementsOf(set(folds.rowsOf(inner.part())));
                assertThat(folds.innerParts(inner.training())).contains(inner.part());
            }
            assertThat(folds.inner(fold)).hasSize(4);
        }

        assertThat(tested).containsOnly(1);
        assertThat(folds.trainings(true)).hasSize(5 + 10);
        assertThat(folds.trainings(false)).hasSize(5);
        assertThat(folds).hasToString("5 folds, drawn with seed 1");
    }

    private static Set<Integer> set(int[] rows) {
        Set<Integer> set = new HashSet<>();
        Arrays.stream(rows).forEach(set::add);
        return set;
    }

    @Test
    void drawn_seed_decidesTheFolds() {
        assertThat(folds(drawn(1)).test(0)).isEqualTo(folds(drawn(1)).test(0)).isNotEqualTo(folds(drawn(2)).test(0));
    }

    @Test
    void time_everyTrainingRow_isEarlierThanEveryTestedRow() {
        Folds folds = folds(new FoldsPlan(5, null, "month", null, 1));
        double[] month = data().doubles("month");
        int checked = 0;

        for (int fold = 0; fold < folds.count(); fold++) {
            double first = Arrays.stream(folds.test(fold)).mapToDouble(i -> month[i]).min().orElseThrow();
            assertThat(latest(month, folds.train(folds.outer(fold)))).isLessThan(first);
            assertThat(folds.inner(fold)).isNotEmpty();
            for (Folds.Inner inner : folds.inner(fold)) {
                double innerFirst = Arrays.stream(folds.rowsOf(inner.part())).mapToDouble(i -> month[i]).min()
                        .orElseThrow();
                assertThat(latest(month, folds.train(inner.training()))).isLessThan(innerFirst);
                assertThat(latest(month, folds.rowsOf(inner.part()))).isLessThan(first);
                checked++;
            }
        }

        assertThat(folds.count()).isEqualTo(5);
        assertThat(checked).isEqualTo(1 + 2 + 3 + 4 + 5);
        assertThat(folds).hasToString("5 folds, in the order of month: all training rows are earlier");
    }

    private static double latest(double[] month, int[] rows) {
        return Arrays.stream(rows).mapToDouble(i -> month[i]).max().orElseThrow();
    }

    @Test
    void id_rowsOfOnePerson_areNeverOnBothSides() {
        for (String time : new String[] {"", "month"}) {
            Folds folds = folds(new FoldsPlan(5, null, time.isEmpty() ? null : time, "person", 1));
            for (int fold = 0; fold < folds.count(); fold++) {
                assertThat(persons(folds.train(folds.outer(fold))))
                        .doesNotContainAnyElementsOf(persons(folds.test(fold)));
                for (Folds.Inner inner : folds.inner(fold)) {
                    assertThat(persons(folds.train(inner.training())))
                            .doesNotContainAnyElementsOf(persons(folds.rowsOf(inner.part())));
                }
            }
        }
    }

    private static Set<Integer> persons(int[] rows) {
        Set<Integer> persons = new HashSet<>();
        Arrays.stream(rows).forEach(i -> persons.add(i / 4));
        return persons;
    }

    @Test
    void given_foldColumn_isTakenAsItIs() {
        Folds folds = folds(new FoldsPlan(5, "fold", null, null, 1));

        assertThat(folds.count()).isEqualTo(4);
        assertThat(folds.test(1)).startsWith(1, 5, 9);
        assertThat(folds).hasToString("4 folds, given by column fold");
    }

    @Test
    void given_personInTwoFolds_isRefusedWithBothRows() {
        assertThatThrownBy(() -> folds(new FoldsPlan(5, "fold", null, "person", 1))).isInstanceOf(InputException.class)
                .hasMessage("fold column \"fold\" must keep the rows of one person together, got person p0 in folds 0 "
                        + "and 1 (rows 0 and 1)");
    }

    private static boolean[] gapAt7() {
        boolean[] missing = new boolean[N];
        missing[7] = true;
        return missing;
    }

    @Test
    void plan_badColumns_areRefused() {
        Population data = OutcomeData.with(data(), "gap",
                IntegerColumn.of(new int[N], gapAt7()));
        double[] y = data.doubles("y");
        List<FoldsPlan> plans = List.of(new FoldsPlan(5, null, "fold", null, 1),
                new FoldsPlan(5, null, "person", null, 1), new FoldsPlan(5, null, "gap", null, 1),
                new FoldsPlan(50, null, null, "person", 1));
        String[] messages = {
            "time \"fold\" must have at least 7 different values for 5 folds, got 4",
            "time \"person\" must be a number, got labels; give the order as numbers",
            "time \"gap\" must have no missing values, got 1, the first in row 7",
            "id \"person\" must have at least 50 different values for 50 folds, got 26"};
        assertThat(plans).hasSize(messages.length);
        for (int k = 0; k < messages.length; k++) {
            FoldsPlan plan = plans.get(k);
            assertThatThrownBy(() -> plan.divide(data, y, true)).hasMessage(messages[k]);
        }
        assertThatThrownBy(() -> new FoldsPlan(5, "nothing", null, null, 1).divide(data, y, true))
                .hasMessageStartingWith("unknown column \"nothing\"");
        Population constant = OutcomeData.with(data(), "fold", OutcomeData.integers(N, i -> 3));
        assertThatThrownBy(() -> new FoldsPlan(5, "fold", null, null, 1).divide(constant, y, true))
                .hasMessage("fold column \"fold\" must have 2 to 100 different values, got 1");
    }

    @Test
    void time_everyIdInEveryMonth_isRefused() {
        Population panel = OutcomeData.with(data(), "person", OutcomeData.integers(N, i -> 1));

        Folds folds = new FoldsPlan(5, null, "month", "person", 1).divide(panel, panel.doubles("y"), true);

        assertThatThrownBy(() -> folds.train(folds.outer(0)))
                .hasMessage("every fold must have training rows, got none for part 3 in time: all earlier rows have "
                        + "an id that is tested; leave out .withId, or .withTime");
    }
}
