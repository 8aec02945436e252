package io.twinsim.report;

import io.twinsim.model.Intervention;
import io.twinsim.model.TimeSpan;
import io.twinsim.model.TimelineNode;
import io.twinsim.model.TwinModel;
import io.twinsim.timeline.TimelineResult;
import java.util.List;
import java.util.Optional;

/** Times and units of a timeline, in words. */
final class ReportTimes {

    private static final List<String> CLOCK = List.of("day", "h", "min", "s");

    private final TimelineResult result;

    ReportTimes(TimelineResult result) {
        this.result = result;
    }

    /** How long twins live. */
    String horizon() {
        double[] times = result.times();
        return span(times[times.length - 1]);
    }

    /** A time in the largest unit in which it is a whole number, up to days. */
    String span(double time) {
        TimeSpan span = new TimeSpan(time, result.unit());
        int own = CLOCK.indexOf(span.unit());
        for (int k = 0; k < own && span.count() > 0; k++) {
            double count = span.in(CLOCK.get(k));
            if (count >= 1 && count == Math.rint(count)) {
                return new TimeSpan(count, CLOCK.get(k)).toString();
            }
        }
        return span.toString();
    }

    /** The world, if an intervention is there to ask. */
    Optional<TwinModel> model() {
        return result.interventions().values().stream().flatMap(List::stream).map(Intervention::model).findFirst();
    }

    /** The unit of a node with a comma behind it; nothing if none is known. */
    String unit(String name) {
        return model().flatMap(TwinModel::timeline).flatMap(spec -> spec.nodes().stream()
                .filter(node -> node.name().equals(name)).findFirst()).flatMap(TimelineNode::unit)
                .map(unit -> unit + ", ").orElse("");
    }
}
