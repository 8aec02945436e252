package io.twinsim.worlds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.model.Intervention;
import io.twinsim.model.Population;
import io.twinsim.model.Provenance;
import io.twinsim.model.TimelineNode;
import io.twinsim.model.TimelineSpec;
import io.twinsim.model.TwinModel;
import io.twinsim.timeline.EffectPoint;
import io.twinsim.timeline.StepCollector;
import io.twinsim.timeline.StepView;
import io.twinsim.timeline.Timeline;
import io.twinsim.timeline.TimelineResult;
import io.twinsim.worlds.ActivityBuckets.Bucket;
import io.twinsim.worlds.ActivityBuckets.Granularity;
import io.twinsim.worlds.SessionMetrics.Sentiment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ConversationWorldTest {

    private static final TwinModel WORLD = Worlds.conversation();
    private static final Population VISITORS = WORLD.generate(1_000, 42);
    private static final Population FEW = WORLD.generate(300, 7);
    private static final double[] HOURS = {0.06, 0.04, 0.03, 0.03, 0.04, 0.08, 0.18, 0.4, 0.65, 0.9, 1, 0.93, 0.8, 0.85,
        0.92, 0.9, 0.85, 0.75, 0.7, 0.75, 0.8, 0.6, 0.35, 0.15};
    private static final double[] WEEKDAYS = {1, 0.9, 0.88, 0.85, 0.8, 0.45, 0.4};

    /** How often events happened, by hour of the week. */
    private record Happened(List<String> events) implements StepCollector<long[][]> {
        @Override
        public long[][] create() {
            return new long[events.size()][168];
        }

        @Override
        public void accept(long[][] into, StepView view) {
            double[] clock = view.values(view.column("clock"));
            for (int e = 0; e < into.length; e++) {
                double[] event = view.values(view.column(events.get(e)));
                for (int i = view.from(); i < view.to(); i++) {
                    into[e][(int) clock[i] % 168] += event[i] != 0 ? 1 : 0;
                }
            }
        }

        @Override
        public long[][] merge(long[][] left, long[][] right) {
            for (int e = 0; e < left.length; e++) {
                for (int hour = 0; hour < left[e].length; hour++) {
                    left[e][hour] += right[e][hour];
                }
            }
            return left;
        }
    }

    /** What several tests look at, run once. */
    private static final class Shared {
        static final long[][] EVENTS = Timeline.of(VISITORS)
                .collect("control", new Happened(List.of("arrival", "failure", "turn")));
        static final ConversationMetrics METRICS = metrics(Timeline.of(VISITORS), "control", ConversationQuery.of());
        static final TimelineResult ARMS = Timeline.of(VISITORS)
                .withArm("fast", WORLD.intervention("faster_replies"))
                .withArm("sure", WORLD.intervention("fewer_errors"))
                .withArm("asking", WORLD.intervention("proactive_question").with("from_event", 0))
                .withArm("warm", WORLD.intervention("warm_persona"))
                .observing("turns", "sessions", "errors", "mood").withReplicates(199).run();
    }

    /** The same of the few visitors: every session, and the usual figures. */
    private static final class SharedFew {
        static final ConversationMetrics WHOLE = metrics(Timeline.of(FEW), "control",
                ConversationQuery.of().withLimit(100_000));
        static final ConversationMetrics METRICS = metrics(Timeline.of(FEW), "control", ConversationQuery.of());
    }

    private static ConversationMetrics metrics(Timeline timeline, String arm, ConversationQuery query) {
        return timeline.collect(arm, ConversationMetrics.collector(query, WORLD));
    }

    @Test
    void world_parsed_isAsDocumented() {
        assertThat(WORLD.names()).containsExactly("language", "interest", "word_length", "activity", "patience",
                "question_propensity", "prior_sentiment");
        assertThat(WORLD.interventionNames()).containsExactly("faster_replies", "fewer_errors", "warm_persona",
                "proactive_question");
        WORLD.interventionNames().forEach(name ->
                assertThat(WORLD.intervention(name).provenance()).isEqualTo(Provenance.ASSUMED));
        TimelineSpec timeline = WORLD.timeline().orElseThrow();
        assertThat(timeline.nodes()).filteredOn(node -> node.kind() == TimelineNode.Kind.EVENT)
                .extracting(TimelineNode::name).containsExactlyInAnyOrder("arrival", "failure", "turn", "leaving");
        assertThat(timeline.node("topic").labels())
                .containsExactlyInAnyOrder("orders", "delivery", "billing", "returns", "account")
                .allMatch(label -> label.length() >= 4);
        assertThat(timeline.observed())
                .containsExactly("turns", "sessions", "errors", "mood", "positive_words", "negative_words");
    }

    /**
     * Visits are Poisson with known means, so the chi-square of the hours (23 degrees of freedom) exceeds 70.5 and that
     * of the weekdays (6) exceeds 38.3 for one seed in a million each (scipy 1.17.1, chi2.isf(1e-6, df)). Visits
     * under way keep out less than one in a hundred others; that is allowed for.
     */
    @Test
    void arrivals_byHourAndWeekday_followTheFactors() {
        long[] arrivals = Shared.EVENTS[0];
        long total = 0;
        long[] byHour = new long[24];
        long[] byDay = new long[7];
        for (int hour = 0; hour < arrivals.length; hour++) {
            total += arrivals[hour];
            byHour[hour % 24] += arrivals[hour];
            byDay[hour / 24] += arrivals[hour];
        }
        double activity = 0;
        for (double visits : VISITORS.doubles("activity")) {
            activity += visits;
        }
        double month = 4 * 67.3728 + 12.76 * 1.9;
        double expected = activity * month / 67.3728;
        assertThat(total / expected).isBetween(1 - 5 / Math.sqrt(expected) - 0.01, 1 + 5 / Math.sqrt(expected));
        double[] days = WEEKDAYS.clone();
        for (int day = 0; day < 7; day++) {
            days[day] *= day < 2 ? 5 : 4;
        }
        assertThat(chiSquare(byHour, HOURS, total)).isLessThan(72);
        assertThat(chiSquare(byDay, days, total)).isLessThan(40);
    }

    private static double chiSquare(long[] counts, double[] weights, long total) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double chiSquare = 0;
        for (int i = 0; i < counts.length; i++) {
            double expected = total * weights[i] / sum;
            chiSquare += (counts[i] - expected) * (counts[i] - expected) / expected;
        }
        return chiSquare;
    }

    @Test
    void streamedFigures_agreeWithTheTotalsOfTheVisitors() {
        ConversationMetrics metrics = Shared.METRICS;
        GlobalMetrics global = metrics.global();
        long failures = sum(Shared.EVENTS[1]);
        long turns = sum(Shared.EVENTS[2]);
        assertThat(global.totalUserMessages()).isEqualTo(turns);
        assertThat(global.totalMessages()).isEqualTo(2 * turns);
        assertThat(metrics.service().invocations()).isEqualTo(turns + failures);
        assertThat(metrics.service().errors()).isEqualTo(failures);
        TimelineResult result = Shared.ARMS;
        assertThat(result.summary("turns").mean()[1000] * VISITORS.size()).isEqualTo(turns, within());
        assertThat(result.summary("sessions").mean()[1000] * VISITORS.size())
                .isEqualTo(global.totalSessions(), within());
        assertThat(result.summary("errors").mean()[1000] * VISITORS.size()).isEqualTo(failures, within());

        List<Bucket> days = metrics.activity().by(Granularity.DAY);
        assertThat(days).hasSize(30);
        assertThat(days.stream().mapToLong(Bucket::messages).sum()).isEqualTo(global.totalMessages());
        assertThat(days.stream().mapToLong(Bucket::sessions).sum()).isEqualTo(global.totalSessions());
        assertThat(metrics.activity().outside()).isZero();
        double[] rates = new double[7];
        days.forEach(day -> rates[day.from() / 24 % 7] += day.messages() / (day.from() % 168 < 48 ? 5.0 : 4.0));
        int busiest = global.mostActiveDay().orElseThrow().getValue() - 1;
        assertThat(rates[busiest]).isEqualTo(Arrays.stream(rates).max().getAsDouble());
        assertThat(busiest).as("a working day").isLessThan(5);
        assertThat(global.mostActiveHour().getAsInt()).isBetween(9, 16);
        assertThat(global.commonTopics()).hasSize(5);
        assertThat(global.sentiments().values().stream().mapToLong(n -> n).sum()).isEqualTo(global.totalSessions());
        double errorRate = metrics.service().errorRate().getAsDouble();
        assertThat(errorRate).isCloseTo(3, Offset.offset(
                500 * Math.sqrt(0.03 * 0.97 / (turns + failures))));
    }

    private static Offset<Double> within() {
        return Offset.offset(1e-6);
    }

    /**
     * Means by {@code conversation_visitors.py 400000 1} (Python 3.11.7, numpy 2.4.6), an independent simulation; here
     * within five standard errors of both together, which a correct world misses for one seed in 200,000 each.
     */
    @Test
    void control_agreesWithAnIndependentSimulation() {
        TimelineResult result = Shared.ARMS;
        double[][] means = {{44.7642, 0.0771}, {6.7820, 0.0083}, {1.3860, 0.0029}, {0.2363, 0.0006}};
        List<String> names = List.of("turns", "sessions", "errors", "mood");
        for (int i = 0; i < names.size(); i++) {
            agree(names.get(i), result.summary(names.get(i)).mean()[1000],
                    result.summary(names.get(i)).standardError()[1000], means[i]);
        }
        GlobalMetrics global = Shared.METRICS.global();
        double[][] tones = {{4.1428, 0.0059}, {1.7486, 0.0030}, {0.8907, 0.0021}};
        for (Sentiment tone : Sentiment.values()) {
            double[] expected = tones[tone.ordinal()];
            double spread = expected[1] * Math.sqrt(400_000.0 / VISITORS.size());
            agree(tone.id(), (double) global.sentiments().get(tone) / VISITORS.size(), spread, expected);
        }
    }

    /**
     * Effects on turns are differences of runs of the same script, with {@code latency=0.5} and the like, here within
     * five standard errors; the signs that the page promises are clear of zero by simultaneous bands of level 0.95.
     */
    @Test
    void effects_agreeWithAnIndependentSimulationAndHaveTheirSigns() {
        TimelineResult result = Shared.ARMS;
        Map<String, double[]> turns = Map.of("fast", new double[] {49.1573 - 44.7642, 0.118},
                "sure", new double[] {50.0079 - 44.7642, 0.116}, "asking", new double[] {49.9252 - 44.7642, 0.115});
        turns.forEach((arm, expected) -> {
            EffectPoint end = result.effect("turns", arm).last();
            agree(arm, end.estimate(), end.standardError(), expected);
        });
        for (String arm : List.of("fast", "sure", "asking", "warm")) {
            assertThat(result.effect("turns", arm).last().bandLower()).as(arm).isPositive();
        }
        for (String arm : List.of("fast", "sure", "warm")) {
            assertThat(result.effect("mood", arm).last().bandLower()).as(arm).isPositive();
        }
        assertThat(result.effect("errors", "sure").last().bandUpper()).isNegative();
        assertThat(result.over("warm")[1000]).isEqualTo(1);
    }

    private static void agree(String what, double found, double error, double[] expected) {
        assertThat(found).as(what).isCloseTo(expected[0], Offset.offset(5 * Math.hypot(error, expected[1])));
    }

    private static long sum(long[] counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    /** Two tiles of visitors, whose counts are merged, for a day. */
    @Test
    void streamedFigures_anyThreadCount_areTheSame() {
        ConversationQuery query = ConversationQuery.of().withWindow(0, 24).withLimit(100_000);
        Timeline day = Timeline.of(WORLD.generate(17_000, 3)).withParameter("days", 1);
        ConversationMetrics one = metrics(day.withThreads(1), "control", query);
        ConversationMetrics two = metrics(day.withThreads(2), "control", query);
        assertThat(one.global().totalSessions()).isGreaterThan(1_000);
        assertThat(two.global()).isEqualTo(one.global());
        assertThat(two.activity().by(Granularity.HOUR)).isEqualTo(one.activity().by(Granularity.HOUR));
        assertThat(two.service()).isEqualTo(one.service());
        assertThat(two.sessions()).isEqualTo(one.sessions());
    }

    @Test
    void sessions_pageByPage_areThoseOfOnePage() {
        ConversationQuery query = ConversationQuery.of().withLimit(100_000);
        List<SessionMetrics> all = SharedFew.WHOLE.sessions().sessions();
        assertThat(all).hasSize((int) SharedFew.WHOLE.global().totalSessions());
        SessionPage first = metrics(Timeline.of(FEW), "control", query.withLimit(700)).sessions();
        SessionPage second = metrics(Timeline.of(FEW), "control",
                query.withLimit(700).after(first.next().orElseThrow())).sessions();
        assertThat(first.sessions()).isEqualTo(all.subList(0, 700));
        assertThat(second.sessions()).isEqualTo(all.subList(700, 1400));
    }

    /** Simulated sessions, written out as text and measured as transcripts, have the figures that were streamed. */
    @Test
    void streamedSessions_writtenAsText_haveTheSameFigures() {
        Map<String, Transcript> written = Timeline.of(FEW).collect("control", new ConversationWriter(WORLD));
        List<SessionMetrics> streamed = SharedFew.WHOLE.sessions().sessions();
        int checked = 0;
        for (SessionMetrics session : streamed) {
            Transcript transcript = written.get(session.id());
            if (transcript != null) {
                assertSame(SessionMetrics.of(transcript), session);
                checked++;
            }
        }
        assertThat(written).hasSize(checked);
        assertThat(checked).isGreaterThan(streamed.size() / 3).isGreaterThan(300);
    }

    /** In a text tone words are long words too; simulated ones count for the sentiment only. */
    private static void assertSame(SessionMetrics text, SessionMetrics streamed) {
        List<String> topics = new ArrayList<>(text.topics());
        topics.removeAll(MessageFacts.POSITIVES);
        topics.removeAll(MessageFacts.NEGATIVES);
        assertThat(streamed.topics()).startsWith(topics.toArray(String[]::new));
        if (text.topics().size() < 5) {
            assertThat(topics).isEqualTo(streamed.topics());
        }
        assertThat(new SessionMetrics(text.id(), text.totalMessages(), text.userMessages(), text.assistantMessages(),
                text.averageUserLength(), text.averageAssistantLength(), text.totalWords(), text.questionCount(),
                streamed.topics(), text.sentiment(), text.created(), text.lastUpdated(), text.durationMinutes()))
                .isEqualTo(streamed);
    }

    @Test
    void warmPersona_beforeItsDay_leavesEverythingAsItWas() {
        Timeline timeline = Timeline.of(FEW).with(WORLD.intervention("warm_persona"));
        ConversationQuery week = ConversationQuery.of().withLimit(300);
        ConversationMetrics control = metrics(Timeline.of(FEW), "control", week);
        ConversationMetrics treated = metrics(timeline, "treated", week);
        assertThat(treated.activity().by(Granularity.HOUR).subList(0, 168))
                .isEqualTo(control.activity().by(Granularity.HOUR).subList(0, 168));
        assertThat(treated.activity().by(Granularity.DAY).subList(7, 30))
                .isNotEqualTo(control.activity().by(Granularity.DAY).subList(7, 30));
        assertThat(control.sessions().sessions().get(299).lastUpdated().getAsDouble()).isLessThan(168);
        assertThat(treated.sessions().sessions()).isEqualTo(control.sessions().sessions());
    }

    @Test
    void proactiveQuestion_beforeItsEvent_leavesEverythingAsItWas() {
        TimelineResult result = Timeline.of(FEW).with(WORLD.intervention("proactive_question"))
                .observing("turns", "mood", "clock").run();
        for (String name : List.of("turns", "mood", "clock")) {
            double[] effect = result.effect(name).estimate();
            for (int event = 0; event < 20; event++) {
                assertThat(effect[event]).as("%s at %d", name, event).isZero();
            }
        }
        assertThat(result.effect("turns").last().clear()).isTrue();
    }

    @Test
    void interventions_onTheFigures_showWhereTheyAct() {
        ConversationMetrics control = SharedFew.METRICS;
        ConversationMetrics fast = treated(WORLD.intervention("faster_replies"));
        assertThat(fast.service().p95Latency().getAsDouble() / control.service().p95Latency().getAsDouble())
                .isBetween(0.45, 0.6);
        assertThat(treated(WORLD.intervention("fewer_errors")).service().errorRate().getAsDouble())
                .isBetween(0.3, 0.9);
        assertThat(treated(WORLD.intervention("proactive_question")).global().questionRate())
                .isGreaterThan(control.global().questionRate() + 10);
        ConversationMetrics slow = treated(WORLD.intervention("faster_replies").with("factor", 1));
        assertThat(slow.global()).isEqualTo(control.global());
        assertThat(slow.service()).isEqualTo(control.service());
    }

    private static ConversationMetrics treated(Intervention intervention) {
        return metrics(Timeline.of(FEW).with(intervention), "treated", ConversationQuery.of());
    }

    @Test
    void filteredVisitors_byLanguage_addUpToAll() {
        ConversationMetrics all = metrics(Timeline.of(FEW).withParameter("days", 7), "control", ConversationQuery.of());
        assertThat(all.global().totalSessions()).isGreaterThan(300);
        ConversationMetrics sum = ConversationMetrics.of(ConversationQuery.of());
        for (String language : List.of("english", "spanish", "german", "french")) {
            sum.add(metrics(Timeline.of(FEW.where("language == '" + language + "'")).withParameter("days", 7),
                    "control", ConversationQuery.of()));
        }
        assertThat(sum.service()).isEqualTo(all.service());
        assertThat(sum.sessions()).isEqualTo(all.sessions());
        assertThat(sum.activity().by(Granularity.HOUR)).isEqualTo(all.activity().by(Granularity.HOUR));
        assertThat(sum.global().totalMessages()).isEqualTo(all.global().totalMessages());
        assertThat(sum.global().sentiments()).isEqualTo(all.global().sentiments());
    }

    @Test
    void collector_otherWorld_isRefused() {
        assertThatThrownBy(() -> ConversationMetrics.collector(ConversationQuery.of(), Worlds.hcp()))
                .isInstanceOf(InputException.class)
                .hasMessage("model must have a timeline, got TwinModel[hcp v1, 21 variables, 6 interventions]");
    }
}
