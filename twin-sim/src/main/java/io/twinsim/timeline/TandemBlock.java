package io.twinsim.timeline;

import io.twinsim.internal.math.Blocks;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The tandem lines of a block of twins, one line each, run from event to event.
 *
 * <p>Pieces arrive, pass the stations in order and leave; a station serves first in, first out, with one or more
 * servers. A piece that is completed is scrapped and leaves, or moves on, or, where the next buffer is full, blocks its
 * server until there is room (blocking after service); the server that has been blocked longest goes first. A first
 * buffer that is full turns arrivals away. A station that fails stops: pieces on its servers wait for the repair and
 * then go on where they were; a completed piece may leave all the same. A station on hold takes no new piece.
 *
 * <p>A run covers the events of [start, end): what falls on the end belongs to the next run. Inputs are constant
 * within a run; the interval is read at an arrival (the first at the start), mean and sd at the start of a service,
 * scrap at its completion, mtbf when the station comes up, mttr when it fails, buffer and hold all the time. Of events
 * at one time, completions come first, the last station before the others; then failures and repairs, likewise; then
 * the arrival.
 *
 * <p>Draws are keyed by purpose and number, see {@link TandemDraws}: pieces have the number of their arrival,
 * refused ones included. An event costs some additions and comparisons on flat arrays and nothing on the heap.
 */
final class TandemBlock {

    private final TandemLine line;
    private final int stations;
    private final int stride;
    private final int arrival;
    private final int clocks;
    private final int[] places;
    private final boolean hasBuffer;
    private final TandemServers servers;
    private final TandemPieces pieces;
    /** The counters of each twin, side by side. */
    private final double[] tally;
    /** The next events of each twin: completions, last station first; failures or repairs, likewise; the arrival. */
    private final double[] clock;
    /** Up to when the times of each station are counted. */
    private final double[] counted;
    private final int[] blocked;

    /** Those of the run at hand. */
    private TandemInputs inputs = TandemInputs.NONE;
    private boolean fresh;
    private long firstRow;
    private int place;
    private int sums;
    private int times;

    TandemBlock(TandemLine line) {
        this.line = line;
        this.stations = line.stations().size();
        this.stride = line.counters();
        this.arrival = line.breakdown() == null ? stations : 2 * stations;
        this.clocks = arrival + 1;
        this.places = line.places();
        this.hasBuffer = line.hasBuffer();
        this.servers = new TandemServers(line);
        this.pieces = new TandemPieces(Blocks.ROWS * stations);
        this.tally = new double[Blocks.ROWS * stride];
        this.clock = new double[Blocks.ROWS * clocks];
        this.counted = new double[Blocks.ROWS * stations];
        this.blocked = new int[Blocks.ROWS * stations];
    }

    /**
     * Empties the lines of twins firstRow + from to firstRow + to.
     *
     * @param capacity the servers of each station, by register; not kept
     * @throws io.twinsim.InputException if a capacity is no whole number of at least 1
     */
    void begin(long newFirstRow, int from, int to, double[][] capacity) {
        firstRow = newFirstRow;
        servers.begin(capacity, firstRow, from, to);
        pieces.clear();
        Arrays.fill(tally, 0);
        Arrays.fill(clock, Double.POSITIVE_INFINITY);
        Arrays.fill(blocked, 0);
        for (int i = from; i < to; i++) {
            for (int s = 0; s < stations; s++) {
                tally[i * stride + line.counters(s) + TandemLine.UP] = 1;
            }
        }
        fresh = true;
    }

    /** Takes the state of another block of the same line, which may then go another way. */
    void copyFrom(TandemBlock other) {
        firstRow = other.firstRow;
        fresh = other.fresh;
        servers.copyFrom(other.servers);
        pieces.copyFrom(other.pieces);
        System.arraycopy(other.tally, 0, tally, 0, tally.length);
        System.arraycopy(other.clock, 0, clock, 0, clock.length);
        System.arraycopy(other.counted, 0, counted, 0, counted.length);
        System.arraycopy(other.blocked, 0, blocked, 0, blocked.length);
    }

    /**
     * The counters as they are, {@code counters[c][i]} for twin firstRow + i.
     *
     * @param counters an array per counter of the line, in its order; null for one that nobody reads
     */
    void write(double[] @Nullable [] counters, int from, int to) {
        for (int i = from; i < to; i++) {
            write(counters, i);
        }
    }

