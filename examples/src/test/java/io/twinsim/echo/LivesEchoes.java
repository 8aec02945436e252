package io.twinsim.echo;

import io.twinsim.column.CategoryColumn;
import io.twinsim.column.ColumnType;
import io.twinsim.column.RealColumn;
import io.twinsim.fidelity.Actual;
import io.twinsim.fidelity.FidelityStore;
import io.twinsim.fidelity.FidelityTracker;
import io.twinsim.fidelity.FileStore;
import io.twinsim.fidelity.Prediction;
import io.twinsim.fidelity.Retrained;
import io.twinsim.fidelity.RetrainingPolicy;
import io.twinsim.learn.EffectFit;
import io.twinsim.learn.GradientBoosting;
import io.twinsim.learn.Learner;
import io.twinsim.learn.Logistic;
import io.twinsim.learn.MarginalFit;
import io.twinsim.learn.MaximumLikelihood;
import io.twinsim.learn.OutcomeFit;
import io.twinsim.learn.RandomForest;
import io.twinsim.learn.Ridge;
import io.twinsim.learn.WorldFit;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import io.twinsim.random.Family;
import io.twinsim.sim.Simulation;
import io.twinsim.timeline.EventCursor;
import io.twinsim.timeline.EventQuery;
import io.twinsim.timeline.NOfOneTrial;
import io.twinsim.timeline.Observation;
import io.twinsim.timeline.SeriesPatterns;
import io.twinsim.timeline.StepForecast;
import io.twinsim.timeline.Timeline;
import io.twinsim.timeline.TimelineResult;
import io.twinsim.timeline.TwinEnvironment;
import io.twinsim.worlds.ActivityBuckets;
import io.twinsim.worlds.ConversationMetrics;
import io.twinsim.worlds.ConversationQuery;
import io.twinsim.worlds.LineKpis;
import io.twinsim.worlds.RemainingLife;
import io.twinsim.worlds.SessionCursor;
import io.twinsim.worlds.Transcript;
import io.twinsim.worlds.TreatmentRanking;
import io.twinsim.worlds.TreatmentResponse;
import io.twinsim.worlds.Worlds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Lives over time, learned worlds and effects, and what became of predictions. */
final class LivesEchoes {

    private LivesEchoes() {
    }

    static List<Object> timelines() {
        Timeline season = Timeline.of(Worlds.skincare().generate(200, 42)).over("30 days").with("add_retinoid")
                .withSnapshots("10 days", "30 days");
        TimelineResult change = season.run();
        NOfOneTrial trial = NOfOneTrial.randomised(6, 7);
        double[] outcome = IntStream.range(0, trial.steps()).mapToDouble(t -> t % 11 + (t / 7 % 2) * 2).toArray();
        SeriesPatterns series = SeriesPatterns.of(IntStream.range(0, 200)
                .mapToDouble(t -> t % 7 + (t > 120 ? 4 : 0) + t * t % 13 / 5.0).toArray());
        return List.of(season, change, change.effect("skin_score"), change.effect("skin_score").last(),
                change.effect("skin_score").overTime(), change.summary("skin_score"), season.replay(17),
                change.compare("30 days", "10 days", "treated"), season.events(EventQuery.of().limit(3)),
                EventQuery.of("irritated"), StepForecast.of(season, 17).withReplicates(50),
                StepForecast.of(season, 17).withReplicates(50).at("skin_score", "10 days"), trial,
                trial.analyse(outcome), trial.schedule(1), series, series.trend(), series.levelChange(),
                series.correlation(series, 3), series.episodesAbove(5, 2, 1), 
                new EventCursor(3, 17, "irritated", "control"), NOfOneTrial.beforeAfter(10, 10));
    }

    static List<Object> worlds() {
        TwinModel factory = Worlds.factory();
        Timeline line = Timeline.of(factory.generate(20, 42)).over("2 h");
        Timeline minds = Timeline.of(Worlds.psychiatry().generate(60, 42)).over("28 days")
                .withArm("ssri", Worlds.psychiatry().intervention("ssri"));
        TwinEnvironment environment = TwinEnvironment.of(factory.generate(5, 42)).over("1 h");
        Observation first = environment.reset(1);
        List<Object> roots = new ArrayList<>(List.of(LineKpis.of(line.state("2 h"), 3),
                RemainingLife.of(line, "20 h", "assembly", 0.9), minds, TreatmentResponse.of(minds, "ssri"),
                environment, first, environment.step(Map.of())));
        environment.actions().forEach(roots::add);
        roots.add(environment.rollout(seen -> Map.of(), 3));
        roots.add(TreatmentRanking.of(minds.run(), minds.run().names().get(0), "28 days"));
        Transcript talk = Transcript.of("visit-1",
                Transcript.Message.user("How much is " + CoreEchoes.LONG + "?", 10.5),
                Transcript.Message.assistant("It is\nfree.", 10.6));
        ConversationMetrics metrics = ConversationMetrics.of(List.of(talk,
                Transcript.of("visit-2", Transcript.Message.user("hello", 11))));
        roots.addAll(metrics.activity().by(ActivityBuckets.Granularity.DAY));
        roots.addAll(List.of(talk, new SessionCursor(12_345, "visit-1"), metrics, ConversationQuery.of(),
                ConversationMetrics.of(ConversationQuery.of())));
        return roots;
    }

