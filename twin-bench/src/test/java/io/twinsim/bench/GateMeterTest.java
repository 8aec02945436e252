package io.twinsim.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The meter, with a clock that only operations move. */
class GateMeterTest {

    private long now;
    private long allocated;
    private int runs;
    private final GateMeter meter = new GateMeter(() -> now, () -> allocated);

    /** An operation that takes some nanoseconds, and ten times as long every fifth time. */
    private GateOp taking(long nanos) {
        return () -> {
            runs++;
            now += runs % 5 == 0 ? 10 * nanos : nanos;
            return now;
        };
    }

    private static GateOp of(Runnable body) {
        return () -> {
            body.run();
            return "";
        };
    }

    @Test
    void times_disturbedTurns_doNotCount() {
        assertThat(meter.times(new GateWork(1, taking(300_000), taking(100_000)), 100_000_000))
                .containsExactly(300_000, 100_000);
    }

    @Test
    void times_shortOperation_isRepeatedForSixtyMicroseconds() {
        GateOp reference = of(() -> now += 1_000_000);
        int[] done = new int[1];
        GateOp target = of(() -> {
            done[0]++;
            now += 100;
        });
        assertThat(meter.times(new GateWork(1, target, reference), 0)).containsExactly(100, 1_000_000);
        assertThat(done[0]).isEqualTo(9 + 25 * 600);
    }

    @Test
    void times_turns_alternate() {
        StringBuilder order = new StringBuilder();
        GateOp target = of(() -> {
            order.append('t');
            now += 60_000;
        });
        GateOp reference = of(() -> {
            order.append('r');
            now += 60_000;
        });
        meter.times(new GateWork(1, target, reference), 40 * 120_000);
        assertThat(order.toString()).isEqualTo("t".repeat(9) + "r".repeat(9) + "tr".repeat(40));
    }

    @Test
    void warm_runs_forTheTimeAndAtLeastFiveTimes() {
        int[] done = new int[1];
        GateOp op = of(() -> {
            done[0]++;
            now += 1_000;
        });
        meter.warm(op, 0);
        assertThat(done[0]).isEqualTo(5);
        meter.warm(op, 20_000);
        assertThat(done[0]).isEqualTo(25);
    }

    @Test
    void bytes_someRunsMore_isTheMedian() {
        assertThat(meter.bytes(of(() -> allocated += ++runs % 3 == 0 ? 5_000 : 64))).isEqualTo(64);
    }

    @Test
    void bytes_realCounter_seesTheObjectPerRowAndNothingElse() {
        double[] out = new double[1_000];
        GateWork work = new GateWork(out.length, () -> {
            for (int i = 0; i < out.length; i++) {
                out[i] += i;
            }
            return out;
        }, () -> out);
        GateMeter real = GateMeter.ofThread();
        long clean = real.bytes(work.target());
        assertThat(clean).isLessThan(256);
        assertThat(real.bytes(GatePlant.into(work, GatePlant.ALLOCATE).target()))
                .isBetween(clean + 16_000, clean + 32_000);
        assertThat(real.bytes(GatePlant.into(work, GatePlant.SLOW).target())).isLessThan(256);
        assertThat(GatePlant.into(work, null)).isSameAs(work);
    }
}
