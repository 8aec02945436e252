package io.twinsim.timeline;

import io.twinsim.model.QueueSpec.Form;
import io.twinsim.random.Draws;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.IntToDoubleFunction;

/**
 * One tandem line for one twin, written to be read: objects, an event queue, after each event a search for anything
 * that can move. What {@link TandemBlock} must equal.
 */
final class SlowLine {

    private record Event(double time, int rank, int server, Runnable action, long version, Station station) {
    }

    private static final class Piece {
        final int number;
        final double arrived;
        double entered;

        Piece(int number, double arrived) {
            this.number = number;
            this.arrived = arrived;
        }
    }

    private static final class Server {
        Piece piece;
        double finish;
        boolean blocked;
        double workFrom;
        double blockedFrom;
    }

    private final class Station {
        final int index;
        final String name;
        final Deque<Piece> queue = new ArrayDeque<>();
        final List<Server> servers = new ArrayList<>();
        boolean up = true;
        double downFrom;
        double repair;
        long version;
        int processed;
        int defects;
        int failures;
        double wait;
        double busy;
        double blockedTime;
        double down;

        Station(int index, int capacity) {
            this.index = index;
            this.name = line.stations().get(index);
            for (int k = 0; k < capacity; k++) {
                servers.add(new Server());
            }
        }

        Server idle() {
            return servers.stream().filter(server -> server.piece == null).findFirst().orElse(null);
        }

        Server longestBlocked() {
            return servers.stream().filter(server -> server.blocked)
                    .min(Comparator.comparingDouble(server -> server.blockedFrom)).orElse(null);
        }

        boolean starts() {
            return up && idle() != null && !(line.hasHold() && input(line.hold() + index) != 0);
        }

        boolean accepts() {
            return !line.hasBuffer() || queue.size() < input(line.buffer() + index) || queue.isEmpty() && starts();
        }

        void enter(Piece piece) {
            piece.entered = now;
            queue.add(piece);
        }

        void start() {
            Piece piece = queue.remove();
            wait += now - piece.entered;
            Server server = idle();
            server.piece = piece;
            server.workFrom = now;
            double sd = line.hasSd() ? input(line.sd() + index) : 0;
            server.finish = now + duration(line.service(), "service", piece.number, input(1 + index), sd);
            schedule(server);
        }

        void schedule(Server server) {
            events.add(new Event(server.finish, line.stations().size() - index, servers.indexOf(server),
                    () -> complete(server), version, this));
        }

        void complete(Server server) {
            processed++;
            Piece piece = server.piece;
            busy += now - server.workFrom;
            if (line.hasScrap() && uniform(name + "/scrap", piece.number) < input(line.scrap() + index)) {
                defects++;
                defective++;
                server.piece = null;
            } else if (index + 1 == line.stations().size()) {
                completed++;
                flowTime += now - piece.arrived;
                server.piece = null;
            } else if (stations.get(index + 1).accepts()) {
                server.piece = null;
                stations.get(index + 1).enter(piece);
            } else {
                server.blocked = true;
                server.blockedFrom = now;
            }
        }

        void fail() {
            repair = now + duration(line.breakdown(), "repair", failures, input(line.mttr() + index), 0);
            failures++;
            up = false;
            downFrom = now;
            version++;
            for (Server server : servers) {
                if (server.piece != null && !server.blocked) {
                    busy += now - server.workFrom;
                    server.finish = repair + (server.finish - now);
                    server.workFrom = repair;
                    schedule(server);
                }
            }
            events.add(new Event(repair, 2 * line.stations().size() - index, 0, this::comeUp, -1, this));
        }

        void comeUp() {
            up = true;
            down += now - downFrom;
            planFailure();
        }

        void planFailure() {
            double failure = now + duration(line.breakdown(), "uptime", failures, input(line.mtbf() + index), 0);
            events.add(new Event(failure, 2 * line.stations().size() - index, 0, this::fail, -1, this));
        }

        double duration(Form form, String purpose, int number, double mean, double sd) {
            return form == Form.CONSTANT ? mean
                    : TandemDuration.of(form, uniform(name + "/" + purpose, number), mean, sd);
        }
    }

