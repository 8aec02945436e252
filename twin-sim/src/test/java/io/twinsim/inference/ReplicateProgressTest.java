package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.internal.parallel.StopSignal;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A stop signal hears of every batch of replicates. */
class ReplicateProgressTest {

    @Test
    void signal_ofARun_hearsOfEveryBatch() {
        List<Long> heard = new CopyOnWriteArrayList<>();
        StopSignal signal = new StopSignal() {
            @Override
            public boolean stopped() {
                return false;
            }

            @Override
            public void advanced(long done, long total) {
                assertThat(total).isEqualTo(999);
                heard.add(done);
            }
        };
        double[] values = {1, 5, 2, 8, 4, 4, 9, 3};
        IntervalOptions options = IntervalOptions.of().withMethod(IntervalMethod.PERCENTILE).withReplicates(999);
        Estimate told = MeanEstimate.of(values, "told", options.withThreads(2).withStop(signal));
        assertThat(heard).hasSize(8).contains(999L).doesNotHaveDuplicates();
        assertThat(heard.stream().sorted().toList())
                .allSatisfy(done -> assertThat(done).isBetween(1L, 999L));
        assertThat(told).isEqualTo(MeanEstimate.of(values, "told", options));
    }
}
