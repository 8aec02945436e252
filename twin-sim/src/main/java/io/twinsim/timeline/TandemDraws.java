package io.twinsim.timeline;

import io.twinsim.random.Draws;
import io.twinsim.random.Uniforms;
import java.util.Arrays;

/**
 * The uniforms of a queue: one stream per purpose and number (of the piece, of the failure), one row per twin. So the
 * fifth piece of a twin takes the same luck to a station in every arm and whatever happened to the four before it.
 *
 * <p>Naming a stream costs a hash, which the twins of a block share: streams are kept in a table per purpose, at
 * their number modulo its length, that grows up to 16,384 numbers. Beyond, twins that are that far apart pay again.
 */
final class TandemDraws {

    private static final int FIRST = 256;
    private static final int MOST = 1 << 14;

    private final Draws draws;
    private final String[] paths;
    private final Uniforms[][] streams;
    private final int[][] numbers;

    /**
     * A table per purpose.
     *
     * @param draws the root
     * @param paths the path of each purpose, without the number
     */
    TandemDraws(Draws draws, String[] paths) {
        this.draws = draws;
        this.paths = paths;
        this.streams = new Uniforms[paths.length][FIRST];
        this.numbers = new int[paths.length][FIRST];
        for (int[] table : numbers) {
            Arrays.fill(table, -1);
        }
    }

    /** The uniform of a twin for a number of a purpose. */
    double uniform(int purpose, int number, long row) {
        int at = number & numbers[purpose].length - 1;
        return numbers[purpose][at] == number ? streams[purpose][at].uniform(row) : add(purpose, number).uniform(row);
    }

    private Uniforms add(int purpose, int number) {
        while (number >= numbers[purpose].length && numbers[purpose].length < MOST) {
            grow(purpose);
        }
        Uniforms stream = draws.uniforms(paths[purpose] + number, 0);
        int at = number & numbers[purpose].length - 1;
        numbers[purpose][at] = number;
        streams[purpose][at] = stream;
        return stream;
    }

    /** Numbers are below the old length, so each keeps its place. */
    private void grow(int purpose) {
        int length = numbers[purpose].length;
        streams[purpose] = Arrays.copyOf(streams[purpose], 2 * length);
        numbers[purpose] = Arrays.copyOf(numbers[purpose], 2 * length);
        Arrays.fill(numbers[purpose], length, 2 * length, -1);
    }
}
