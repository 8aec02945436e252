package io.twinsim.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.model.Population;
import io.twinsim.sim.ProgressListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TimelineProgressTest {

    private static Timeline timeline(Population twins) {
        return Timeline.of(twins).over("5 days").withThreads(2);
    }

    /** Events come on a thread of their own: the last one may come after the result. */
    private static List<Long> heard(Timeline timeline, long total) throws InterruptedException {
        List<Long> heard = new CopyOnWriteArrayList<>();
        CountDownLatch last = new CountDownLatch(1);
        timeline.withListener((phase, done, of) -> {
            assertThat(phase).isEqualTo(ProgressListener.Phase.TIMELINE);
            assertThat(of).isEqualTo(total);
            heard.add(done);
            if (done == total) {
                last.countDown();
            }
        }).run();
        assertThat(last.await(1, TimeUnit.MINUTES)).isTrue();
        return heard;
    }

    @Test
    void listener_ofARun_hearsEveryTileToTheEnd() throws InterruptedException {
        Population twins = LittleWorlds.walk().generate(20_000, 3);
        List<Long> heard = heard(timeline(twins), 20_000);
        assertThat(heard).hasSizeGreaterThan(3).doesNotHaveDuplicates().contains(20_000L)
                .allSatisfy(done -> assertThat(done).isBetween(1L, 20_000L));
    }

    @Test
    void listener_ofAView_countsItsTwins() throws InterruptedException {
        Population some = LittleWorlds.walk().generate(20_000, 3).slice(1_500, 9_000);
        assertThat(heard(timeline(some), 7_500)).contains(7_500L);
    }

    @Test
    void listener_thatThrows_changesNothing() {
        Timeline timeline = timeline(LittleWorlds.walk().generate(3_000, 3));
        String calm = timeline.run().toJson();
        assertThat(timeline.withListener((phase, done, total) -> {
            throw new IllegalStateException("planted");
        }).run().toJson()).isEqualTo(calm);
        assertThat(timeline.withListener((phase, done, total) -> { }).hash()).isEqualTo(timeline.hash());
        assertThatThrownBy(() -> timeline.withListener(null)).isInstanceOf(InputException.class)
                .hasMessage("listener must not be null");
    }
}