    private void write(double[] @Nullable [] counters, int i) {
        int from = i * stride;
        for (int c = 0; c < stride; c++) {
            double[] counter = counters[c];
            if (counter != null) {
                counter[i] = tally[from + places[c]];
            }
        }
    }

    /**
     * Runs the events of [start, end) and writes the counters at the end.
     *
     * @param source the inputs and the draws, those of the thread
     * @param counters as for {@link #write}
     * @throws io.twinsim.InputException if an input that is read is out of its range, naming input, twin and time
     */
    void run(double start, double end, TandemInputs source, double[] @Nullable [] counters, int from, int to) {
        run(start, end, source, counters, null, from, to);
    }

    /**
     * Runs the events of [start, end) for some of the twins. The time of the others stands still, for good.
     *
     * @param needed the twins that go on; null for all
     */
    void run(double start, double end, TandemInputs source, double[] @Nullable [] counters, long @Nullable [] needed,
            int from, int to) {
        inputs = source;
        inputs.begin(firstRow);
        for (int i = from; i < to; i++) {
            if (Masks.has(needed, from, to, i)) {
                run(start, end, counters, i);
            }
        }
        fresh = false;
        inputs = TandemInputs.NONE;
    }

    private void run(double start, double end, double[] @Nullable [] counters, int i) {
        at(i);
        if (fresh) {
            open(start);
        } else if (line.hasHold() || hasBuffer) {
            settleAll(start);
        }
        events(end);
        for (int s = 0; s < stations; s++) {
            count(s, end);
        }
        write(counters, i);
    }

    private void at(int i) {
        inputs.at(i);
        place = i * stations;
        sums = i * stride;
        times = i * clocks;
    }

    private void events(double end) {
        while (true) {
            int next = 0;
            double time = clock[times];
            for (int e = 1; e < clocks; e++) {
                double other = clock[times + e];
                if (other < time) {
                    time = other;
                    next = e;
                }
            }
            if (!(time < end)) {
                return;
            }
            if (next < stations) {
                complete(stations - 1 - next, time);
            } else if (next < arrival) {
                flip(2 * stations - 1 - next, time);
            } else {
                arrive(time);
            }
        }
    }

    /** The first arrival, and the first failures. */
    private void open(double start) {
        clock[times + arrival] = start + inputs.interval(0, start);
        for (int s = 0; s < stations; s++) {
            counted[place + s] = start;
            if (line.breakdown() != null) {
                clock[flipAt(s)] = start + inputs.uptime(s, 0, start);
            }
        }
    }

    private void arrive(double time) {
        int number = (int) (tally[sums + TandemLine.INTRODUCED] + tally[sums + TandemLine.REFUSED]);
        clock[times + arrival] = time + inputs.interval(number + 1, time);
        if (accepts(0, time)) {
            tally[sums + TandemLine.INTRODUCED]++;
            tally[sums + TandemLine.WIP]++;
            enter(0, pieces.add(number, time), time);
        } else {
            tally[sums + TandemLine.REFUSED]++;
        }
    }

    private void complete(int s, double time) {
        count(s, time);
        int at = station(s);
        int server = servers.due(place + s);
        int piece = servers.piece(server);
        tally[at + TandemLine.PROCESSED]++;
        boolean last = s == stations - 1;
        if (inputs.scrapped(s, pieces.number[piece], time)) {
            tally[at + TandemLine.DEFECTS]++;
            tally[sums + TandemLine.DEFECTIVE]++;
            leave(s, server, piece);
        } else if (last) {
            tally[sums + TandemLine.COMPLETED]++;
            tally[sums + TandemLine.FLOW_TIME] += time - pieces.arrived[piece];
            leave(s, server, piece);
        } else if (accepts(s + 1, time)) {
            release(s, server);
            enter(s + 1, piece, time);
        } else {
            servers.block(server, time);
            blocked[place + s]++;
            clock[doneAt(s)] = servers.next(place + s);
            return;
        }
        settle(s, time);
    }

    private void leave(int s, int server, int piece) {
        release(s, server);
        tally[sums + TandemLine.WIP]--;
        pieces.remove(piece);
    }

