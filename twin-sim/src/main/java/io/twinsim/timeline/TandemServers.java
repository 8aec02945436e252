package io.twinsim.timeline;

import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.text.Checks;
import java.util.Arrays;

/** The servers of a block of twins: those of station s of twin i lie side by side, at place i * stations + s. */
final class TandemServers {

    private static final int MOST = 1_000_000;
    private static final int IDLE = -1;

    private final TandemLine line;
    private final int[] first;
    private int[] piece = new int[0];
    /** When a server completes its piece; infinite if it works on none. */
    private double[] finish = new double[0];
    /** Since when the piece of a server has been kept from leaving; infinite if it is not. */
    private double[] since = new double[0];

    TandemServers(TandemLine line) {
        this.line = line;
        this.first = new int[Blocks.ROWS * line.stations().size() + 1];
    }

    /**
     * All servers idle.
     *
     * @param capacity servers by station and register
     * @param firstRow the twin of register 0
     * @throws io.twinsim.InputException if a capacity is no whole number from 1 to a million
     */
    void begin(double[][] capacity, long firstRow, int from, int to) {
        int stations = capacity.length;
        Arrays.fill(first, 0, from * stations + 1, 0);
        for (int i = from; i < to; i++) {
            for (int s = 0; s < stations; s++) {
                double servers = capacity[s][i];
                if (!(servers >= 1 && servers <= MOST && servers == Math.rint(servers))) {
                    throw Checks.refuse(line.text("capacity", s), "be a whole number from 1 to 1,000,000", servers,
                            "twin " + (firstRow + i));
                }
                int place = i * stations + s;
                first[place + 1] = Math.addExact(first[place], (int) servers);
            }
        }
        int count = first[to * stations];
        if (piece.length < count) {
            piece = new int[count];
            finish = new double[count];
            since = new double[count];
        }
        Arrays.fill(piece, 0, count, IDLE);
        Arrays.fill(finish, 0, count, Double.POSITIVE_INFINITY);
        Arrays.fill(since, 0, count, Double.POSITIVE_INFINITY);
    }

    int count(int place) {
        return first[place + 1] - first[place];
    }

    /** Puts a piece on the first idle server; there must be one. */
    void start(int place, int newPiece, double completion) {
        int server = first[place];
        while (piece[server] != IDLE) {
            server++;
        }
        piece[server] = newPiece;
        finish[server] = completion;
    }

    /** The server that completes first, of equals the first. */
    int due(int place) {
        return least(finish, place);
    }

    /** The server whose piece has been kept from leaving for longest, of equals the first. */
    int longestBlocked(int place) {
        return least(since, place);
    }

    private int least(double[] times, int place) {
        int least = first[place];
        int end = first[place + 1];
        for (int server = least + 1; server < end; server++) {
            if (times[server] < times[least]) {
                least = server;
            }
        }
        return least;
    }

    /** When the next server of a station completes its piece; infinite if none works. */
    double next(int place) {
        return finish[due(place)];
    }

    int piece(int server) {
        return piece[server];
    }

    void block(int server, double time) {
        finish[server] = Double.POSITIVE_INFINITY;
        since[server] = time;
    }

    void release(int server) {
        piece[server] = IDLE;
        finish[server] = Double.POSITIVE_INFINITY;
        since[server] = Double.POSITIVE_INFINITY;
    }

    /** Work stops now and goes on at the repair: what was left then is left there. Infinite times stay infinite. */
    void interrupt(int place, double time, double repair) {
        for (int server = first[place]; server < first[place + 1]; server++) {
            finish[server] = repair + (finish[server] - time);
        }
    }

    void copyFrom(TandemServers other) {
        System.arraycopy(other.first, 0, first, 0, first.length);
        piece = other.piece.clone();
        finish = other.finish.clone();
        since = other.since.clone();
    }
}
