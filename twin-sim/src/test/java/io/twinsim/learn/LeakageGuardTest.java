package io.twinsim.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.twinsim.InputException;
import io.twinsim.SharedData;
import io.twinsim.column.Column;
import io.twinsim.column.RealColumn;
import io.twinsim.internal.math.Elementary;
import io.twinsim.model.Population;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Plants each leak and sees it refused. */
class LeakageGuardTest {

    private static final Population DATA = OutcomeData.experiment();
    private static final int N = (int) DATA.size();

    private static OutcomeFit spend(Population data) {
        return OutcomeFit.of(data, "spend").withLearners(Ridge.of(0.01));
    }

    private static void refused(OutcomeFit fit, String message) {
        assertThatThrownBy(fit::run).isInstanceOf(InputException.class).hasMessage(message);
    }

    @Test
    void features_target_isRefused() {
        refused(spend(DATA).withFeatures("age", "spend"), "feature \"spend\" must not be the target; leave it out");
    }

    private static Column changed(String name, DoubleUnaryOperator change) {
        double[] values = DATA.doubles(name);
        return OutcomeData.reals(N, i -> change.applyAsDouble(values[i]));
    }

    @Test
    void features_targetInDisguise_isRefusedWithWhatItIs() {
        record Disguise(String kind, Column column) {
        }
        List<Disguise> disguises = List.of(
                new Disguise("a copy", changed("spend", v -> v)),
                new Disguise("a linear recoding", changed("spend", v -> 32 - 1.8 * v)),
                new Disguise("a recoding in its order", changed("spend", v -> Elementary.log(1 + v))),
                new Disguise("a recoding in its order", changed("spend", v -> -v * v * v)));
        for (Disguise disguise : disguises) {
            refused(spend(OutcomeData.with(DATA, "leak", disguise.column)), "feature \"leak\" must not tell the target "
                    + "\"spend\" itself, got " + disguise.kind + " of it; leave it out: .without(\"leak\")");
        }
        double[] bought = DATA.doubles("bought");
        Population answered = OutcomeData.with(DATA, "answer",
                OutcomeData.labels(N, i -> bought[i] > 0 ? "yes" : "no"));
        refused(OutcomeFit.of(answered, "bought"),
                "feature \"answer\" must not tell the target \"bought\" itself, got a one-to-one recoding "
                + "of it; leave it out: .without(\"answer\")");
        Population visits = OutcomeData.with(OutcomeData.with(DATA, "visits", OutcomeData.integers(N, i -> i % 7)),
                "code", OutcomeData.integers(N, i -> 3 * i % 7));
        refused(OutcomeFit.of(visits, "visits"), "feature \"code\" must not tell the target \"visits\" itself, got a "
                + "one-to-one recoding of it; leave it out: .without(\"code\")");
    }

    @Test
    void features_gapsInACopy_doNotHideIt() {
        double[] values = DATA.doubles("spend");
        boolean[] missing = new boolean[N];
        for (int i = 0; i < N; i++) {
            missing[i] = i % 3 == 0;
        }

        refused(OutcomeFit.of(OutcomeData.with(DATA, "leak", RealColumn.of(values, missing)), "spend"),
                "feature \"leak\" must not tell the target \"spend\" itself, got a copy of it; leave it out: "
                        + ".without(\"leak\")");
    }

    @Test
    void features_distinctNumbersOrFewRows_areNoRecoding() {
        Population data = Population.builder()
                .column("y", OutcomeData.reals(200, i -> OutcomeData.uniform("y", i)))
                .column("x", OutcomeData.reals(200, i -> OutcomeData.uniform("x", i)))
                .build();

        assertThat(OutcomeFit.of(data, "y").withLearners(Ridge.of(0.01)).run().features()).containsExactly("x");
        Column few = data.head(19).column("x");
        assertThat(OutcomeFit.of(Population.builder().column("x", few).column("y", few).build(), "y").run().notes())
                .hasSize(1);
    }

    @Test
    void features_almostTheTarget_isNoted() {
        double[] spend = DATA.doubles("spend");
        Population data = OutcomeData.with(DATA, "invoice",
                OutcomeData.reals(N, i -> spend[i] + 0.01 * OutcomeData.uniform("invoice", i)));

        LearnedOutcome outcome = spend(data).run();

        assertThat(outcome.notes()).singleElement().asString()
                .startsWith("feature \"invoice\" alone orders the rows almost as \"spend\" does (0.99999")
                .endsWith("): make sure that it is known before");
    }

