package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.column.CategoryColumn;
import io.twinsim.column.FlagColumn;
import io.twinsim.column.IntegerColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.model.Population;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ResamplingTest {

    private static final IntervalOptions OPTIONS = IntervalOptions.of().withReplicates(10);

    private static void refuses(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(InputException.class).hasMessage(message);
    }

    private static ReplicateMeans run(Resampling resampling, double[]... arms) {
        List<Terms> terms = Arrays.stream(arms).map(x -> new Terms(new double[][] {x})).toList();
        return ReplicateMeans.run(terms, resampling, "e", OPTIONS);
    }

    @Test
    void within_codesThatDoNotFit_areRefusedByName() {
        double[] three = {1, 2, 4};
        double[] two = {1, 2};
        Resampling one = Resampling.multinomial();
        refuses(() -> one.within(new int[] {0, -2, 1}), "strata must be 0 or more, got -2 at index 1");
        refuses(() -> one.byCluster(new int[] {0}, new int[] {-1}),
                "clusters of control must be 0 or more, got -1 at index 0");
        refuses(() -> one.within((int[]) null), "strata must not be null");
        refuses(() -> run(one.within(new int[] {0, 1}), three), "strata must have one code per row (3), got 2");
        refuses(() -> run(one.within(new int[] {0, 1}), two, three), "strata must have one array per arm (2), got 1");
        refuses(() -> run(one.byCluster(new int[] {0, 1}, new int[] {0, 1}), two, three),
                "clusters of control must have one code per row (3), got 2");
        refuses(() -> run(one.byCluster(new int[] {0, 1}, new int[] {7, 7, 7}), two, three),
                "clusters of control must be at least 2, got 1");
        refuses(() -> run(one.byCluster(new int[] {5, 5, 5}), three), "clusters must be at least 2, got 1");
        refuses(() -> run(one.byCluster(new int[] {5, 6, 5}).within(new int[] {0, 0, 3}), three),
                "clusters must each lie in one stratum, got strata 0 and 3 for cluster 5");
    }

    @Test
    void run_moreNumbersThanAnArrayHolds_isRefused() {
        Terms terms = new Terms(new double[300][2]);
        refuses(() -> ReplicateMeans.run(List.of(terms), Resampling.multinomial(), "e",
                OPTIONS.withReplicates(10_000_000)),
                "replicates times terms must be at most 2,147,483,639, got 3,000,000,000; ask for fewer replicates");
    }

    @Test
    void equals_sameSchemeAndCodes_holds() {
        Resampling made = Resampling.poisson().within(new int[] {0, 1}).byCluster(new int[] {3, 4});
        assertThat(made).isEqualTo(Resampling.poisson().byCluster(new int[] {3, 4}).within(new int[] {0, 1}))
                .hasSameHashCodeAs(Resampling.poisson().byCluster(new int[] {3, 4}).within(new int[] {0, 1}))
                .isNotEqualTo(Resampling.bayesian().within(new int[] {0, 1}).byCluster(new int[] {3, 4}))
                .isNotEqualTo(Resampling.poisson().within(new int[] {0, 1}))
                .isNotEqualTo(Resampling.poisson().within(new int[] {0, 2}).byCluster(new int[] {3, 4}));
        assertThat(Resampling.multinomial()).isEqualTo(Resampling.multinomial());
    }

    @Test
    void within_arrayChangedLater_keepsItsCodes() {
        int[] codes = {0, 1};
        Resampling made = Resampling.multinomial().within(codes);
        codes[0] = 1;
        assertThat(made).isEqualTo(Resampling.multinomial().within(new int[] {0, 1}));
    }

    @Test
    void toString_everySetting_isShown() {
        assertThat(Resampling.multinomial()).hasToString("multinomial");
        assertThat(Resampling.bayesian().within(new int[] {4, 4, 9})).hasToString("bayesian, within 2 strata");
        assertThat(Resampling.poisson().within(new int[] {0, 1, 2}, new int[] {0, 0})
                .byCluster(new int[] {0, 1, 2}, new int[] {8, 9}))
                .hasToString("poisson, within 3 and 1 strata, by 3 and 2 clusters");
    }

    @Test
    void notes_strataOfASingleUnit_areCounted() {
        assertThat(Resampling.multinomial().notes()).isEmpty();
        assertThat(Resampling.multinomial().within(new int[] {0, 0, 1, 1}).notes()).isEmpty();
        assertThat(Resampling.multinomial().within(new int[] {0, 1, 2, 2}).notes())
                .containsExactly("strata with a single row, which adds no variance: 2");
        assertThat(Resampling.multinomial().within(new int[] {0, 0}, new int[] {0, 1, 1}).notes())
                .containsExactly("strata of control with a single row, which adds no variance: 1");
        assertThat(Resampling.multinomial().within(new int[] {0, 0, 1, 1}).byCluster(new int[] {5, 5, 6, 7}).notes())
                .containsExactly("strata with a single cluster, which adds no variance: 1");
    }

    @Test
    void codes_columns_areLevelsOrRanks() {
        Population data = Population.builder().column("site", CategoryColumn.of("b", "a", "b"))
                .column("year", IntegerColumn.of(2020, -3, 2020)).column("old", FlagColumn.of(true, false, false))
                .column("age", RealColumn.of(1, 2, 3))
                .column("gap", CategoryColumn.of(List.of("b"), new int[3], new boolean[] {false, true, false})).build();
        int[] site = Resampling.codes(data, "site");
        assertThat(site).containsExactly(1, 0, 1);
        assertThat(Resampling.codes(data, "year")).containsExactly(1, 0, 1);
        assertThat(Resampling.codes(data, "old")).containsExactly(1, 0, 0);
        assertThat(Resampling.multinomial().within(data, "year"))
                .isEqualTo(Resampling.multinomial().within(new int[] {1, 0, 1}));
        assertThat(Resampling.multinomial().byCluster(data, "year"))
                .isEqualTo(Resampling.multinomial().byCluster(new int[] {1, 0, 1}));
        refuses(() -> Resampling.codes(data, "age"), "column \"age\" must be category, integer or flag, got real");
        refuses(() -> Resampling.codes(data, "gap"), "column \"gap\" must have no missing values, got 1");
        refuses(() -> Resampling.codes(data, "sit"),
                "unknown column \"sit\"; did you mean \"site\"? known: site, year, old, age, gap");
    }
}
