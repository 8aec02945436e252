package io.twinsim.worlds;

import io.twinsim.InputException;
import io.twinsim.column.CategoryColumn;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import io.twinsim.internal.text.TextTable;
import io.twinsim.model.Population;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Key figures of one line of the factory world, from the start of the shift up to a moment. They are read off a
 * snapshot: {@code LineKpis.of(timeline.state("8 h"), 0)}. A ratio of nothing is empty, never 0: before the first piece
 * is finished there is no yield and no throughput time.
 *
 * <p>The line as a whole can be no faster than its slowest station (by design, per place), so its OEE is that station's
 * availability x its performance x the share of the pieces that it processed which left the line as good ones.
 *
 * @param introduced pieces that entered the line
 * @param completed pieces that left it finished
 * @param defective pieces that left it as defective, at whatever station
 * @param inLine pieces in the line at this moment
 * @param throughput finished pieces an hour, over the whole time
 * @param throughputTime mean time from entering to leaving of the finished pieces, in seconds; empty if there is none
 * @param yield completed / (completed + defective); empty if nothing left the line
 * @param oee of the line; empty if its slowest station has processed nothing
 * @param bottleneck the station with the highest utilisation, of equals assembly, loading, packaging, inspection
 * @param stations figures of the stations, in the order of the line
 */
public record LineKpis(long introduced, long completed, long defective, long inLine, double throughput,
        OptionalDouble throughputTime, OptionalDouble yield, OptionalDouble oee, String bottleneck,
        List<StationKpis> stations) {

    private static final List<String> STATIONS = List.of("loading", "assembly", "inspection", "packaging");

    /** Key figures with the stations in the order of the line; the list is copied. */
    public LineKpis {
        stations = List.copyOf(stations);
    }

    /**
     * The figures of one line.
     *
     * @param state a snapshot of twins of the world {@code factory}, after the start
     * @param line position of the line in the snapshot, from 0
     * @return its figures
     * @throws InputException if there is no such line, or a column of the factory world is not there
     */
    public static LineKpis of(Population state, int line) {
        Checks.notNull(state, "state");
        Checks.inRange(0, state.size() - 1L, line, "line");
        long completed = count(state, "line.completed", line);
        long defective = count(state, "line.defective", line);
        List<StationKpis> stations = new ArrayList<>();
        for (String station : STATIONS) {
            stations.add(station(state, station, line));
        }
        return new LineKpis(count(state, "line.introduced", line), completed, defective,
                count(state, "line.wip", line), value(state, "throughput", line),
                ratio(value(state, "line.flow_time", line), completed), ratio(completed, completed + defective),
                oee(state, line), ((CategoryColumn) state.column("bottleneck")).label(line), stations);
    }

    private static OptionalDouble oee(Population state, int line) {
        String slowest = STATIONS.get(0);
        for (String station : STATIONS) {
            slowest = cycle(state, station, line) > cycle(state, slowest, line) ? station : slowest;
        }
        StationKpis station = station(state, slowest, line);
        OptionalDouble good = ratio(count(state, "line.completed", line), station.processed());
        return good.isPresent()
                ? OptionalDouble.of(station.availability() * station.performance() * good.getAsDouble())
                : good;
    }

    /** Ideal time between two pieces of a station. */
    private static double cycle(Population state, String station, int line) {
        return value(state, "design_time." + station, line) / value(state, "servers." + station, line);
    }

    private static StationKpis station(Population state, String station, int line) {
        long processed = count(state, "line.processed." + station, line);
        long defects = count(state, "line.defects." + station, line);
        return new StationKpis(station, processed, defects, count(state, "line.queue." + station, line),
                value(state, "health." + station, line), value(state, "utilisation." + station, line),
                value(state, "availability." + station, line), value(state, "performance." + station, line),
                ratio(processed - defects, processed));
    }

    private static OptionalDouble ratio(double part, double whole) {
        return whole > 0 ? OptionalDouble.of(part / whole) : OptionalDouble.empty();
    }

    private static double value(Population state, String column, int line) {
        return state.doubles(column)[line];
    }

    private static long count(Population state, String column, int line) {
        return (long) value(state, column, line);
    }

    static String shown(OptionalDouble ratio, int decimals) {
        return ratio.isPresent() ? Numbers.fixed(ratio.getAsDouble(), decimals) : "undefined";
    }

    /**
     * The figures as text: the line, then a table of its stations.
     *
     * @return several lines of at most 100 characters
     */
    public String table() {
        TextTable table = TextTable.of("station", ">processed", ">defects", ">waiting", ">health", ">busy",
                ">availability", ">performance", ">quality", ">OEE");
        for (StationKpis s : stations) {
            table.row(s.station(), Numbers.grouped(s.processed()), Numbers.grouped(s.defects()),
                    Numbers.grouped(s.waiting()), Numbers.fixed(s.health(), 2), Numbers.fixed(s.utilisation(), 3),
                    Numbers.fixed(s.availability(), 3), Numbers.fixed(s.performance(), 3), shown(s.quality(), 3),
                    shown(s.oee(), 3));
        }
        return "introduced " + Numbers.grouped(introduced) + ", completed " + Numbers.grouped(completed)
                + ", defective " + Numbers.grouped(defective) + ", in the line " + Numbers.grouped(inLine)
                + "\n" + "yield " + shown(yield, 4) + ", OEE " + shown(oee, 3) + ", "
                + Numbers.fixed(throughput, 1) + " an hour, throughput time " + shown(throughputTime, 0)
                + " s, bottleneck " + bottleneck + "\n" + table.render(2);
    }

    /** Completed pieces, yield, OEE and bottleneck. */
    @Override
    public String toString() {
        return Lines.one("LineKpis[" + completed + " done, yield " + shown(yield, 4) + ", OEE " + shown(oee, 3) + ", "
                + bottleneck + "]");
    }
}