    /** A copy with slips, labels that each stand for one outcome, and a value that only buyers have. */
    @Test
    void features_tellTheTarget_areNoted() {
        double[] spend = DATA.doubles("spend");
        double[] bought = DATA.doubles("bought");
        boolean[] missing = new boolean[N];
        double[] items = new double[N];
        for (int i = 0; i < N; i++) {
            missing[i] = bought[i] == 0;
            items[i] = missing[i] ? 0 : OutcomeData.uniform("basket", i);
        }
        Population slips = OutcomeData.with(DATA, "copy", OutcomeData.reals(N, i -> i % 200 == 7 ? 0 : spend[i]));
        Population status = OutcomeData.with(DATA, "status",
                OutcomeData.labels(N, i -> bought[i] == 1 ? "sold" + i % 3 : "open" + i % 2));
        Population basket = OutcomeData.with(DATA, "basket", RealColumn.of(items, missing));

        assertThat(notes(slips, "spend")).anyMatch(note -> note.startsWith("feature \"copy\" alone orders the rows"));
        assertThat(notes(status, "bought")).contains("feature \"status\" alone tells almost all of \"bought\" (1): "
                + "make sure that it is known before");
        assertThat(notes(basket, "bought")).contains("feature \"basket\" alone tells almost all of \"bought\" (1): "
                + "make sure that it is known before");
        assertThat(notes(DATA, "bought")).isEmpty();
    }

    private static List<String> notes(Population data, String target) {
        List<String> notes = new ArrayList<>();
        LeakageGuard.of(data, target).features(null, List.of("arm", "spend", "bought").stream()
                .filter(name -> !name.equals(target)).toList(), notes);
        return notes;
    }

    @Test
    void features_treatment_isRefusedAndSoIsARecodingOfIt() {
        OutcomeFit fit = OutcomeFit.of(DATA, "bought").withTreatment("arm");
        refused(fit.withFeatures("age", "arm"), "feature \"arm\" must not be the treatment, which is not known of a "
                + "new unit; leave it out");
        Population coded = OutcomeData.with(DATA, "group",
                OutcomeData.integers(N, i -> OutcomeData.arm(i).equals("mail") ? 7 : 3));
        refused(OutcomeFit.of(coded, "bought").withTreatment("arm").without("clicks"),
                "feature \"group\" must not tell the treatment \"arm\" itself, got a one-to-one recoding of it; leave "
                        + "it out: .without(\"group\")");
    }

    @Test
    void features_declaredPostTreatment_isRefusedAndLeftOutByDefault() {
        OutcomeFit fit = OutcomeFit.of(DATA, "bought").withTreatment("arm").withPostTreatment("clicks", "spend")
                .withLearners(Logistic.of(0.01));

        refused(fit.withFeatures("age", "clicks"), "feature \"clicks\" must not be measured after the treatment, as it "
                + "is declared to be; leave it out");
        assertThat(fit.run().features()).containsExactly("age", "region");
    }

    @Test
    void features_armsThatDiffer_areRefusedWithTheWayOut() {
        OutcomeFit fit = OutcomeFit.of(DATA, "bought").withTreatment("arm").without("spend")
                .withLearners(Logistic.of(0.01));

        refused(fit, "feature \"clicks\" must not be measured after the treatment, got arms of \"arm\" that differ in "
                + "it beyond chance (p = 3.1e-41, likelihood-ratio test over 4 values); leave it out: "
                + ".without(\"clicks\"), or if it was measured before and units were not assigned at random, declare it: "
                + ".withPreTreatment(\"clicks\")");
        assertThat(fit.without("clicks").run().features()).containsExactly("age", "region");
        assertThat(fit.withPreTreatment("clicks").run().features()).containsExactly("age", "region", "clicks");
    }

    /** scipy 1.10.1: twice the p-value of {@code kruskal}, and of {@code chi2_contingency(correction=False,
     * lambda_="log-likelihood")}. */
    @Test
    void arms_threeArms_giveThePValuesOfScipy() {
        int n = 300;
        Population data = Population.builder().column("arm", OutcomeData.integers(n, i -> i % 3))
                .column("shifted", OutcomeData.integers(n, i -> i * 37 % 101 + 10 * (i % 3)))
                .column("value", OutcomeData.labels(n, i -> "v" + i / 3 % (i % 3 == 0 ? 4 : 3))).build();

        LeakageArms.Difference value = new LeakageArms(data, "arm").difference("value");

        assertThat(2 * new LeakageArms(data, "arm").kruskalWallis(data.doubles("shifted")))
                .isCloseTo(7.943031297342553e-05, withinPercentage(1e-8));
        assertThat(value.p()).isCloseTo(1.0625821077321234e-10, withinPercentage(1e-8));
        assertThat(value.test()).isEqualTo("likelihood-ratio test over 4 values");
    }

    /** A spread that differs and a share of missing values that differs show as well, in both arms of equal mean. */
    @Test
    void features_armsThatDifferInSpreadOrGaps_areRefused() {
        boolean[] missing = new boolean[N];
        for (int i = 0; i < N; i++) {
            missing[i] = OutcomeData.arm(i).equals("mail") && i % 3 == 0;
        }
        double[] noise = new double[N];
        for (int i = 0; i < N; i++) {
            noise[i] = OutcomeData.uniform("noise", i) - 0.5;
        }
        Column spread = OutcomeData.reals(N, i -> noise[i] * (OutcomeData.arm(i).equals("mail") ? 5 : 1));
        int checked = 0;
        for (Column column : List.of(spread, RealColumn.of(noise, missing))) {
            OutcomeFit fit = OutcomeFit.of(OutcomeData.with(DATA, "late", column), "bought").withTreatment("arm")
                    .without("clicks", "spend");
            assertThatThrownBy(fit::run).hasMessageStartingWith(
                    "feature \"late\" must not be measured after the treatment, got arms of \"arm\" that differ in it");
            checked++;
        }
        assertThat(checked).isEqualTo(2);
    }

