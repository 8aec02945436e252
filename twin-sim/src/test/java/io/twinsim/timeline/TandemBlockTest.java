package io.twinsim.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.QueueSpec.Form;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TandemBlockTest {

    private static final double[] INTERVALS = {2, 3, 0.5, 2.5};
    private static final double[] MEANS = {0, 1, 2, 2.5, 4};
    private static final double[] BUFFERS = {0, 0, 1, 2, 5};

    /** What a seed makes of line, capacities and inputs; much of it in whole numbers, so that events fall together. */
    private static final class Case {
        final DrawStream stream;
        final TandemLine line;
        final int[] capacity;
        final double[][] inputs;
        final boolean moving;
        int used;

        Case(int number) {
            stream = Draws.of(20_261_121).stream("case/" + number);
            int count = 1 + below(4);
            List<String> stations = IntStream.range(0, count).mapToObj(s -> "s" + s).toList();
            Form service = Form.values()[below(5)];
            boolean spreads = service != Form.CONSTANT && service != Form.EXPONENTIAL;
            line = new TandemLine("line", stations, Form.values()[below(2)], service, spreads && below(5) > 0,
                    below(2) == 0, below(2) == 0 ? null : Form.values()[below(2)], below(2) == 0, below(2) == 0);
            capacity = IntStream.range(0, count).map(s -> 1 + below(3)).toArray();
            inputs = new double[line.inputs()][1024];
            moving = below(2) == 0;
            draw();
        }

        int below(int bound) {
            return stream.below(bound, used++);
        }

        void draw() {
            int count = line.stations().size();
            inputs[0][5] = INTERVALS[below(4)];
            for (int s = 0; s < count; s++) {
                inputs[1 + s][5] = MEANS[below(5)];
                if (line.hasSd()) {
                    inputs[line.sd() + s][5] = 0.5 * below(5);
                }
                if (line.hasScrap()) {
                    inputs[line.scrap() + s][5] = 0.25 * below(3);
                }
                if (line.breakdown() != null) {
                    inputs[line.mtbf() + s][5] = 5 + 5 * below(4);
                    inputs[line.mttr() + s][5] = below(6);
                }
                if (line.hasBuffer()) {
                    inputs[line.buffer() + s][5] = BUFFERS[below(5)];
                }
                if (line.hasHold()) {
                    inputs[line.hold() + s][5] = below(4) == 0 ? 1 : 0;
                }
            }
        }
    }

    @Test
    void run_thousandsOfLines_equalsTheSlowSimulator() {
        int compared = 0;
        long pieces = 0;
        long blocks = 0;
        for (int number = 0; number < 2000; number++) {
            Case c = new Case(number);
            Draws draws = Draws.of(number);
            TandemBlock fast = new TandemBlock(c.line);
            TandemInputs reader = reader(c.line, number, c.inputs);
            SlowLine slow = new SlowLine(c.line, draws, 2048 + 5, c.capacity);
            double[][] counters = new double[c.line.counters()][1024];
            double[][] capacity = new double[c.capacity.length][1024];
            for (int s = 0; s < c.capacity.length; s++) {
                capacity[s][5] = c.capacity[s];
            }
            fast.begin(2048, 5, 6, capacity);
            List<String> names = c.line.counterNames();
            for (int step = 0; step < 30; step++) {
                fast.run(6 * step, 6 * step + 6, reader, counters, 5, 6);
                slow.run(6 * step, 6 * step + 6, k -> c.inputs[k][5]);
                for (Map.Entry<String, Double> count : slow.counts().entrySet()) {
                    double actual = counters[names.indexOf("line." + count.getKey())][5];
                    if (actual != count.getValue()) {
                        assertThat(actual).as(count.getKey() + where(c, number, step)).isEqualTo(count.getValue());
                    }
                    compared++;
                }
                for (Map.Entry<String, Double> time : slow.times().entrySet()) {
                    double actual = counters[names.indexOf("line." + time.getKey())][5];
                    if (!(Math.abs(actual - time.getValue()) <= 1e-9)) {
                        assertThat(actual).as(time.getKey() + where(c, number, step)).isEqualTo(time.getValue());
                    }
                    compared++;
                }
                if (c.moving) {
                    c.draw();
                }
            }
            pieces += (long) counters[names.indexOf("line.completed")][5];
            blocks += counters[names.indexOf("line.blocked.s0")][5] > 0 ? 1 : 0;
        }
        assertThat(compared).isGreaterThan(900_000);
        assertThat(pieces).isGreaterThan(50_000);
        assertThat(blocks).isGreaterThan(400);
    }

    private static String where(Case c, int number, int step) {
        return " of " + c.line + " case " + number + " step " + step;
    }

    @Test
    void run_manyTwinsAtOnce_equalsEachTwinAlone() {
        TandemLine line = new TandemLine("line", List.of("a", "b"), Form.EXPONENTIAL, Form.GAMMA, true, true,
                Form.EXPONENTIAL, true, false);
        double[][] inputs = inputs(line, 3, 2, 1, 0.1, 40, 5, 2);
        double[][] capacity = new double[2][1024];
        for (int i = 0; i < 1024; i++) {
            inputs[0][i] = 2 + i % 7 * 0.5;
            capacity[0][i] = 1 + i % 3;
            capacity[1][i] = 1 + i % 2;
        }
        double[][] whole = new double[line.counters()][1024];
        TandemBlock all = new TandemBlock(line);
        all.begin(1024, 0, 1024, capacity);
        steps(all, reader(line, 7, inputs), whole, 0, 20, 0, 1024);
        for (int i : new int[] {0, 1, 500, 1022, 1023}) {
            double[][] own = new double[line.counters()][1024];
            TandemBlock one = new TandemBlock(line);
            one.begin(1024, i, i + 1, capacity);
            steps(one, reader(line, 7, inputs), own, 0, 20, i, i + 1);
            for (int c = 0; c < own.length; c++) {
                assertThat(own[c][i]).as(line.counterNames().get(c)).isEqualTo(whole[c][i]);
            }
        }
    }

    @Test
    void copyFrom_halfway_goesOnAsTheOtherWould() {
        TandemLine line = new TandemLine("line", List.of("a", "b"), Form.EXPONENTIAL, Form.NORMAL, true, true,
                Form.EXPONENTIAL, true, true);
        double[][] inputs = inputs(line, 2, 2, 1, 0.1, 40, 5, 2);
        double[][] capacity = new double[2][1024];
        Arrays.stream(capacity).forEach(servers -> Arrays.fill(servers, 2));
        TandemBlock first = new TandemBlock(line);
        first.begin(0, 0, 1000, capacity);
        double[][] expected = new double[line.counters()][1024];
        steps(first, reader(line, 7, inputs), expected, 0, 10, 0, 1000);
        TandemBlock second = new TandemBlock(line);
        second.copyFrom(first);
        steps(first, reader(line, 7, inputs), expected, 10, 30, 0, 1000);
        double[][] copied = new double[line.counters()][1024];
        double[][] other = inputs(line, 2, 1, 1, 0, 40, 5, 2);
        TandemBlock third = new TandemBlock(line);
        third.copyFrom(second);
        steps(third, reader(line, 7, other), copied, 10, 30, 0, 1000);
        assertThat(copied).isNotEqualTo(expected);
        steps(second, reader(line, 7, inputs), copied, 10, 30, 0, 1000);
        assertThat(copied).isEqualTo(expected);
    }

    @Test
    void begin_againAndCountersThatNobodyReads_forgetsAndSkips() {
        TandemLine line = new TandemLine("line", List.of("a"), Form.CONSTANT, Form.CONSTANT, false, false, null, false,
                false);
        double[][] inputs = inputs(line, 2, 5, 0, 0, 0, 0, 0);
        TandemBlock block = new TandemBlock(line);
        double[][] counters = new double[line.counters()][];
        counters[0] = new double[1024];
        for (int round = 0; round < 2; round++) {
            block.begin(0, 0, 3, filled(1, 1));
            block.write(counters, 0, 3);
            assertThat(counters[0]).startsWith(0, 0, 0);
            block.run(0, 7, reader(line, 1, inputs), counters, 0, 3);
            assertThat(counters[0]).startsWith(3, 3, 3, 0);
        }
    }

    @Test
    void run_eventsOnTheEndOfAStep_belongToTheNextStep() {
        TandemLine line = new TandemLine("line", List.of("a"), Form.CONSTANT, Form.CONSTANT, false, false, null, false,
                false);
        double[][] inputs = inputs(line, 60, 0, 0, 0, 0, 0, 0);
        TandemBlock block = new TandemBlock(line);
        double[][] counters = new double[line.counters()][1024];
        block.begin(0, 0, 1, filled(1, 1));
        block.run(0, 60, reader(line, 1, inputs), counters, 0, 1);
        assertThat(counters[TandemLine.INTRODUCED][0]).isZero();
        block.run(60, 28_800, reader(line, 1, inputs), counters, 0, 1);
        assertThat(counters[TandemLine.INTRODUCED][0]).isEqualTo(479);
    }

    @Test
    void begin_capacityThatIsNoCount_isRefused() {
        TandemLine line = new TandemLine("line", List.of("a"), Form.CONSTANT, Form.CONSTANT, false, false, null, false,
                false);
        TandemBlock block = new TandemBlock(line);
        for (double servers : new double[] {0, 1.5, -1, Double.NaN, 2e6}) {
            assertThatThrownBy(() -> block.begin(1024, 2, 3, filled(1, servers))).isInstanceOf(InputException.class)
                    .hasMessage("capacity of queue line at a must be a whole number from 1 to 1,000,000, got "
                            + Numbers.shortest(servers) + "; twin 1026");
        }
    }

    @Test
    void run_inputsOutOfRange_areRefusedByName() {
        assertRefused(0, 0, "interval of queue line must be positive and move the clock, got 0.0; twin 5 at time 0.0");
        assertRefused(0, 1e-320, "interval of queue line must be positive and move the clock, got 1.0E-320; "
                + "twin 5 at time 3.0");
        assertRefused(1, -1, "mean service of queue line at a must be at least 0, got -1.0; twin 5 at time 3.0");
        assertRefused(2, Double.NaN,
                "sd of service of queue line at a must be at least 0, got NaN; twin 5 at time 3.0");
        assertRefused(3, 1.1, "scrap of queue line at a must be in [0, 1], got 1.1; twin 5 at time 10.0");
        assertRefused(4, -3,
                "mtbf of queue line at a must be positive and move the clock, got -3.0; twin 5 at time 0.0");
        assertRefused(5, -3, "mttr of queue line at a must be at least 0, got -3.0; twin 5 at time 4.0");
        assertRefused(6, 0.5, "buffer of queue line at a must be a whole number of at least 0, got 0.5; "
                + "twin 5 at time 3.0");
    }

    private static void assertRefused(int input, double value, String message) {
        TandemLine line = new TandemLine("line", List.of("a"), Form.CONSTANT, Form.NORMAL, true, true, Form.CONSTANT,
                true, false);
        double[][] inputs = inputs(line, 3, 2, 0, 0, 4, 5, 9);
        if (value != 1e-320) {
            inputs[input][5] = value;
        }
        if (input == 5) {
            inputs[1][5] = 0.5;
        }
        TandemBlock block = new TandemBlock(line);
        double[][] counters = new double[line.counters()][1024];
        block.begin(0, 5, 6, filled(1, 1));
        assertThatThrownBy(() -> {
            if (value == 1e-320) {
                block.run(0, 3, reader(line, 1, inputs), counters, 5, 6);
                inputs[input][5] = value;
            }
            block.run(value == 1e-320 ? 3 : 0, 30, reader(line, 1, inputs), counters, 5, 6);
        }).isInstanceOf(InputException.class).hasMessage(message);
    }

    private static void steps(TandemBlock block, TandemInputs inputs, double[][] counters, int first, int last,
            int from, int to) {
        for (int step = first; step < last; step++) {
            block.run(5 * step, 5 * step + 5, inputs, counters, from, to);
        }
    }

    private static TandemInputs reader(TandemLine line, long seed, double[][] inputs) {
        TandemInputs reader = new TandemInputs(line, Draws.of(seed));
        reader.read(inputs);
        return reader;
    }

    private static double[][] filled(int count, double value) {
        double[][] arrays = new double[count][1024];
        Arrays.stream(arrays).forEach(array -> Arrays.fill(array, value));
        return arrays;
    }

    private static double[][] inputs(TandemLine line, double interval, double mean, double sd, double scrap,
            double mtbf, double mttr, double buffer) {
        double[][] inputs = filled(line.inputs(), 0);
        Arrays.fill(inputs[0], interval);
        for (int s = 0; s < line.stations().size(); s++) {
            Arrays.fill(inputs[1 + s], mean);
            if (line.hasSd()) {
                Arrays.fill(inputs[line.sd() + s], sd);
            }
            if (line.hasScrap()) {
                Arrays.fill(inputs[line.scrap() + s], scrap);
            }
            if (line.breakdown() != null) {
                Arrays.fill(inputs[line.mtbf() + s], mtbf);
                Arrays.fill(inputs[line.mttr() + s], mttr);
            }
            if (line.hasBuffer()) {
                Arrays.fill(inputs[line.buffer() + s], buffer);
            }
        }
        return inputs;
    }
}
