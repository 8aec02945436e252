package io.twinsim.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.model.Population;
import io.twinsim.model.QueueSpec;
import io.twinsim.model.TwinModel;
import io.twinsim.random.Draws;
import java.util.Arrays;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** A queue as a world declares it, run by the timeline. */
class QueueTimelineTest {

    private static final String WORLD = """
            model: shop
            version: 1
            variables:
              pace: {draw: "uniform(0.8, 1.2)", range: [0.8, 1.2]}
              people: {draw: "uniform_int(1, 3)", range: [1, 3]}
            timeline:
              step: 1 min
              unit: sec
              horizon: 30 min
              axes: {desk: [till, wrap]}
              actions: {break: {for: [desk], value: 0, range: [0, 1]}}
              state:
                worn: {for: [desk], start: "0", next: "worn + 0.01 * (next.line.processed - line.processed)"}
              derived:
                interval: "20 / pace"
              queues:
                line:
                  stations: desk
                  arrivals: {interval: "interval", form: exponential}
                  service: {mean: "lookup(desk, till: 15, wrap: 12)", sd: "5", form: lognormal}
                  capacity: "lookup(desk, till: people, wrap: 1)"
                  buffer: "lookup(desk, till: 9, wrap: 2)"
                  scrap: "min(1, 0.05 + worn)"
                  breakdown: {mtbf: "300", mttr: "40", form: exponential}
                  hold: "action.break > 0.5"
              observe: [line.completed]
            interventions:
              rush:
                label: more customers
                provenance: assumed
                course: {start: 10 min, set: {interval: "10"}}
            """;
    private static final TwinModel SHOP = TwinModel.parse(WORLD, "shop.yaml");
    private static final QueueSpec SPEC = SHOP.timeline().orElseThrow().queues().get(0);

    @Test
    void line_ofTheWorld_hasTheCountersOfItsSpec() {
        TandemLine line = TandemLine.of(SPEC);
        assertThat(line.counterNames()).isEqualTo(SPEC.counters().stream().map(node -> node.name()).toList());
        assertThat(TandemLine.inputs(SPEC)).hasSize(line.inputs());
        assertThat(SPEC.toString()).isEqualTo("QueueSpec[line: till -> wrap]");
    }

    @Test
    void run_everyStep_equalsTheSlowSimulator() {
        Population twins = SHOP.generate(1100, 5);
        Timeline timeline = Timeline.of(twins).with(SHOP.intervention("rush"));
        int compared = 0;
        for (int twin : new int[] {0, 3, 1023, 1024, 1099}) {
            for (boolean rush : new boolean[] {false, true}) {
                compared += compare(timeline, twins, twin, rush);
            }
        }
        assertThat(compared).isEqualTo(5 * 2 * 3 * 20);
    }

    private static int compare(Timeline timeline, Population twins, int twin, boolean rush) {
        int people = (int) twins.doubles("people")[twin];
        double pace = twins.doubles("pace")[twin];
        SlowLine slow = new SlowLine(TandemLine.of(SPEC), Draws.of(5), twin, people, 1);
        double[] worn = new double[2];
        int compared = 0;
        for (int step = 1; step <= 30; step++) {
            // the bare name: its value at the beginning of the step
            double interval = rush && step > 10 ? 10 : 20 / pace;
            double[] inputs = {interval, 15, 12, 5, 5, Math.min(1, 0.05 + worn[0]), Math.min(1, 0.05 + worn[1]), 300,
                300, 40, 40, 9, 2, 0, 0};
            IntToDoubleFunction read = k -> inputs[k];
            Map<String, Double> before = slow.counts();
            slow.run(60 * (step - 1), 60 * step, read);
            Map<String, Double> counts = slow.counts();
            worn[0] += 0.01 * (counts.get("processed.till") - before.get("processed.till"));
            worn[1] += 0.01 * (counts.get("processed.wrap") - before.get("processed.wrap"));
            if (step % 10 == 0) {
                Population state = timeline.state(step + " min", rush ? "treated" : "control");
                for (Map.Entry<String, Double> count : counts.entrySet()) {
                    assertThat(state.doubles("line." + count.getKey())[twin])
                            .as(count.getKey() + " of twin " + twin + " at step " + step).isEqualTo(count.getValue());
                    compared++;
                }
                for (Map.Entry<String, Double> time : slow.times().entrySet()) {
                    assertThat(state.doubles("line." + time.getKey())[twin]).isEqualTo(time.getValue(), within(1e-9));
                }
            }
        }
        return compared;
    }

    @Test
    void replay_oneTwin_isItsRowOfTheWholeRun() {
        Timeline timeline = Timeline.of(SHOP.generate(1100, 5)).with(SHOP.intervention("rush"));
        for (String arm : new String[] {"control", "treated"}) {
            TwinHistory history = timeline.replay(1050, arm);
            Population state = timeline.state("30 min", arm);
            for (String counter : TandemLine.of(SPEC).counterNames()) {
                double[] path = history.values(counter);
                assertThat(path[30]).as(counter).isEqualTo(state.doubles(counter)[1050]);
            }
        }
    }

    @Test
    void environment_breaks_keepADeskFromTakingCustomers() {
        TwinEnvironment shop = TwinEnvironment.of(SHOP.generate(200, 5)).observing("line.processed.till",
                "line.queue.till", "line.in_service.till");
        Observation seen = shop.reset(5);
        for (int step = 0; step < 5; step++) {
            seen = shop.step(Map.of("break.till", seen.filled(1))).observation();
        }
        assertThat(seen.values("line.processed.till")).containsOnly(0);
        assertThat(seen.values("line.in_service.till")).containsOnly(0);
        assertThat(Arrays.stream(seen.values("line.queue.till")).average().orElseThrow()).isGreaterThan(7);
        Observation after = shop.step(Map.of()).observation();
        assertThat(Arrays.stream(after.values("line.processed.till")).sum()).isGreaterThan(200);
    }

    @Test
    void run_inputThatIsNoDuration_namesQueueStationTwinAndTime() {
        TwinModel broken = TwinModel.parse(WORLD.replace("sd: \"5\"", "sd: \"5 - worn * 10\""), "shop.yaml");
        assertThatThrownBy(() -> Timeline.of(broken.generate(1, 5)).state("30 min")).isInstanceOf(InputException.class)
                .hasMessageContaining("sd of service of queue line at till must be at least 0, got -0.");
    }

    @Test
    void line_ofTwinThatIsOver_readsNothingAnyMore() {
        TwinModel model = TwinModel.parse("""
                model: short
                version: 1
                variables: {life: {draw: "uniform(2, 20)", range: [2, 20]}}
                timeline:
                  step: 1 min
                  horizon: 25 min
                  axes: {desk: [till]}
                  queues:
                    line:
                      stations: desk
                      arrivals: {interval: "0.5"}
                      service: {mean: "sqrt(life + 2 - t)"}
                      capacity: "1"
                  until: "t >= life"
                """, "short.yaml");
        Population twins = model.generate(100, 1);
        double[] introduced = Timeline.of(twins).state("25 min").doubles("line.introduced");
        for (int i = 0; i < 100; i++) {
            assertThat(introduced[i]).isEqualTo(2 * Math.ceil(twins.doubles("life")[i]) - 1);
        }
    }
}