    /**
     * 1,000 columns that have nothing to do with the arms, of five kinds: the share of p-values under 0.01 is at most
     * 0.01 if the tests keep their level (twice the smaller of two p-values is conservative); 32 or more of 1,000
     * has a probability under 1e-7.
     */
    @Test
    void arms_columnsWithoutDifference_areRarelySuspected() {
        LeakageArms arms = new LeakageArms(DATA, "arm");
        int suspected = 0;
        double least = 1;
        for (int k = 0; k < 200; k++) {
            String name = "null" + k;
            List<Column> columns = List.of(OutcomeData.reals(N, i -> OutcomeData.uniform(name, i)),
                    OutcomeData.integers(N, i -> OutcomeData.uniform(name, i) < 0.05 ? 1 : 0),
                    OutcomeData.integers(N, i -> (int) (1 / OutcomeData.uniform(name, i))),
                    OutcomeData.labels(N, i -> "l" + (int) (40 * OutcomeData.uniform(name, i))),
                    OutcomeData.labels(N, i -> "l" + (int) (3 * OutcomeData.uniform(name, i))));
            for (Column column : columns) {
                Population data = OutcomeData.with(DATA.select("arm"), "x", column);
                double p = new LeakageArms(data, "arm").difference("x").p();
                suspected += p < 0.01 ? 1 : 0;
                least = Math.min(least, p);
            }
        }
        assertThat(arms.difference("age").p()).isGreaterThan(1e-6);
        assertThat(suspected).isLessThan(32);
        assertThat(least).isGreaterThan(LeakageArms.BEYOND_CHANCE);
    }

    @Test
    void features_identifiers_areRefusedWithTheWayOut() {
        Population codes = OutcomeData.with(DATA, "customer", OutcomeData.labels(N, i -> "c" + i));
        Population numbers = OutcomeData.with(DATA, "row", OutcomeData.integers(N, i -> 1000 + (i * 7) % N));

        refused(spend(codes), "feature \"customer\" must not identify rows, got 400 labels that stand in one row only "
                + "in 400 rows; leave it out: .without(\"customer\"), or name it as the id: .withId(\"customer\")");
        refused(spend(numbers), "feature \"row\" must not identify rows, got 400 running numbers in 400 rows; leave it "
                + "out: .without(\"row\"), or name it as the id: .withId(\"row\")");
        assertThat(spend(codes).withId("customer").run().features()).doesNotContain("customer");
    }

    @Test
    void features_badNames_areRefused() {
        refused(spend(DATA).withFeatures("agee"), "unknown column \"agee\"; did you mean \"age\"? known: age, region, "
                + "arm, clicks, bought, spend");
        refused(spend(DATA).without("regio"), "unknown column \"regio\"; did you mean \"region\"? known: age, region, "
                + "arm, clicks, bought, spend");
        refused(spend(DATA).withTreatment("spend"), "treatment must not be the target, got \"spend\" for both");
        refused(spend(DATA).withPostTreatment("age").withPreTreatment("age"),
                "column \"age\" must be measured before or after the treatment, got both");
        refused(spend(DATA).without("age", "region", "arm", "clicks", "bought"),
                "features must hold at least one column, got none; columns: age, region, arm, clicks, bought, spend");
        refused(spend(DATA).withId("region").withFeatures("region"),
                "feature \"region\" must not be the id; leave it out");
        refused(spend(DATA).withFoldColumn("region").withFeatures("region"),
                "feature \"region\" must not be the fold column; leave it out");
        refused(spend(DATA).withFoldColumn("region").withTime("age"),
                "folds must come from a time column or from a fold column, got both: \"age\" and \"region\"");
    }

    /** Hillstrom's e-mails: conversion and spend come after them, the others before. */
    @Test
    void features_emailExperiment_partsBeforeFromAfter() {
        Population data = Population.read(SharedData.require("data/hillstrom.csv"));
        List<String> refused = new ArrayList<>();
        for (String feature : List.of("recency", "history_segment", "history", "mens", "womens", "zip_code", "newbie",
                "channel", "conversion", "spend")) {
            LeakageGuard guard = new LeakageGuard(data, "visit", "segment", List.of(), List.of(), List.of(), true);
            try {
                guard.features(List.of(feature), List.of(), new ArrayList<>());
            } catch (InputException e) {
                refused.add(feature);
                assertThat(e).hasMessageStartingWith("feature \"" + feature + "\" must not be measured after the "
                        + "treatment, got arms of \"segment\" that differ in it beyond chance (p = ");
            }
        }
        assertThat(refused).containsExactly("conversion", "spend");
    }
}
