package io.twinsim.echo;

import io.twinsim.cache.CacheSettings;
import io.twinsim.cache.ResultCache;
import io.twinsim.cache.TimelineCache;
import io.twinsim.column.CategoryColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.inference.Bootstrap;
import io.twinsim.inference.EffectEstimator;
import io.twinsim.inference.EffectSize;
import io.twinsim.inference.Experiment;
import io.twinsim.inference.ExperimentResult;
import io.twinsim.inference.IntervalMethod;
import io.twinsim.inference.IntervalOptions;
import io.twinsim.inference.JointCells;
import io.twinsim.inference.MeanEstimate;
import io.twinsim.inference.PowerAnalysis;
import io.twinsim.inference.Resampling;
import io.twinsim.inference.ShardedBootstrap;
import io.twinsim.inference.Statistic;
import io.twinsim.inference.SubgroupClassifier;
import io.twinsim.inference.SubgroupKeys;
import io.twinsim.inference.Summary;
import io.twinsim.inference.TidyRow;
import io.twinsim.model.GenerateOptions;
import io.twinsim.model.Intervention;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import io.twinsim.report.Report;
import io.twinsim.scenario.Comparison;
import io.twinsim.sim.Cancellation;
import io.twinsim.sim.JointSimulation;
import io.twinsim.sim.ProgressRelay;
import io.twinsim.sim.RunDescription;
import io.twinsim.sim.ShardPlan;
import io.twinsim.sim.Simulation;
import io.twinsim.worlds.Worlds;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Simulations, experiments, statistics and the cache. */
final class StudyEchoes {

    private StudyEchoes() {
    }

    /** Units of a randomised experiment, their names as long as those of a survey. */
    static Population experiment() {
        int n = 400;
        return Population.builder()
                .column("arm", CategoryColumn.of(IntStream.range(0, n)
                        .mapToObj(i -> i % 2 == 0 ? "without" : "with " + CoreEchoes.LONG).toArray(String[]::new)))
                .column("age", RealColumn.of(IntStream.range(0, n).mapToDouble(i -> 20 + i * 7 % 61).toArray()))
                .column(CoreEchoes.LONG, CategoryColumn.of(IntStream.range(0, n)
                        .mapToObj(i -> i % 3 == 0 ? "a\nb" : CoreEchoes.LONG + i % 5).toArray(String[]::new)))
                .column("bought", RealColumn.of(IntStream.range(0, n)
                        .mapToDouble(i -> (i * 13 % 37 < 9 + i % 2 * 4 ? 1 : 0)).toArray()))
                .build();
    }

    static List<Object> simulations() {
        TwinModel hcp = Worlds.hcp();
        Population twins = hcp.generate(3_000, 42);
        Intervention email = hcp.intervention("email_campaign");
        Simulation simulation = Simulation.of(twins, email).withPlan(1_234, 2_345).withSubgroups("region", "decile");
        Simulation stream = Simulation.stream(hcp, 40_000, 42, email).where("decile <= 3");
        ShardPlan plan = ShardPlan.of(stream, 2);
        TwinModel names = CoreEchoes.longNames();
        Cancellation cancelled = new Cancellation();
        cancelled.cancel();
        Simulation pairs = Simulation.of(hcp.generate(2_000, 42, GenerateOptions.of().withAntithetic()), email);
        SubgroupClassifier groups = SubgroupClassifier.of(twins, "baseline_propensity:4");
        return List.of(simulation, simulation.explain(17), stream, plan, plan.runShard(1), cancelled,
                pairs, Simulation.of(twins, email).withCancellation(cancelled),
                Simulation.of(twins, email).withMethod(IntervalMethod.BCA),
                Simulation.of(names.generate(2_000, 1), names.intervention(CoreEchoes.LONG))
                        .withSubgroups(CoreEchoes.LONG + "_2"),
                Simulation.of(twins.where("decile > 100"), email),
                SubgroupKeys.of(twins, "region*decile"), groups,
                groups.session(twins::storage), new JointCells(List.of(groups), d -> 1, twins::storage),
                new ProgressRelay(null), RunDescription.of(simulation.run()), pairs.run().pairs(),
                Comparison.of(twins, email, hcp.intervention("sample_distribution")).withSubgroups("region"),
                JointSimulation.of(List.of(simulation, simulation.withoutNoise())), Report.of(simulation.run()));
    }

    static List<Object> experiments() {
        Experiment experiment = Experiment.of(experiment(), "arm", "with " + CoreEchoes.LONG, "without", "bought")
                .withSubgroups(CoreEchoes.LONG, "age:4").withMinGroup(10);
        ExperimentResult observed = experiment.withCovariates("age").observational().run();
        return List.of(experiment, experiment.withMethod(IntervalMethod.BCA).withReplicates(199),
                experiment.withCovariates("age").run(), observed, observed.adjustment(),
                experiment.withCovariates("age").withEstimator(EffectEstimator.CUPED).run().adjustment().estimators(),
                PowerAnalysis.means(0.1, 1), PowerAnalysis.proportions(0.2, 0.25),
                PowerAnalysis.means(0, 1).equivalence(1 / 3.0));
    }

    static List<Object> statistics() {
        double[] u = {138, 93, 61, 179, 48, 37, 29, 23, 30, 2};
        double[] x = {143, 104, 69, 260, 75, 63, 50, 48, 111, 50};
        IntervalOptions options = IntervalOptions.of().withReplicates(199);
        return List.of(options, Bootstrap.of(Statistic.ratio(x, u)).withOptions(options), Statistic.median(x),
                Statistic.spearman(x, u), Statistic.mean(1e15, 3e15), Summary.of(x),
                TidyRow.of(CoreEchoes.LONG, "ate", 1 / 3.0).withStandardError(0.1), EffectSize.cohenD(x, u),
                Statistic.ofMeans(CoreEchoes.LONG, means -> means[0], x),
                Resampling.poisson().within(new int[] {0, 0, 1, 1}), ShardedBootstrap.of(0, "mean", options, x),
                MeanEstimate.of(x, "mean", options.withMethod(IntervalMethod.BCA)));
    }

    static List<Object> caches() {
        ResultCache cache = ResultCache.of(CacheSettings.of().withTimeToLive(Duration.ofDays(400)));
        cache.run(Simulation.of(Worlds.hcp().generate(200, 1), Worlds.hcp().intervention("email_campaign")));
        return List.of(cache, TimelineCache.of(), CacheSettings.off(),
                CacheSettings.of().withMaxResults(Long.MAX_VALUE).withMaxBytes(Long.MAX_VALUE));
    }
}
