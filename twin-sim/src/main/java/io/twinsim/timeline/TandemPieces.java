package io.twinsim.timeline;

import java.util.Arrays;

/**
 * The pieces of a block of twins, and the rows in which they wait: places in flat arrays that are used again, linked
 * first in, first out.
 */
final class TandemPieces {

    private static final int NONE = -1;

    int[] number = new int[1024];
    double[] arrived = new double[1024];
    double[] entered = new double[1024];
    private int[] next = new int[1024];
    private final int[] head;
    private final int[] tail;
    private int used;
    private int free = NONE;

    /** So many rows, all empty. */
    TandemPieces(int rows) {
        head = new int[rows];
        tail = new int[rows];
    }

    /** Forgets all pieces. */
    void clear() {
        used = 0;
        free = NONE;
    }

    /** A place for a new piece. */
    int add(int pieceNumber, double time) {
        int piece = free;
        if (piece == NONE) {
            piece = used++;
            if (piece == number.length) {
                grow();
            }
        } else {
            free = next[piece];
        }
        number[piece] = pieceNumber;
        arrived[piece] = time;
        return piece;
    }

    /** Gives the place of a piece that has left back. */
    void remove(int piece) {
        next[piece] = free;
        free = piece;
    }

    /** Puts a piece at the end of a row, which is empty or not. */
    void append(int row, boolean empty, int piece) {
        if (empty) {
            head[row] = piece;
        } else {
            next[tail[row]] = piece;
        }
        tail[row] = piece;
    }

    /** Takes the first piece of a row that is not empty. */
    int poll(int row) {
        int piece = head[row];
        head[row] = next[piece];
        return piece;
    }

    private void grow() {
        int length = Math.multiplyExact(2, used - 1);
        number = Arrays.copyOf(number, length);
        next = Arrays.copyOf(next, length);
        arrived = Arrays.copyOf(arrived, length);
        entered = Arrays.copyOf(entered, length);
    }

    void copyFrom(TandemPieces other) {
        number = other.number.clone();
        next = other.next.clone();
        arrived = other.arrived.clone();
        entered = other.entered.clone();
        used = other.used;
        free = other.free;
        System.arraycopy(other.head, 0, head, 0, head.length);
        System.arraycopy(other.tail, 0, tail, 0, tail.length);
    }
}
