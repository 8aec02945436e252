package io.twinsim.column;

import java.util.Arrays;

/** Whole numbers in the narrowest array that holds them: codes and flags in bytes or shorts, integers in ints. */
abstract sealed class IntStore {

    /** Room for {@code size} codes 0 to {@code levels - 1}, all 0. */
    static IntStore forLevels(int levels, int size) {
        if (levels <= 1 << 7) {
            return new Bytes(new byte[size]);
        }
        return levels <= 1 << 15 ? new Shorts(new short[size]) : new Ints(new int[size]);
    }

    static IntStore ofInts(int[] values) {
        return new Ints(values);
    }

    abstract int size();

    abstract int get(int i);

    abstract void set(int i, int value);

    abstract void load(int position, double[] out, int from, int to);

    abstract void load(int position, int[] out, int from, int to);

    /** Writes the whole numbers {@code values[from, to)} to the rows from {@code position} on. */
    abstract void store(int position, double[] values, int from, int to);

    abstract IntStore slice(int from, int to);

    abstract IntStore take(Selection selection);

    abstract long bytes();

    private static final class Bytes extends IntStore {
        private final byte[] array;

        private Bytes(byte[] array) {
            this.array = array;
        }

        @Override
        int size() {
            return array.length;
        }

        @Override
        int get(int i) {
            return array[i];
        }

        @Override
        void set(int i, int value) {
            array[i] = (byte) value;
        }

        @Override
        void load(int position, double[] out, int from, int to) {
            byte[] a = array;
            int shift = position - from;
            for (int i = from; i < to; i++) {
                out[i] = a[i + shift];
            }
        }

        @Override
        void load(int position, int[] out, int from, int to) {
            byte[] a = array;
            int shift = position - from;
            for (int i = from; i < to; i++) {
                out[i] = a[i + shift];
            }
        }

        @Override
        void store(int position, double[] values, int from, int to) {
            byte[] a = array;
            int shift = position - from;
            for (int i = from; i < to; i++) {
                a[i + shift] = (byte) values[i];
            }
        }

        @Override
        IntStore slice(int from, int to) {
            return new Bytes(Arrays.copyOfRange(array, from, to));
        }

        @Override
        IntStore take(Selection selection) {
            byte[] taken = new byte[selection.count()];
            int at = 0;
            for (int row = selection.next(0); row >= 0; row = selection.next(row + 1)) {
                taken[at++] = array[row];
            }
            return new Bytes(taken);
        }

        @Override
        long bytes() {
            return array.length;
        }
    }

    private static final class Shorts extends IntStore {
        private final short[] array;

        private Shorts(short[] array) {
            this.array = array;
        }

        @Override
        int size() {
            return array.length;
        }

        @Override
        int get(int i) {
            return array[i];
        }

        @Override
        void set(int i, int value) {
            array[i] = (short) value;
        }

        @Override
        void load(int position, double[] out, int from, int to) {
            short[] a = array;
            int shift = position - from;
            for (int i = from; i < to; i++) {
                out[i] = a[i + shift];
            }
        }

        @Override
        void load(int position, int[] out, int from, int to) {
            short[] a = array;
            int shift = position - from;
            for (int i = from; i < to; i++) {
                out[i] = a[i + shift];
            }
        }

        @Override
        void store(int position, double[] values, int from, int to) {
            short[] a = array;
            int shift = position - from;
            for (int i = from; i < to; i++) {
                a[i + shift] = (short) values[i];
            }
        }

        @Override
        IntStore slice(int from, int to) {
            return new Shorts(Arrays.copyOfRange(array, from, to));
        }

        @Override
        IntStore take(Selection selection) {
            short[] taken = new short[selection.count()];
            int at = 0;
            for (int row = selection.next(0); row >= 0; row = selection.next(row + 1)) {
                taken[at++] = array[row];
            }
            return new Shorts(taken);
        }

        @Override
        long bytes() {
            return 2L * array.length;
        }
    }

    private static final class Ints extends IntStore {
        private final int[] array;

        private Ints(int[] array) {
            this.array = array;
        }

        @Override
        int size() {
            return array.length;
        }

        @Override
        int get(int i) {
            return array[i];
        }

        @Override
        void set(int i, int value) {
            array[i] = value;
        }

        @Override
        void load(int position, double[] out, int from, int to) {
            int[] a = array;
            int shift = position - from;
            for (int i = from; i < to; i++) {
                out[i] = a[i + shift];
            }
        }

        @Override
        void load(int position, int[] out, int from, int to) {
            System.arraycopy(array, position, out, from, to - from);
        }

        @Override
        void store(int position, double[] values, int from, int to) {
            int[] a = array;
            int shift = position - from;
            for (int i = from; i < to; i++) {
                a[i + shift] = (int) values[i];
            }
        }

        @Override
        IntStore slice(int from, int to) {
            return new Ints(Arrays.copyOfRange(array, from, to));
        }

        @Override
        IntStore take(Selection selection) {
            int[] taken = new int[selection.count()];
            int at = 0;
            for (int row = selection.next(0); row >= 0; row = selection.next(row + 1)) {
                taken[at++] = array[row];
            }
            return new Ints(taken);
        }

        @Override
        long bytes() {
            return 4L * array.length;
        }
    }
}