    /** Units with a binary outcome, a treatment and numbers of several kinds. */
    private static Population units() {
        int n = 1_200;
        double[] x = IntStream.range(0, n).mapToDouble(i -> i * 7919 % 1009 / 100.0).toArray();
        return Population.builder().column("x", RealColumn.of(x))
                .column("z", RealColumn.of(IntStream.range(0, n).mapToDouble(i -> i * 104_729 % 997 / 50.0).toArray()))
                .column("arm", CategoryColumn.of(IntStream.range(0, n)
                        .mapToObj(i -> i * 31 % 17 % 2 == 0 ? "mail" : "none")
                        .toArray(String[]::new)))
                .column("y", RealColumn.of(IntStream.range(0, n)
                        .mapToDouble(i -> i * 613 % 101 / 101.0 < 0.2 + x[i] / 20 ? 1 : 0).toArray()))
                .build();
    }

    private static Object outcome(Population data, Learner learner) {
        return OutcomeFit.of(data, "y").without("arm").withLearners(learner).run().model();
    }

    static List<Object> learning() {
        Population data = units();
        EffectFit effects = EffectFit.of(data, "arm", "mail", "none", "y").withRefits(2);
        return List.of(WorldFit.of(data, CoreEchoes.LONG).withOutcome("y").without("arm")
                        .withLearners(Logistic.of(1), GradientBoosting.of()),
                effects, effects.run().chosen().intervention("mail"),
                OutcomeFit.of(data, "y").without("arm"), outcome(data, GradientBoosting.of()),
                outcome(data, Logistic.of(0.1)),
                Ridge.of(1 / 3.0), RandomForest.of(), Ridge.path(),
                MaximumLikelihood.fit(Family.GAMMA, 1, 2, 3.5, 7, 1.5), MaximumLikelihood.compete(1, 2, 3.5, 7, 1.5),
                MarginalFit.of(CoreEchoes.LONG, ColumnType.REAL, data.doubles("x")));
    }

    static List<Object> fidelity(Path folder) throws IOException {
        InstantSource clock = () -> Instant.parse("2026-03-01T12:00:00Z");
        FidelityStore store = FidelityStore.inMemory();
        RetrainingPolicy policy = RetrainingPolicy.of().withMinValidations(3);
        FidelityTracker tracker = FidelityTracker.of(store, clock, policy, Runnable::run,
                job -> new Retrained("b".repeat(64), 0.9));
        for (int i = 0; i < 30; i++) {
            Prediction said = tracker.record(Prediction.of("prediction-" + i, "a".repeat(64), CoreEchoes.LONG,
                    0.05, 0.001, 0.002, 0.95, clock.instant()));
            tracker.validate(said.id(), Actual.of(0.09 + i * 0.01, 0.002).withExperiment("spring-" + i));
        }
        Path torn = folder.resolve("torn.jsonl");
        try (FileStore first = FileStore.open(torn)) {
            FidelityTracker.of(first, clock).record(Prediction.of("p", "a".repeat(64), "x", 0.05, 0.001, 0.002, 0.95,
                    clock.instant()));
            Files.writeString(torn, "{\"half", StandardOpenOption.APPEND);
        }
        FileStore file = FileStore.open(folder.resolve("fidelity.jsonl"));
        FidelityTracker kept = FidelityTracker.of(file, clock);
        kept.record(Simulation.of(Worlds.hcp().generate(500, 42), Worlds.hcp().intervention("email_campaign")).run());
        String model = "a".repeat(64);
        List<Object> roots = new ArrayList<>(List.of(tracker.decide(model)));
        roots.addAll(store.events());
        roots.addAll(List.of(policy, new Retrained(model, 0.9), FileStore.open(torn)));
        roots.addAll(List.of(tracker, tracker.report(model), tracker.jobs(), file, kept,
                file.events(0), tracker.compare(model, model)));
        return roots;
    }
}
