package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.column.CategoryColumn;
import io.twinsim.column.FlagColumn;
import io.twinsim.column.IntegerColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.model.Population;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ExperimentTest {

    /** 40 rows: arms a, b in turn, every tenth c; y with two missing values; group g of 4 sizes. */
    private static Population small() {
        String[] arm = new String[40];
        int[] group = new int[40];
        double[] y = new double[40];
        boolean[] missing = new boolean[40];
        for (int i = 0; i < 40; i++) {
            arm[i] = i % 10 == 9 ? "c" : i % 2 == 0 ? "a" : "b";
            group[i] = i < 20 ? 0 : i < 36 ? 1 : i < 38 ? 2 : 3;
            y[i] = i % 2 + (i * i % 7) / 4.0;
            missing[i] = i == 4 || i == 5;
        }
        return Population.builder().column("arm", CategoryColumn.of(arm)).column("group", IntegerColumn.of(group))
                .column("y", RealColumn.of(y, missing)).column("zero", RealColumn.of(new double[40])).build();
    }

    private static Experiment experiment() {
        return Experiment.of(small(), "arm", "a", "b", "y");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(InputException.class).hasMessage(message);
    }

    @Test
    void run_hillstrom_givesThePublishedEffects() {
        Population customers = Population.read(ReferenceData.file("data/hillstrom.csv"));
        Object[][] wanted = {{"visit", 0.0765896, 0.0033859}, {"conversion", 0.0068050, 0.00092087},
                {"spend", 0.7698272, 0.1452466}};
        for (Object[] one : wanted) {
            ExperimentResult made = Experiment.of(customers, "segment", "Mens E-Mail", "No E-Mail", (String) one[0])
                    .run();
            assertThat(made.estimate().estimate()).isCloseTo((Double) one[1], within(5.1e-8));
            assertThat(made.estimate().standardError()).isCloseTo((Double) one[2], within(5.1e-8));
            assertThat(made.treated().n()).isEqualTo(21_307);
            assertThat(made.control().n()).isEqualTo(21_306);
            assertThat(made.otherArms()).isEqualTo(21_387);
            assertThat(made.estimate().interval().method()).isEqualTo(IntervalMethod.WELCH);
            assertThat(made.toString()).hasSizeLessThanOrEqualTo(75);
        }
        ExperimentResult visit = Experiment.of(customers, "segment", "Mens E-Mail", "No E-Mail", "visit")
                .withSubgroups("channel", "newbie", "history").run();
        assertThat(visit.estimate().interval().lower()).isCloseTo(0.06995, within(5.1e-6));
        assertThat(visit.estimate().interval().upper()).isCloseTo(0.08323, within(5.1e-6));
        assertThat(visit).hasToString("Experiment[ATE +0.0766, 95 % 0.0700..0.0832 (welch), n=21,307/21,306]");
        assertThat(visit.family()).isEqualTo(10);
        assertThat(visit.heterogeneity()).hasSize(3);
        assertThat(visit.table().lines()).allMatch(line -> line.length() <= 100);
        refused(() -> Experiment.of(customers, "segment", "Mens E-mail", "No E-Mail", "visit"),
                "unknown value \"Mens E-mail\"; did you mean \"Mens E-Mail\"? known: Mens E-Mail, No E-Mail, "
                        + "Womens E-Mail (column \"segment\")");
        refused(() -> Experiment.of(customers, "segment", "Mens E-Mail", "No E-Mail", "channel"),
                "outcome \"channel\" must be real, integer or flag, got category");
    }

    @Test
    void run_hillstromSpendBySaddlepointAndBootstrap_agreesWithWelch() {
        Population customers = Population.read(ReferenceData.file("data/hillstrom.csv"));
        Experiment spend = Experiment.of(customers, "segment", "Mens E-Mail", "No E-Mail", "spend");
        Interval welch = spend.run().estimate().interval();
        for (IntervalMethod method : List.of(IntervalMethod.SADDLEPOINT, IntervalMethod.PERCENTILE,
                IntervalMethod.BCA)) {
            Interval made = spend.withMethod(method).withReplicates(499).run().estimate().interval();
            assertThat(made.lower()).isCloseTo(welch.lower(), within(0.2 * welch.width()));
            assertThat(made.upper()).isCloseTo(welch.upper(), within(0.2 * welch.width()));
        }
    }

    @Test
    void run_missingOutcomesAndOtherArms_areCountedNeverDroppedSilently() {
        ExperimentResult made = experiment().run();
        assertThat(made.treated()).extracting(ExperimentResult.Arm::n, ExperimentResult.Arm::missingOutcomes)
                .containsExactly(19L, 1L);
        assertThat(made.control()).extracting(ExperimentResult.Arm::n, ExperimentResult.Arm::missingOutcomes)
                .containsExactly(15L, 1L);
        assertThat(made.otherArms()).isEqualTo(4);
        assertThat(made.warnings()).contains("missing outcomes left out: 1 treated, 1 control");
        assertThat(made.sampleRatio().treated()).isEqualTo(20);
        assertThat(made.toJson()).contains("\"estimand\": \"superpopulation\"", "\"missingOutcomes\": 1",
                "\"sampleRatio\"", "\"n\": {");
    }

    @Test
    void run_subgroups_leaveSmallOnesOutsideTheFamily() {
        ExperimentResult made = experiment().withSubgroups("group").run();
        List<SubgroupEffect> groups = made.subgroup("group");
        assertThat(groups).extracting(SubgroupEffect::problem).containsExactly("", "",
                "not estimable: 1 treated row", "not estimable: 1 treated row");
        assertThat(made.family()).isEqualTo(2);
        double p0 = groups.get(0).pValue().getAsDouble();
        double p1 = groups.get(1).pValue().getAsDouble();
        assertThat(groups.get(0).pHolm().getAsDouble())
                .isCloseTo(p0 <= p1 ? Math.min(1, 2 * p0) : Math.max(p0, Math.min(1, 2 * p1)), within(1e-15));
        assertThat(groups.get(0).pRest()).isPresent();
        assertThat(made.warnings()).contains("subgroups not estimable, outside the family: 2");
        assertThat(made.table()).contains("3: not estimable: 1 treated row", "m = 2");
        ExperimentResult strict = experiment().withSubgroups("group").withMinGroup(16).run();
        assertThat(strict.subgroup("group").get(1).problem()).isEqualTo("not estimable: 15 rows, need >= 16");
        refused(() -> made.subgroup("groups"), "unknown subgroup \"groups\"; did you mean \"group\"? known: group");
    }

    @Test
    void run_oneThreadOrSeven_givesTheSameResult() {
        Experiment base = experiment().withSubgroups("group", "zero:3").withMethod(IntervalMethod.BCA);
        assertThat(base.withThreads(7).run()).isEqualTo(base.withThreads(1).run());
    }

    private static Population trial(double treated, double control) {
        double[] y = IntStream.range(0, 60).mapToDouble(i -> i < 30 ? treated : control).toArray();
        int[] arm = IntStream.range(0, 60).map(i -> i < 30 ? 1 : 0).toArray();
        int[] half = IntStream.range(0, 60).map(i -> i % 2).toArray();
        return Population.builder().column("t", IntegerColumn.of(arm)).column("half", IntegerColumn.of(half))
                .column("y", RealColumn.of(y)).build();
    }

    /** Newcombe's method 10 by hand: Wilson's limit of 0 of 30 is z^2 / (30 + z^2) = 0.1135134. */
    @Test
    void run_allZerosAgainstAllZeros_hasNewcombesLimits() {
        ExperimentResult made = Experiment.of(trial(0, 0), "t", "1", "0", "y").run();
        assertThat(made.estimate().estimate()).isZero();
        assertThat(made.estimate().interval().method()).isEqualTo(IntervalMethod.NEWCOMBE);
        assertThat(made.estimate().interval().lower()).isCloseTo(-0.1135134, within(5e-8));
        assertThat(made.estimate().interval().upper()).isCloseTo(0.1135134, within(5e-8));
        assertThat(made.pValue()).isEqualTo(1);
        assertThat(made.warnings()).containsExactly("0/1 outcome with a count below 10: newcombe instead of welch",
                "degenerate: zero variance in both arms; the interval tells the error, the standard error of 0 does "
                        + "not");
    }

    /** fisher.test(matrix(c(30, 0, 0, 30), 2)) of R gives 2 / choose(60, 30). */
    @Test
    void run_allOnesAgainstAllZeros_hasNewcombesLimitAndFishersP() {
        ExperimentResult made = Experiment.of(trial(1, 0), "t", "1", "0", "y").run();
        assertThat(made.estimate().estimate()).isEqualTo(1);
        assertThat(made.estimate().interval().method()).isEqualTo(IntervalMethod.NEWCOMBE);
        assertThat(made.estimate().interval().lower()).isCloseTo(1 - Math.sqrt(2) * 0.1135134, within(1e-7));
        assertThat(made.estimate().interval().upper()).isEqualTo(1);
        assertThat(made.pValue()).isCloseTo(2 / 118_264_581_564_861_424.0, within(1e-28));
        assertThat(made).hasToString("Experiment[ATE +1.000, 95 % 0.839..1.000 (newcombe), n=30/30]");
        assertThat(FisherExact.constantArms(3, 3, false)).isCloseTo(0.1, within(1e-14));
        assertThat(FisherExact.constantArms(2, 3, false)).isCloseTo(0.1, within(1e-14));
        assertThat(FisherExact.constantArms(2, 3, true)).isEqualTo(1);
    }

    @Test
    void run_groupsOfZerosOrOnesAlone_areEstimableAndInTheFamily() {
        ExperimentResult made = Experiment.of(trial(1, 0), "t", "1", "0", "y").withSubgroups("half").run();
        double p = FisherExact.constantArms(15, 15, false);
        assertThat(made.family()).isEqualTo(2);
        for (SubgroupEffect effect : made.subgroup("half")) {
            assertThat(effect.problem()).isEmpty();
            assertThat(effect.estimate().orElseThrow().interval().method()).isEqualTo(IntervalMethod.NEWCOMBE);
            assertThat(effect.estimate().orElseThrow().interval().lower()).isBetween(0.7, 0.75);
            assertThat(effect.pValue()).hasValue(p);
            assertThat(effect.pHolm()).hasValue(2 * p);
            assertThat(effect.pBh()).hasValue(p);
            assertThat(effect.pRest()).isEmpty();
        }
        assertThat(made.heterogeneity()).isEmpty();
        assertThat(Experiment.of(trial(1, 0), "t", "1", "0", "y").withSubgroups("half")
                .withMethod(IntervalMethod.WELCH).run().subgroup("half").get(0).estimate().orElseThrow().interval()
                .method()).isEqualTo(IntervalMethod.NEWCOMBE);
    }

    @Test
    void run_constantGroupOfANumber_staysOutsideTheFamily() {
        ExperimentResult made = Experiment.of(trial(7, 0), "t", "1", "0", "y").withSubgroups("half").run();
        assertThat(made.subgroup("half")).extracting(SubgroupEffect::problem)
                .containsExactly("not estimable: zero variance", "not estimable: zero variance");
        assertThat(made.estimate().interval().method()).isEqualTo(IntervalMethod.WELCH);
        assertThat(made.pValue()).isZero();
        assertThat(made.family()).isZero();
        assertThat(made.toJson()).contains("\"ate\": null", "\"pHolm\": null");
    }

    @Test
    void run_subgroupsInJson_haveTheKeysOfASimulation() {
        ExperimentResult made = experiment().withSubgroups("group").run();
        Map<String, ?> row = made.subgroup("group").get(0).toTree();
        assertThat(row.keySet()).containsExactly("value", "n", "ate", "standardError", "lower", "upper", "method",
                "pValue", "pHolm", "pBh", "pRest", "shrunken");
        assertThat(row.get("ate")).isEqualTo(made.subgroup("group").get(0).estimate().orElseThrow().estimate());
        assertThat(made.subgroup("group").get(3).toTree().get("ate")).isNull();
    }

    @Test
    void table_ofSubgroups_hasTheSameDecimalsDownAColumn() {
        int[] arm = IntStream.range(0, 400).map(i -> i % 2).toArray();
        int[] group = IntStream.range(0, 400).map(i -> i < 20 ? 0 : 1).toArray();
        double[] y = IntStream.range(0, 400).mapToDouble(i -> (i < 20 ? 100 : 0.01) * (i * i % 23) + i % 2).toArray();
        Population data = Population.builder().column("t", IntegerColumn.of(arm)).column("g", IntegerColumn.of(group))
                .column("y", RealColumn.of(y)).build();
        List<String[]> rows = Experiment.of(data, "t", "1", "0", "y").withSubgroups("g").run().table().lines()
                .filter(line -> line.matches("  [01] .*")).map(line -> line.strip().split(" +"))
                .filter(cells -> cells.length == 10).toList();
        assertThat(rows).hasSize(2);
        for (int column = 3; column <= 5; column++) {
            int decimals = rows.get(0)[column].length() - rows.get(0)[column].indexOf('.');
            assertThat(rows.get(1)[column].length() - rows.get(1)[column].indexOf('.')).isEqualTo(decimals);
        }
    }

    @Test
    void run_tooFewReplicates_isRefused() {
        refused(() -> experiment().withMethod(IntervalMethod.PERCENTILE).withReplicates(38).run(),
                "replicates must be at least 39 for level 0.95, got 38");
    }

    @Test
    void run_constantOutcome_isAPointFlagged() {
        Population data = small();
        double[] sevens = new double[40];
        java.util.Arrays.fill(sevens, 7);
        data = Population.builder().column("arm", data.column("arm")).column("group", data.column("group"))
                .column("seven", RealColumn.of(sevens)).build();
        ExperimentResult made = Experiment.of(data, "arm", "a", "b", "seven").withSubgroups("group").run();
        assertThat(made.estimate().estimate()).isZero();
        assertThat(made.estimate().standardError()).isZero();
        assertThat(made.estimate().interval().width()).isZero();
        assertThat(made.pValue()).isEqualTo(1);
        assertThat(made.warnings()).contains("degenerate: zero variance in both arms");
        assertThat(made.subgroup("group").get(0).problem()).isEqualTo("not estimable: zero variance");
        assertThat(made.toJson()).contains("\"lower\": 0");
    }

    @Test
    void run_lopsidedArms_blockTheVerdict() {
        int[] arm = IntStream.range(0, 1000).map(i -> i % 3 == 0 ? 1 : 0).toArray();
        double[] y = IntStream.range(0, 1000).mapToDouble(i -> i % 11).toArray();
        Population data =
                Population.builder().column("t", IntegerColumn.of(arm)).column("y", RealColumn.of(y)).build();
        ExperimentResult made = Experiment.of(data, "t", "1", "0", "y").run();
        assertThat(made.sampleRatio().mismatch()).isTrue();
        assertThat(made.warnings().get(0)).startsWith("sample-ratio mismatch: 334 : 666, expected share 0.5");
        assertThat(made.toString()).endsWith(", SRM]");
        assertThat(Experiment.of(data, "t", "1", "0", "y").withSplit(1 / 3.0).run().sampleRatio().mismatch()).isFalse();
    }

    @Test
    void where_filter_keepsItsRows() {
        ExperimentResult made = experiment().where("group = 0").run();
        assertThat(made.treated().n() + made.control().n()).isEqualTo(16);
        refused(() -> experiment().where("group = 3").run(), "arm treated has 1 row (arm = a), need >= 2");
    }

    @Test
    void meanEstimate_ofAColumn_countsMissingValues() {
        Estimate made = MeanEstimate.of(small(), "y", IntervalOptions.of());
        assertThat(made.n()).isEqualTo(38);
        assertThat(made.notes()).containsExactly("missing values left out: 2");
        refused(() -> MeanEstimate.of(small(), "arm", IntervalOptions.of()),
                "column \"arm\" must be real, integer or flag, got category");
        refused(() -> MeanEstimate.of(small().where("group = 3").where("y > 100"), "y", IntervalOptions.of()),
                "column \"y\" has 0 rows, need >= 2");
    }

    @Test
    void run_anArmWithoutRows_isRefusedByItsLabel() {
        refused(() -> Experiment.of(small(), "group", "7", "0", "y").run(),
                "arm treated has 0 rows (group = 7), need >= 2");
        refused(() -> Experiment.of(small().where("arm == 'a'"), "arm", "a", "b", "y").run(),
                "arm control has 0 rows (arm = b), need >= 2");
        Population one = Population.builder().column("arm", CategoryColumn.of("a", "a", "a"))
                .column("sent", FlagColumn.of(true, true, true)).column("y", RealColumn.of(1, 2, 3)).build();
        refused(() -> Experiment.of(one, "arm", "a", "b", "y").run(), "arm control has 0 rows (arm = b), need >= 2");
        refused(() -> Experiment.of(one, "arm", "b", "a", "y").run(), "arm treated has 0 rows (arm = b), need >= 2");
        refused(() -> Experiment.of(one, "sent", "1", "0", "y").run(), "arm control has 0 rows (sent = 0), need >= 2");
        Population none = Population.builder().column("arm", CategoryColumn.of()).column("y", CategoryColumn.of())
                .build();
        refused(() -> Experiment.of(none, "arm", "a", "b", "y"), "need at least 2 rows per arm, got 0 rows");
        refused(() -> experiment().where("group > 9").run(), "need at least 2 rows per arm, got 0 rows");
    }

    @Test
    void withSubgroups_byTreatmentOrOutcome_isRefused() {
        refused(() -> experiment().withSubgroups("group", "arm"), "subgroup must not be the treatment, got \"arm\"");
        refused(() -> experiment().withSubgroups("y:3"), "subgroup must not be the outcome, got \"y:3\"");
    }

    @Test
    void pValue_besideAnIntervalOfAnyMethod_isNamed() {
        ExperimentResult made = experiment().withMethod(IntervalMethod.PERCENTILE).run();
        assertThat(made.table()).contains("   p " + Texts.pValue(made.pValue()) + " (Welch t)\n");
        assertThat(made.toJson()).contains("\"pValueMethod\": \"Welch t\"");
        ExperimentResult constant = Experiment.of(trial(1, 0), "t", "1", "0", "y").run();
        assertThat(constant.table()).contains(" (Fisher exact)\n");
        assertThat(Experiment.of(trial(7, 0), "t", "1", "0", "y").run().pValueMethod()).isEqualTo("Welch t");
    }

    @Test
    void table_ofLongNamesAndWarnings_fitsTheScreen() {
        int[] arm = IntStream.range(0, 3000).map(i -> i % 3 == 0 ? 1 : 0).toArray();
        String[] group = IntStream.range(0, 3000).mapToObj(i -> "a group with quite a long name, number " + i % 2)
                .toArray(String[]::new);
        double[] y = IntStream.range(0, 3000).mapToDouble(i -> 123_456_789 + 0.001 * (i * i % 23)).toArray();
        group[0] = "the group of one, whose name is so long that its problem alone goes over a whole line of text";
        Population data = Population.builder().column("t", IntegerColumn.of(arm))
                .column("a_column_with_a_long_name", CategoryColumn.of(group)).column("y", RealColumn.of(y)).build();
        ExperimentResult made = Experiment.of(data, "t", "1", "0", "y").withSubgroups("a_column_with_a_long_name")
                .run();
        assertThat(made.sampleRatio().mismatch()).isTrue();
        List<String> lines = made.table().lines().toList();
        assertThat(lines).allMatch(line -> line.length() <= 100);
        assertThat(lines).hasSizeGreaterThan(15);
        assertThat(String.join(" ", lines).replaceAll(" +", " ")).contains("! " + made.warnings().get(0));
    }

    @Test
    void line_ofEveryType_isShort() {
        ExperimentResult made = experiment().withSubgroups("group").run();
        List<Object> all = new java.util.ArrayList<>(List.of(made, made.estimate(), made.estimate().interval(),
                made.sampleRatio(), made.heterogeneity().get(0), experiment(), new SampleRatio(Long.MAX_VALUE,
                Long.MAX_VALUE, 0.12345, 1, 0.12345, true)));
        all.addAll(made.subgroups());
        assertThat(all).hasSize(11).allSatisfy(one ->
                assertThat(one.toString()).hasSizeLessThanOrEqualTo(75).doesNotContain("\n"));
        assertThat(made.subgroup("group").get(3))
                .hasToString("SubgroupEffect[group 3: not estimable: 1 treated row]");
    }

    @Test
    void of_badNames_areRefused() {
        refused(() -> Experiment.of(small(), "arms", "a", "b", "y"),
                "unknown column \"arms\"; did you mean \"arm\"? known: arm, group, y, zero");
        refused(() -> Experiment.of(small(), "group", "1", "0", "group"),
                "outcome must differ from treatment, got \"group\" for both");
        refused(() -> Experiment.of(small(), "arm", "a", "a", "y"),
                "control must differ from treated, got \"a\" for both");
        refused(() -> Experiment.of(small(), "arm", "A1", "b", "y"),
                "unknown value \"A1\"; did you mean \"a\"? known: a, b, c (column \"arm\")");
        refused(() -> Experiment.of(small(), "group", "x", "0", "y"),
                "unknown value \"x\"; known: 0, 1, 2, 3 (column \"group\")");
        refused(() -> experiment().withMethod(IntervalMethod.SCORE).run(),
                "method score does not serve a difference of means; "
                + "allowed: auto, student, welch, normal, bootstrap-normal, basic, percentile, expanded, bca, "
                + "studentized, abc, saddlepoint");
    }
}