    private void release(int s, int server) {
        servers.release(server);
        tally[station(s) + TandemLine.IN_SERVICE]--;
        clock[doneAt(s)] = servers.next(place + s);
    }

    /** A station fails, or is up again. */
    private void flip(int s, double time) {
        count(s, time);
        int at = station(s);
        int failures = (int) tally[at + TandemLine.FAILURES];
        if (tally[at + TandemLine.UP] != 0) {
            double repair = time + inputs.repair(s, failures, time);
            servers.interrupt(place + s, time, repair);
            clock[doneAt(s)] = servers.next(place + s);
            clock[flipAt(s)] = repair;
            tally[at + TandemLine.FAILURES]++;
            tally[at + TandemLine.UP] = 0;
        } else {
            clock[flipAt(s)] = time + inputs.uptime(s, failures, time);
            tally[at + TandemLine.UP] = 1;
            settle(s, time);
        }
    }

    /** Whether a piece can come to a station: there is a place in its buffer, or a server that takes it at once. */
    private boolean accepts(int s, double time) {
        if (!hasBuffer) {
            return true;
        }
        double queue = tally[station(s) + TandemLine.QUEUE];
        return queue < inputs.buffer(s, time) || queue == 0 && starts(s);
    }

    /** Whether a station can start a piece now. */
    private boolean starts(int s) {
        int at = station(s);
        return tally[at + TandemLine.IN_SERVICE] < servers.count(place + s) && tally[at + TandemLine.UP] != 0
                && !inputs.held(s);
    }

    private void enter(int s, int piece, double time) {
        int at = station(s) + TandemLine.QUEUE;
        pieces.entered[piece] = time;
        if (tally[at] == 0 && starts(s)) {
            start(s, piece, time);
            return;
        }
        pieces.append(place + s, tally[at] == 0, piece);
        tally[at]++;
    }

    private void start(int s, int piece, double time) {
        count(s, time);
        double completion = time + inputs.service(s, pieces.number[piece], time);
        servers.start(place + s, piece, completion);
        int at = station(s);
        tally[at + TandemLine.IN_SERVICE]++;
        tally[at + TandemLine.WAIT] += time - pieces.entered[piece];
        int done = doneAt(s);
        clock[done] = Math.min(clock[done], completion);
    }

    /** Starts what can start at a station; room that this makes is for the blocked servers before it, and so on. */
    private void settle(int s, double time) {
        int k = s;
        while (settled(k, time)) {
            k--;
        }
    }

    private void settleAll(double time) {
        for (int s = stations - 1; s >= 0; s--) {
            settled(s, time);
        }
    }

    /** Whether servers of the station before have come free. */
    private boolean settled(int s, double time) {
        int queue = station(s) + TandemLine.QUEUE;
        boolean freed = false;
        while (true) {
            if (tally[queue] > 0 && starts(s)) {
                tally[queue]--;
                start(s, pieces.poll(place + s), time);
            } else if (s > 0 && blocked[place + s - 1] > 0 && accepts(s, time)) {
                unblock(s - 1, time);
                freed = true;
            } else {
                return freed;
            }
        }
    }

    private void unblock(int s, double time) {
        count(s, time);
        int server = servers.longestBlocked(place + s);
        int piece = servers.piece(server);
        blocked[place + s]--;
        release(s, server);
        enter(s + 1, piece, time);
    }

    /** Counts the times of a station up to now. */
    private void count(int s, double time) {
        double span = time - counted[place + s];
        counted[place + s] = time;
        int at = station(s);
        int kept = blocked[place + s];
        tally[at + TandemLine.BLOCKED] += kept * span;
        if (tally[at + TandemLine.UP] != 0) {
            tally[at + TandemLine.BUSY] += (tally[at + TandemLine.IN_SERVICE] - kept) * span;
        } else {
            tally[at + TandemLine.DOWN] += span;
        }
    }

    /** Where the counters of a station of the twin at hand begin. */
    private int station(int s) {
        return sums + TandemLine.OF_LINE + s * TandemLine.OF_STATION;
    }

    private int doneAt(int s) {
        return times + stations - 1 - s;
    }

    private int flipAt(int s) {
        return times + 2 * stations - 1 - s;
    }
}
