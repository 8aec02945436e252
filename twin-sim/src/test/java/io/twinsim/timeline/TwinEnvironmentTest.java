package io.twinsim.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.inference.Estimate;
import io.twinsim.model.GenerateOptions;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TwinEnvironmentTest {

    private static final TwinModel GARDEN = TwinModel.parse("""
            model: garden
            version: 1
            variables:
              thirst: {draw: "uniform(0.5, 1.5)", range: [0.5, 1.5]}
              kind: {draw: "categorical(moss: 0.5, fern: 0.5)"}
            timeline:
              step: 1 day
              horizon: 10 days
              axes: {bed: [north, south]}
              parameters: {heat: {value: 1, range: [0, 5]}}
              actions:
                water: {for: [bed], value: 0.25, range: [0, 1]}
                pots: {value: 1, range: [0, 3], integer: true}
              state:
                moisture: {for: [bed], start: "~ uniform(0.4, 0.6)", range: [0, 1],
                  next: "moisture + 0.5 * action.water - 0.2 * $heat * thirst * moisture + normal(0, 0.01)"}
                grown: {start: "0", next: "grown + action.pots * min(next.moisture.*)"}
              until: "grown > 6"
              rewards:
                growth: {value: "next.grown - grown", weight: 2}
                waste: {for: [bed], value: "-action.water * if(moisture > 0.8, 1, 0)", weight: 0.5}
                harvest: {value: "if(next.grown > 6, 10 - t, 0)", at: end}
              observe: [grown, moisture]
            interventions:
              watering:
                label: more water
                provenance: assumed
                parameters: {amount: {value: 0.6, range: [0, 1]}}
                course: {set: {action.water: "$amount", action.pots: "2"}}
              drought:
                label: heat
                provenance: assumed
                course: {start: 3 days, multiply: {moisture: "0.8"}}
            """, "garden.yaml");

    private static final Map<String, Double> WATERING = Map.of("water", 0.6, "pots", 2.0);

    private static TwinEnvironment garden(int n) {
        return TwinEnvironment.of(GARDEN.generate(n, 1));
    }

    private static double[][] columns(Population state) {
        return new double[][] {state.doubles("grown"), state.doubles("moisture.north"),
            state.doubles("moisture.south")};
    }

    private static double[][] columns(Observation seen) {
        return seen.names().stream().map(seen::values).toArray(double[][]::new);
    }

    /** Without the columns in the message. */
    private static void assertSame(double[][] actual, double[][] expected) {
        assertThat(Arrays.deepEquals(actual, expected)).isTrue();
    }

    @Test
    void rollout_idleAndConstantActions_sameBitsAsTheTimeline() {
        Timeline timeline = Timeline.of(GARDEN.generate(2500, 9)).with(GARDEN.intervention("watering"));
        TwinEnvironment garden = garden(2500);
        assertSame(columns(garden.reset(9)), columns(timeline.state("0 days")));
        garden.rollout(Policy.idle(), 4);
        assertSame(columns(garden.observe()), columns(timeline.state("4 days")));
        garden.rollout(Policy.idle());
        assertSame(columns(garden.observe()), columns(timeline.state("10 days")));
        garden.reset(9);
        garden.rollout(Policy.constant(WATERING), 7);
        assertSame(columns(garden.observe()), columns(timeline.state("7 days", "treated")));
    }

    @Test
    void with_intervention_sameBitsAsItsArmOfTheTimeline() {
        Timeline timeline = Timeline.of(GARDEN.generate(300, 9)).withParameter("heat", 2).over("8 days")
                .with(GARDEN.intervention("drought"));
        TwinEnvironment garden = garden(300).withParameter("heat", 2).over("8 days")
                .with(GARDEN.intervention("drought"));
        garden.reset(9);
        RolloutResult rollout = garden.rollout(Policy.idle());
        assertThat(rollout.steps()).isEqualTo(8);
        assertSame(columns(garden.observe()), columns(timeline.state("8 days", "treated")));
        assertThat(columns(garden.observe())).isNotEqualTo(columns(timeline.state("8 days")));
    }

    @Test
    void rollout_anyNumberOfThreads_sameBits() {
        Policy policy = seen -> Map.of("water", Arrays.stream(seen.values("moisture.north"))
                .map(m -> m < 0.5 ? 0.5 : 0.1).toArray());
        TwinEnvironment one = garden(5000).withThreads(1);
        TwinEnvironment many = garden(5000).withThreads(4);
        one.reset(3);
        many.reset(3);
        RolloutResult first = one.rollout(policy);
        RolloutResult second = many.rollout(policy);
        assertThat(first.returns()).isEqualTo(second.returns());
        assertSame(columns(one.observe()), columns(many.observe()));
    }

    @Test
    void reset_seeds_redrawGeneratedTwinsAndKeepOthers() {
        TwinEnvironment garden = garden(50).observing("thirst", "kind", "grown");
        Observation first = garden.reset(1);
        Observation second = garden.reset(2);
        assertThat(first.values("thirst")).isEqualTo(GARDEN.generate(50, 1).doubles("thirst"));
        assertThat(second.values("thirst")).isEqualTo(GARDEN.generate(50, 2).doubles("thirst"));
        assertSame(columns(garden.reset(1)), columns(first));
        assertThat(first.labels("kind")).containsExactly("moss", "fern");
        assertThat(first.labels("thirst")).isEmpty();

        Population filtered = GARDEN.generate(3000, 1).where("kind == 'fern'");
        TwinEnvironment ferns = TwinEnvironment.of(filtered).observing("thirst", "moisture.south");
        assertThat(ferns.reset(1).values("thirst")).isEqualTo(filtered.doubles("thirst"));
        double[] moisture = ferns.observe("moisture.south").values("moisture.south");
        assertThat(ferns.reset(2).values("thirst")).isEqualTo(filtered.doubles("thirst"));
        assertThat(ferns.observe("moisture.south").values("moisture.south")).isNotEqualTo(moisture);
    }

    @Test
    void reset_slice_drawsTheSameRowsAnew() {
        Population slice = GARDEN.slice(1500, 1600, 1);
        TwinEnvironment garden = TwinEnvironment.of(slice).observing("thirst", "moisture");
        Observation seen = garden.reset(8);
        Observation whole = garden(2000).observing("thirst", "moisture").reset(8);
        for (String name : seen.names()) {
            assertThat(seen.values(name)).isEqualTo(Arrays.copyOfRange(whole.values(name), 1500, 1600));
        }
    }

    @Test
    void step_filteredTwins_areThoseOfTheWholeBatch() {
        Population all = GARDEN.generate(3000, 4);
        Population ferns = all.where("kind == 'fern' and thirst > 1");
        double[] actions = IntStream.range(0, 3000).mapToDouble(i -> i % 11 / 10.0).toArray();
        TwinEnvironment whole = TwinEnvironment.of(all);
        TwinEnvironment part = TwinEnvironment.of(ferns);
        whole.reset(4);
        part.reset(4);
        double[] own = IntStream.range(0, (int) ferns.size()).mapToDouble(i -> actions[(int) ferns.rowId(i)]).toArray();
        for (int step = 0; step < 10; step++) {
            double[] rewards = whole.step(Map.of("water", actions)).reward();
            EnvironmentStep made = part.step(Map.of("action.water", own));
            for (int i = 0; i < own.length; i++) {
                assertThat(made.reward()[i]).isEqualTo(rewards[(int) ferns.rowId(i)]);
            }
        }
    }

    @Test
    void step_rewards_areTheWeightedTerms() {
        TwinEnvironment garden = garden(40);
        Observation before = garden.reset(5);
        assertThat(garden.reward()).containsOnly(0);
        EnvironmentStep made = garden.step(Map.of("water.north", before.filled(1), "pots", before.filled(3)));
        Observation after = made.observation();
        Map<String, double[]> terms = garden.rewardTerms();
        assertThat(terms.keySet()).containsExactly("growth", "waste.north", "waste.south", "harvest");
        for (int i = 0; i < 40; i++) {
            double growth = 2 * (after.values("grown")[i] - before.values("grown")[i]);
            assertThat(terms.get("growth")[i]).isEqualTo(growth);
            assertThat(terms.get("waste.north")[i]).isEqualTo(before.values("moisture.north")[i] > 0.8 ? -0.5 : 0);
            assertThat(made.reward()[i]).isEqualTo(growth + terms.get("waste.north")[i] + terms.get("waste.south")[i]);
        }
        assertThat(garden.reward()).isEqualTo(made.reward());
        assertThat(after.step()).isEqualTo(1);
        assertThat(after.t()).isEqualTo(1);
    }

    @Test
    void step_twinsThatAreDone_areFrozenAndEarnNothingAfterTheEndTerm() {
        TwinEnvironment garden = garden(200);
        Observation seen = garden.reset(6);
        boolean[] done = seen.done();
        double[] grown = seen.values("grown");
        double[] paid = new double[200];
        double[] pots = IntStream.range(0, 200).mapToDouble(i -> 1 + i % 3).toArray();
        int ended = 0;
        EnvironmentStep made;
        do {
            made = garden.step(Map.of("water", seen.filled(0.8), "pots", pots));
            seen = made.observation();
            for (int i = 0; i < 200; i++) {
                double harvest = garden.rewardTerms().get("harvest")[i];
                paid[i] += harvest;
                if (done[i]) {
                    assertThat(made.reward()[i]).isZero();
                    assertThat(seen.values("grown")[i]).isEqualTo(grown[i]);
                } else if (made.done()[i]) {
                    assertThat(seen.values("grown")[i] > 6 || seen.step() == 10).isTrue();
                    assertThat(harvest).isEqualTo(seen.values("grown")[i] > 6 ? 10 - seen.t() : 0);
                    ended++;
                } else {
                    assertThat(harvest).isZero();
                }
            }
            done = made.done();
            grown = seen.values("grown");
        } while (!made.over());
        assertThat(ended).isEqualTo(200);
        assertThat(Arrays.stream(paid).filter(x -> x > 0).count()).isGreaterThan(150);
        assertThatThrownBy(() -> garden.step(Map.of())).isInstanceOf(IllegalStateException.class)
                .hasMessage("reset must be called, as the episode is over after " + made.observation().step()
                        + " steps");
        assertThatThrownBy(() -> garden.rollout(Policy.idle())).isInstanceOf(IllegalStateException.class);
        assertThat(garden.observe().done()).containsOnly(true);
        assertThat(garden.reset(6).done()).containsOnly(false);
    }

    @Test
    void everything_beforeReset_isRefused() {
        TwinEnvironment garden = garden(3);
        String message = "reset must be called first, as no episode has begun";
        List<Runnable> calls = List.of(() -> garden.step(Map.of()), garden::observe, garden::reward,
                garden::rewardTerms, garden::done, () -> garden.rollout(Policy.idle()));
        for (Runnable call : calls) {
            assertThatThrownBy(call::run).isInstanceOf(IllegalStateException.class).hasMessage(message);
        }
        garden.reset(1);
        assertThatThrownBy(() -> garden.over("5 days").step(Map.of())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void step_actionsOutOfBounds_areRefusedAndNothingMoves() {
        TwinEnvironment garden = garden(3);
        Observation seen = garden.reset(1);
        garden.step(Map.of());
        double[][] before = columns(garden.observe());
        Map<String, double[]> twice = new LinkedHashMap<>();
        twice.put("water", seen.filled(0.1));
        twice.put("water.south", seen.filled(0.1));
        Map<String, double[]> none = new HashMap<>();
        none.put("pots", null);
        assertRefused(garden, Map.of("water", new double[] {0, 1.5, 0}),
                "water must be in [0, 1], got 1.5; twin 1");
        assertRefused(garden, Map.of("water.north", new double[] {0, 1, Double.NaN}),
                "water.north must be in [0, 1], got NaN; twin 2");
        assertRefused(garden, Map.of("action.pots", new double[] {0.5, 1, 1}),
                "action.pots must be a whole number in [0, 3], got 0.5; twin 0");
        assertRefused(garden, Map.of("pots", new double[2]), "pots must have one value per twin (3), got 2");
        assertRefused(garden, Map.of("wader", new double[3]), "unknown action \"wader\"; did you mean \"water\"? "
                + "known: action.water.north, water.north, action.water, water, action.water.south, water.south, "
                + "action.pots, pots");
        assertRefused(garden, twice, "actions must set action.water.south once, got it twice");
        assertRefused(garden, none, "pots must not be null");
        assertSame(columns(garden.observe()), before);
        EnvironmentStep made = garden.step(Map.of());
        garden.reset(1);
        garden.step(Map.of());
        assertSame(columns(garden.step(Map.of()).observation()), columns(made.observation()));
    }

    private static void assertRefused(TwinEnvironment garden, Map<String, double[]> actions, String message) {
        assertThatThrownBy(() -> garden.step(actions)).isInstanceOf(InputException.class).hasMessage(message);
    }

    @Test
    void rollout_returns_areSumsOfRewards() {
        TwinEnvironment garden = garden(100);
        garden.reset(2);
        double[] sums = new double[100];
        for (int step = 0; step < 3; step++) {
            double[] reward = garden.step(Map.of()).reward();
            Arrays.setAll(sums, i -> sums[i] + reward[i]);
        }
        garden.reset(2);
        RolloutResult idle = garden.rollout(Policy.idle(), 3);
        assertThat(idle.returns()).isEqualTo(sums);
        assertThat(idle.over()).isFalse();
        assertThat(idle.terms()).containsExactly("growth", "waste.north", "waste.south", "harvest");
        Estimate mean = idle.mean();
        assertThat(mean.estimate()).isEqualTo(Arrays.stream(sums).average().orElseThrow(),
                org.assertj.core.api.Assertions.within(1e-12));
        assertThat(mean.interval().contains(mean.estimate())).isTrue();
        garden.reset(2);
        RolloutResult watered = garden.rollout(Policy.constant(WATERING), 3);
        Estimate gain = watered.minus(idle);
        assertThat(gain.interval().lower()).isPositive();
        assertThat(gain.standardError()).isLessThan(Math.hypot(mean.standardError(), watered.mean().standardError()));
        assertThat(watered.table().lines()).hasSize(6).allMatch(line -> line.length() <= 100);
        assertThat(watered.toString()).startsWith("RolloutResult[3 steps, n=100, mean return ");
        garden.reset(3);
        RolloutResult other = garden.rollout(Policy.idle(), 3);
        assertThatThrownBy(() -> other.minus(idle)).isInstanceOf(InputException.class)
                .hasMessage("other must be of the same twins, seed and steps (100, 3, 3), got (100, 2, 3)");
    }

    @Test
    void rollout_antitheticTwins_countByPairs() {
        TwinEnvironment garden = TwinEnvironment.of(GARDEN.generate(100, 1, GenerateOptions.of().withAntithetic()));
        garden.reset(2);
        RolloutResult idle = garden.rollout(Policy.idle(), 3);
        assertThat(idle.returns()).hasSize(100);
        assertThat(idle.mean().n()).isEqualTo(50);
        garden.reset(2);
        assertThat(garden.rollout(Policy.constant(WATERING), 3).minus(idle).n()).isEqualTo(50);
    }

    @Test
    void rollout_oneTwinOrNoRewards_saysSo() {
        TwinEnvironment garden = garden(1);
        garden.reset(2);
        RolloutResult alone = garden.rollout(Policy.idle());
        assertThat(alone.returns()).hasSize(1);
        assertThatThrownBy(alone::mean).isInstanceOf(InputException.class);
        TwinModel plain = TwinModel.parse("""
                model: plain
                version: 1
                variables: {a: {draw: "uniform(0, 1)"}}
                timeline: {step: 1 h, horizon: 2 h, state: {x: {start: "a", next: "x + 1"}}}
                """, "plain.yaml");
        TwinEnvironment bare = TwinEnvironment.of(plain.generate(3, 1));
        bare.reset(1);
        assertThat(bare.step(Map.of()).reward()).containsExactly(0, 0, 0);
        assertThat(bare.rewardTerms()).isEmpty();
        assertThatThrownBy(() -> bare.rollout(Policy.idle())).isInstanceOf(InputException.class)
                .hasMessage("world plain must have rewards for a rollout, got none");
    }

    @Test
    void step_formulaThatFails_needsAReset() {
        TwinModel model = TwinModel.parse("""
                model: fragile
                version: 1
                variables: {a: {draw: "uniform(0, 1)"}}
                timeline:
                  step: 1 h
                  horizon: 9 h
                  actions: {push: {value: 1, range: [0, 2]}}
                  state: {x: {start: "1", next: "log(action.push - 0.5)"}}
                """, "fragile.yaml");
        TwinEnvironment fragile = TwinEnvironment.of(model.generate(3, 1));
        Observation seen = fragile.reset(1);
        assertThatThrownBy(() -> fragile.step(Map.of("push", seen.filled(0)))).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> fragile.step(Map.of())).isInstanceOf(IllegalStateException.class)
                .hasMessage("reset must be called, as the last step failed halfway");
        fragile.reset(1);
        assertThat(fragile.step(Map.of()).observation().step()).isEqualTo(1);
    }

    @Test
    void texts_ofThePublicTypes_areShort() {
        TwinEnvironment garden = garden(1200);
        assertThat(garden).hasToString("TwinEnvironment[garden, n=1,200, to be reset]");
        Observation seen = garden.reset(4);
        assertThat(garden).hasToString("TwinEnvironment[garden, n=1,200, seed 4, step 0 of 10]");
        assertThat(seen).hasToString("Observation[t=0, n=1,200: grown, moisture.north, moisture.south]");
        assertThat(garden.actions()).hasSize(3);
        assertThat(garden.actions().get(0)).hasToString("ActionRange[action.water.north in [0, 1], default 0.25]");
        assertThat(garden.actions().get(2)).hasToString("ActionRange[action.pots in [0, 3], whole, default 1]");
        assertThat(garden.step(Map.of()).toString()).startsWith("EnvironmentStep[t=1, mean reward ");
        assertThat(seen.rows()).hasNumberOfRows(1200);
        assertThat(seen.rows()[7]).containsExactly(seen.values("grown")[7], seen.values("moisture.north")[7],
                seen.values("moisture.south")[7]);
        assertThatThrownBy(() -> seen.values("mositure.north")).isInstanceOf(InputException.class)
                .hasMessage("unknown observed value \"mositure.north\"; did you mean \"moisture.north\"? known: grown, "
                        + "moisture.north, moisture.south");
        assertThatThrownBy(() -> garden.observing("thurst")).isInstanceOf(InputException.class);
    }
}
