package io.twinsim.timeline;

import io.twinsim.expr.Expr;
import io.twinsim.model.QueueSpec;
import io.twinsim.model.QueueSpec.Form;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a tandem line is made of: its stations in the order of flow, the forms of its durations, and which of the
 * inputs that may be left out it has.
 *
 * <p>Inputs are numbered: the interval; then for all stations the mean, and where they are present, each for all
 * stations, sd, scrap, mtbf, mttr, buffer and hold. Counters come in the order of {@link QueueSpec#counters}: those of
 * the line, then each of the stations' for all stations. A block keeps them twin by twin in another order, those of a
 * station side by side: the places given by {@link #counters(int)}.
 *
 * @param name the name of the queue
 * @param stations the stations, first to last
 * @param arrivals constant or exponential
 * @param service any form
 * @param hasSd whether there is an sd of the service
 * @param hasScrap whether there is a probability of scrap
 * @param breakdown constant or exponential; null if nothing breaks down
 * @param hasBuffer whether buffers are bounded
 * @param hasHold whether stations can be held
 */
record TandemLine(String name, List<String> stations, Form arrivals, Form service, boolean hasSd,
        boolean hasScrap, @Nullable Form breakdown, boolean hasBuffer, boolean hasHold) {

    static final int INTRODUCED = 0;
    static final int COMPLETED = 1;
    static final int DEFECTIVE = 2;
    static final int REFUSED = 3;
    static final int WIP = 4;
    static final int FLOW_TIME = 5;

    static final int PROCESSED = 0;
    static final int DEFECTS = 1;
    static final int QUEUE = 2;
    static final int IN_SERVICE = 3;
    static final int BUSY = 4;
    static final int BLOCKED = 5;
    static final int DOWN = 6;
    static final int FAILURES = 7;
    static final int UP = 8;
    static final int WAIT = 9;

    /** Counters of the line, and of a station. */
    static final int OF_LINE = 6;
    static final int OF_STATION = 10;

    static final int INTERVAL = 0;
    static final int MEAN = 1;

    TandemLine {
        stations = List.copyOf(stations);
    }

    /** The line that a world declares. */
    static TandemLine of(QueueSpec spec) {
        return new TandemLine(spec.name(), spec.stations(), spec.arrivals(), spec.service(), !spec.sd().isEmpty(),
                !spec.scrap().isEmpty(), spec.mtbf().isEmpty() ? null : spec.breakdown(), !spec.buffer().isEmpty(),
                !spec.hold().isEmpty());
    }

    /** The formulas of the inputs in their order. */
    static List<Expr> inputs(QueueSpec spec) {
        List<Expr> inputs = new ArrayList<>();
        inputs.add(spec.interval());
        for (List<Expr> part : List.of(spec.mean(), spec.sd(), spec.scrap(), spec.mtbf(), spec.mttr(), spec.buffer(),
                spec.hold())) {
            inputs.addAll(part);
        }
        return List.copyOf(inputs);
    }

    /** Where the sds begin among the inputs. */
    int sd() {
        return MEAN + stations.size();
    }

    int scrap() {
        return sd() + (hasSd ? stations.size() : 0);
    }

    int mtbf() {
        return scrap() + (hasScrap ? stations.size() : 0);
    }

    int mttr() {
        return mtbf() + (breakdown != null ? stations.size() : 0);
    }

    int buffer() {
        return mttr() + (breakdown != null ? stations.size() : 0);
    }

    int hold() {
        return buffer() + (hasBuffer ? stations.size() : 0);
    }

    /** How many inputs there are. */
    int inputs() {
        return hold() + (hasHold ? stations.size() : 0);
    }

    /** How many counters there are. */
    int counters() {
        return counters(stations.size());
    }

    /** Where a block keeps the counters of a station. */
    int counters(int station) {
        return OF_LINE + station * OF_STATION;
    }

    /** The names of all counters in their order, such as {@code line.completed} and {@code line.queue.assembly}. */
    List<String> counterNames() {
        List<String> names = new ArrayList<>();
        QueueSpec.LINE_COUNTERS.forEach(counter -> names.add(name + "." + counter));
        for (String counter : QueueSpec.STATION_COUNTERS) {
            stations.forEach(station -> names.add(name + "." + counter + "." + station));
        }
        return List.copyOf(names);
    }

    /** For each counter in their order, where a block keeps it. */
    int[] places() {
        int[] places = new int[counters()];
        int at = 0;
        while (at < OF_LINE) {
            places[at] = at++;
        }
        for (int k = 0; k < OF_STATION; k++) {
            for (int s = 0; s < stations.size(); s++) {
                places[at++] = counters(s) + k;
            }
        }
        return places;
    }

    /** How messages call something of a station. */
    String text(String what, int station) {
        return what + " of queue " + name + " at " + stations.get(station);
    }

    /** Purposes of draws are numbered like this: arrivals, then for each station service, scrap, uptime, repair. */
    String[] paths() {
        List<String> paths = new ArrayList<>();
        paths.add("queue/" + name + "/arrivals/");
        for (String station : stations) {
            for (String purpose : List.of("service", "scrap", "uptime", "repair")) {
                paths.add("queue/" + name + "/" + station + "/" + purpose + "/");
            }
        }
        return paths.toArray(String[]::new);
    }
}
