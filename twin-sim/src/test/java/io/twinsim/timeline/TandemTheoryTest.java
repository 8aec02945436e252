package io.twinsim.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.internal.math.Moments;
import io.twinsim.model.QueueSpec.Form;
import io.twinsim.random.Draws;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Against closed forms of queueing theory. Each test compares the mean of 1,024 independent lines, from 500 to 2,500
 * units of time, with a formula for the long run and accepts 5 standard errors: a right kernel fails one comparison
 * in 1.7 million seeds. What is left of the start after 500 units is below a tenth of a standard error at these
 * loads.
 */
class TandemTheoryTest {

    private static final double WARM = 500;
    private static final double LENGTH = 2000;
    private static final int TWINS = 1024;

    private final double[][] before = new double[40][];
    private final double[][] after = new double[40][];
    private double[] meanWip = new double[0];
    private TandemLine line = line(1, Form.EXPONENTIAL, false, null, false);

    private static TandemLine line(int stations, Form service, boolean sd, Form breakdown, boolean buffer) {
        return new TandemLine("line", IntStream.range(0, stations).mapToObj(s -> "s" + s).toList(), Form.EXPONENTIAL,
                service, sd, false, breakdown, buffer, false);
    }

    /** Runs with inputs that are the same for all twins; {@code inputs} in the order of the line. */
    private void run(TandemLine newLine, double capacity, double... inputs) {
        line = newLine;
        double[][] values = new double[line.inputs()][TWINS];
        for (int k = 0; k < inputs.length; k++) {
            Arrays.fill(values[k], inputs[k]);
        }
        double[][] servers = new double[line.stations().size()][TWINS];
        Arrays.stream(servers).forEach(of -> Arrays.fill(of, capacity));
        double[][] counters = new double[line.counters()][TWINS];
        TandemBlock block = new TandemBlock(line);
        TandemInputs reader = new TandemInputs(line, Draws.of(60_606));
        reader.read(values);
        block.begin(0, 0, TWINS, servers);
        block.run(0, WARM, reader, counters, 0, TWINS);
        for (int c = 0; c < counters.length; c++) {
            before[c] = counters[c].clone();
        }
        meanWip = new double[TWINS];
        int samples = 500;
        for (int k = 0; k < samples; k++) {
            block.run(WARM + k * LENGTH / samples, WARM + (k + 1) * LENGTH / samples, reader, counters, 0,
                    TWINS);
            for (int i = 0; i < TWINS; i++) {
                meanWip[i] += counters[TandemLine.WIP][i] / samples;
            }
        }
        for (int c = 0; c < counters.length; c++) {
            after[c] = counters[c].clone();
        }
    }

    private double change(String counter, int i) {
        int c = line.counterNames().indexOf("line." + counter);
        return after[c][i] - before[c][i];
    }

    /** The mean over twins of sum(top) / sum(bottom), by the delta method. */
    private void assertRatio(String top, String bottom, double expected) {
        double sums = IntStream.range(0, TWINS).mapToDouble(i -> change(bottom, i)).sum();
        double ratio = IntStream.range(0, TWINS).mapToDouble(i -> change(top, i)).sum() / sums;
        Moments rest = Moments.of(IntStream.range(0, TWINS)
                .mapToDouble(i -> change(top, i) - ratio * change(bottom, i)).toArray());
        assertNear(top + " / " + bottom, ratio, rest.standardError() / (sums / TWINS), expected);
    }

    private void assertRate(String counter, double expected) {
        assertMean(counter, IntStream.range(0, TWINS).mapToDouble(i -> change(counter, i) / LENGTH).toArray(),
                expected);
    }

    private static void assertMean(String what, double[] values, double expected) {
        Moments moments = Moments.of(values);
        assertNear(what, moments.mean(), moments.standardError(), expected);
    }

    private static void assertNear(String what, double value, double standardError, double expected) {
        assertThat(Math.abs(value - expected) / standardError)
                .as(what + " is " + value + " +- " + standardError + ", theory " + expected).isLessThan(5);
        assertThat(standardError).as("standard error of " + what).isLessThan(0.02 * expected);
    }

    @Test
    void mm1_waitAndUtilisation_areThoseOfTheory() {
        run(line(1, Form.EXPONENTIAL, false, null, false), 1, 1 / 0.7, 1);
        assertRatio("wait.s0", "introduced", 0.7 / 0.3);
        assertRatio("flow_time", "completed", 1 / 0.3);
        assertRate("busy.s0", 0.7);
        assertMean("wip", meanWip, 0.7 / 0.3);
    }

