package io.twinsim.report;

import io.twinsim.SharedData;
import io.twinsim.column.CategoryColumn;
import io.twinsim.column.IntegerColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.inference.Experiment;
import io.twinsim.inference.ExperimentResult;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import io.twinsim.scenario.Comparison;
import io.twinsim.scenario.ComparisonResult;
import io.twinsim.sim.Simulation;
import io.twinsim.sim.SimulationResult;
import io.twinsim.timeline.Timeline;
import io.twinsim.timeline.TimelineResult;
import io.twinsim.worlds.Worlds;
import java.nio.file.Path;

/** Results to report on, of every kind. */
final class ReportSamples {

    static final String HOSTILE = "<script>alert(\"x\" & 'y')</script>";

    private ReportSamples() {
    }

    private static Population twins(long n) {
        return Worlds.hcp().generate(n, 42);
    }

    static SimulationResult email() {
        return Simulation.of(twins(3_000), Worlds.hcp().intervention("email_campaign").with("duration_weeks", 12))
                .where("decile <= 7").withPlan(900, 900).run();
    }

    /** Some twins are out of reach. */
    static SimulationResult peers() {
        return Simulation.of(twins(2_000), Worlds.hcp().intervention("peer_influence_activation")).run();
    }

    static SimulationResult harmful() {
        TwinModel hcp = Worlds.hcp();
        return Simulation.of(twins(2_000), hcp.parseIntervention("x: {base: \"-0.3\"}", "x.yaml")).run();
    }

    /** Too few twins. */
    static SimulationResult failed() {
        return Simulation.of(twins(50), Worlds.hcp().intervention("email_campaign")).run();
    }

    /** A world whose labels, names and formulas would break a careless page. */
    static SimulationResult hostile() {
        TwinModel model = TwinModel.parse("""
                model: shop
                version: "1 <b>"
                label: "Shop <i> & sons"
                outcome: {name: buys, type: binary, rate: "0.2"}
                subgroups: [kind]
                variables:
                  kind: "~ categorical('%s': 0.5, 'a]]>b': 0.5)"
                interventions:
                  offer:
                    label: "<img src=x onerror=alert(1)>"
                    coefficients: {lift: {value: 0.1, sd: 0.02}}
                    base: "$$lift"
                    modifiers: {kind: "if(kind == 'a]]>b', 1.2, 0.8)"}
                """.formatted(HOSTILE.replace("'", "''").replace("\"", "\\\"")), "shop.yaml");
        return Simulation.of(model.generate(600, 7), model.intervention("offer")).run();
    }

    /** Arms, covariate and groups by arithmetic: the treated are better by about 0.4, in group b more. */
    static Experiment experiment(String treated, String group) {
        int n = 600;
        String[] arm = new String[n];
        String[] groups = new String[n];
        double[] before = new double[n];
        double[] outcome = new double[n];
        for (int i = 0; i < n; i++) {
            boolean t = i % 2 == 0;
            arm[i] = t ? treated : "usual care";
            groups[i] = i % 3 == 0 ? "a" : i % 3 == 1 ? "b" : group;
            before[i] = (i * 37 % 101) / 25.0;
            outcome[i] = 0.5 * before[i] + (i * 53 % 97) / 40.0 + (t ? 0.3 + (i % 3 == 1 ? 0.4 : 0) : 0);
        }
        Population data = Population.builder().column("arm", CategoryColumn.of(arm))
                .column("group", CategoryColumn.of(groups)).column("before", RealColumn.of(before))
                .column("score", RealColumn.of(outcome)).build();
        return Experiment.of(data, "arm", treated, "usual care", "score").withSeed(1).withReplicates(199)
                .withSubgroups("group").withCovariates("before");
    }

    static ExperimentResult trial() {
        return experiment("new care", "c").run();
    }

    /** Three quarters are treated, though the design says half. */
    static ExperimentResult mismatch() {
        int n = 400;
        String[] arm = new String[n];
        int[] outcome = new int[n];
        for (int i = 0; i < n; i++) {
            arm[i] = i % 4 == 0 ? "old" : "new";
            outcome[i] = i % 5 == 0 ? 1 : 0;
        }
        return Experiment.of(Population.builder().column("arm", CategoryColumn.of(arm))
                .column("visit", IntegerColumn.of(outcome)).build(), "arm", "new", "old", "visit").run();
    }

    /** The real one, if it is here. */
    static ExperimentResult hillstrom() {
        if (!SharedData.has("data/hillstrom.csv")) {
            return trial();
        }
        Path file = SharedData.require("data/hillstrom.csv");
        return Experiment.of(Population.read(file), "segment", "Mens E-Mail", "No E-Mail", "visit")
                .withCovariates("recency", "history", "channel").withSubgroups("zip_code", "recency:4").run();
    }

    static ComparisonResult comparison() {
        TwinModel hcp = Worlds.hcp();
        return Comparison.of(twins(2_000), hcp.intervention("email_campaign"),
                hcp.intervention("call_frequency_increase"), hcp.intervention("peer_influence_activation")).run();
    }

    /** Too few twins. */
    static ComparisonResult failedComparison() {
        TwinModel hcp = Worlds.hcp();
        return Comparison.of(twins(50), hcp.intervention("email_campaign"),
                hcp.intervention("call_frequency_increase")).run();
    }

    static TimelineResult skincare() {
        return Timeline.of(Worlds.named("skincare").generate(400, 42)).over("60 days").with("add_retinoid")
                .withReplicates(199).run();
    }

    /** Nobody is treated. */
    static TimelineResult alone() {
        return Timeline.of(Worlds.named("skincare").generate(200, 42)).over("30 days").withReplicates(199).run();
    }
}