    private final TandemLine line;
    private final Draws draws;
    private final long twin;
    private final List<Station> stations = new ArrayList<>();
    private final PriorityQueue<Event> events = new PriorityQueue<>(
            Comparator.comparingDouble(Event::time).thenComparingInt(Event::rank).thenComparingInt(Event::server));
    private IntToDoubleFunction inputs;
    private double now;
    private boolean begun;
    private int arrivals;
    private int introduced;
    private int refused;
    private int completed;
    private int defective;
    private double flowTime;

    SlowLine(TandemLine line, Draws draws, long twin, int... capacity) {
        this.line = line;
        this.draws = draws;
        this.twin = twin;
        for (int s = 0; s < capacity.length; s++) {
            stations.add(new Station(s, capacity[s]));
        }
    }

    private double input(int number) {
        return inputs.applyAsDouble(number);
    }

    private double uniform(String purpose, int number) {
        return draws.stream("queue/" + line.name() + "/" + purpose + "/" + number).uniform(twin);
    }

    private void planArrival() {
        double interval = input(0);
        double time = now + (line.arrivals() == Form.CONSTANT ? interval
                : TandemDuration.of(line.arrivals(), uniform("arrivals", arrivals), interval, 0));
        events.add(new Event(time, 2 * line.stations().size() + 1, 0, this::arrive, -1, null));
    }

    private void arrive() {
        Piece piece = new Piece(arrivals++, now);
        if (stations.get(0).accepts()) {
            introduced++;
            stations.get(0).enter(piece);
        } else {
            refused++;
        }
        planArrival();
    }

    /** Whatever can move moves, stations that are further down first. */
    private void settle() {
        for (int s = stations.size() - 1; s >= 0; s--) {
            Station station = stations.get(s);
            if (!station.queue.isEmpty() && station.starts()) {
                station.start();
                settle();
                return;
            }
            if (s > 0 && stations.get(s - 1).longestBlocked() != null && station.accepts()) {
                Server server = stations.get(s - 1).longestBlocked();
                stations.get(s - 1).blockedTime += now - server.blockedFrom;
                station.enter(server.piece);
                server.piece = null;
                server.blocked = false;
                settle();
                return;
            }
        }
    }

    void run(double start, double end, IntToDoubleFunction newInputs) {
        inputs = newInputs;
        now = start;
        if (!begun) {
            begun = true;
            planArrival();
            if (line.breakdown() != null) {
                stations.forEach(Station::planFailure);
            }
        }
        settle();
        while (events.peek().time() < end) {
            Event event = events.remove();
            if (event.version() < 0 || event.version() == event.station().version) {
                now = event.time();
                event.action().run();
                settle();
            }
        }
        now = end;
    }

    /** Counts, exact. */
    Map<String, Double> counts() {
        Map<String, Double> counts = new LinkedHashMap<>();
        int pieces = 0;
        for (Station station : stations) {
            long inService = station.servers.stream().filter(server -> server.piece != null).count();
            pieces += station.queue.size() + (int) inService;
            counts.put("processed." + station.name, (double) station.processed);
            counts.put("defects." + station.name, (double) station.defects);
            counts.put("queue." + station.name, (double) station.queue.size());
            counts.put("in_service." + station.name, (double) inService);
            counts.put("failures." + station.name, (double) station.failures);
            counts.put("up." + station.name, station.up ? 1.0 : 0.0);
            counts.put("wait." + station.name, station.wait);
        }
        counts.put("introduced", (double) introduced);
        counts.put("completed", (double) completed);
        counts.put("defective", (double) defective);
        counts.put("refused", (double) refused);
        counts.put("wip", (double) pieces);
        counts.put("flow_time", flowTime);
        return counts;
    }

    /** Times, added up in another order than those of the block. */
    Map<String, Double> times() {
        Map<String, Double> times = new LinkedHashMap<>();
        for (Station station : stations) {
            double busy = station.busy;
            double blocked = station.blockedTime;
            for (Server server : station.servers) {
                if (server.piece != null && server.blocked) {
                    blocked += now - server.blockedFrom;
                } else if (server.piece != null && station.up) {
                    busy += now - server.workFrom;
                }
            }
            times.put("busy." + station.name, busy);
            times.put("blocked." + station.name, blocked);
            times.put("down." + station.name, station.down + (station.up ? 0 : now - station.downFrom));
        }
        return times;
    }
}