    /** Little: pieces in the system = rate of arrivals x time in the system, for the sums of the same run. */
    @Test
    void tandem_wipOfTheRun_isRateTimesFlowTime() {
        run(line(3, Form.EXPONENTIAL, false, null, false), 1, 1 / 0.6, 1, 0.8, 0.5);
        double flow = IntStream.range(0, TWINS).mapToDouble(i -> change("flow_time", i)).sum();
        double wip = Arrays.stream(meanWip).sum() * LENGTH;
        assertThat(flow / wip).isBetween(0.995, 1.005);
        // Jackson: each station is an M/M/1 queue of its own
        assertMean("wip", meanWip, 0.6 / 0.4 + 0.48 / 0.52 + 0.3 / 0.7);
        assertRatio("wait.s1", "processed.s1", 0.48 / 0.52 * 0.8);
    }

    /** Erlang C with 3 servers and offered load 2.1. */
    @Test
    void mmc_wait_isErlangC() {
        double load = 2.1;
        double last = load * load * load / 6 / (1 - load / 3);
        double erlang = last / (1 + load + load * load / 2 + last);
        run(line(1, Form.EXPONENTIAL, false, null, false), 3, 1 / load, 1);
        assertRatio("wait.s0", "introduced", erlang / (3 - load));
        assertRate("busy.s0", load);
    }

    /** Pollaczek and Khinchine: wait = rate (variance + mean^2) / (2 (1 - load)). */
    @Test
    void mg1_waitOfAnyForm_isPollaczekKhinchine() {
        int forms = 0;
        for (Form form : List.of(Form.CONSTANT, Form.NORMAL, Form.LOGNORMAL, Form.GAMMA)) {
            boolean spreads = form != Form.CONSTANT;
            double sd = form == Form.NORMAL ? 0.1 : 0.7;
            run(line(1, form, spreads, null, false), 1, spreads ? new double[] {1 / 0.6, 1, sd}
                    : new double[] {1 / 0.6, 1});
            assertRatio("wait.s0", "introduced", 0.6 * (1 + (spreads ? sd * sd : 0)) / (2 * 0.4));
            forms++;
        }
        assertThat(forms).isEqualTo(4);
    }

    /** Room for 4 pieces, 3 of them waiting. */
    @Test
    void mm1k_shareTurnedAway_isTheTruncatedGeometric() {
        run(line(1, Form.EXPONENTIAL, false, null, true), 1, 1 / 0.9, 1, 3);
        double full = Math.pow(0.9, 4) * 0.1 / (1 - Math.pow(0.9, 5));
        assertRate("refused", 0.9 * full);
        assertRate("completed", 0.9 * (1 - full));
    }

    /** Up and down times alternate, by the calendar: down mttr / (mtbf + mttr) of the time. */
    @Test
    void breakdown_shareOfDownTime_isMttrOverSum() {
        run(line(1, Form.CONSTANT, false, Form.EXPONENTIAL, false), 1, 4, 1, 20, 5);
        assertRate("down.s0", 0.2);
        assertRate("failures.s0", 1.0 / 25);
        assertRate("busy.s0", 0.25);
    }

    /** There is always a piece, so the station works whenever it is up. */
    @Test
    void breakdown_saturatedStation_worksWhenUp() {
        run(line(1, Form.EXPONENTIAL, false, Form.EXPONENTIAL, true), 1, 0.5, 1, 20, 5, 1000);
        assertRate("processed.s0", 0.8);
        assertRate("busy.s0", 0.8);
    }

    /** The second of two stations without a buffer between them: throughput 2/3, and 3/4 with room for one piece. */
    @Test
    void blocking_twoEqualStations_haveTheKnownThroughput() {
        run(line(2, Form.EXPONENTIAL, false, null, true), 1, 0.5, 1, 1, 20, 0);
        assertRate("completed", 2.0 / 3);
        assertRate("blocked.s0", 1.0 / 3);
        run(line(2, Form.EXPONENTIAL, false, null, true), 1, 0.5, 1, 1, 20, 1);
        assertRate("completed", 3.0 / 4);
        assertRate("blocked.s0", 1.0 / 4);
    }

    /** The slowest station sets the pace, constant times to the piece. */
    @Test
    void saturated_constantTimes_haveThePaceOfTheSlowest() {
        run(new TandemLine("line", List.of("s0", "s1", "s2"), Form.CONSTANT, Form.CONSTANT, false, false, null, true,
                false), 1, 1, 1, 4, 2, 5, 5, 5);
        assertThat(change("completed", 0)).isEqualTo(500);
        assertThat(change("busy.s1", 17)).isEqualTo(2000);
        assertThat(change("busy.s2", 17)).isEqualTo(1000);
        assertThat(change("blocked.s0", 17)).isEqualTo(1500);
    }
}
