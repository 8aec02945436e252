package io.twinsim.column;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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

    /** Whether numbers are in bytes. */
    boolean narrow() {
        return false;
    }

    /** Adds numbers in bytes, times {@code worth}, to {@code sums[from, to)}, which must stay below 256. */
    void addNarrow(int position, int worth, byte[] sums, int from, int to) {
        throw new UnsupportedOperationException("numbers that are not in bytes cannot be added to bytes");
    }

    /** Writes the whole numbers {@code values[from, to)} to the rows from {@code position} on. */
    abstract void store(int position, double[] values, int from, int to);

    abstract IntStore slice(int from, int to);

    abstract IntStore take(Selection selection);

    abstract long bytes();

    private static final class Bytes extends IntStore {
        /** Eight bytes as one number: as long as no byte overflows, it is added and multiplied like each of them. */
        private static final VarHandle EIGHT =
                MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

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
        boolean narrow() {
            return true;
        }

        @Override
        void addNarrow(int position, int worth, byte[] sums, int from, int to) {
            byte[] a = array;
            int shift = position - from;
            int i = from;
            for (; i <= to - Long.BYTES; i += Long.BYTES) {
                EIGHT.set(sums, i, (long) EIGHT.get(sums, i) + worth * (long) EIGHT.get(a, i + shift));
            }
            for (; i < to; i++) {
                sums[i] += (byte) (worth * a[i + shift]);
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
