package io.twinsim.bench;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Names;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.Locale;

/**
 * Do the draws stand up to the batteries? Writes them to standard output as raw little-endian words, without end
 * unless told how many bytes, and stops quietly when the reader has seen enough:
 * <pre>
 * java -jar twin-bench/target/benchmarks.jar bytes interleaved --seed 1 | RNG_test stdin64 -tlmax 1TB
 * java -jar twin-bench/target/benchmarks.jar bytes doubles | dieharder -g 200 -a
 * java -jar twin-bench/target/benchmarks.jar bytes high --bytes 1000000 &gt; sample.bin
 * </pre>
 * Without a mode it names the modes. Ends with 0 done, 1 failed, 2 refused.
 */
public final class Bytes {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int REFUSED = 2;
    private static final long DEFAULT_SEED = 42;
    private static final List<String> OPTIONS = List.of("--seed", "--bytes");

    private final BytesMode mode;
    private final long seed;
    private final long bytes;

    private Bytes(BytesMode mode, long seed, long bytes) {
        this.mode = mode;
        this.seed = seed;
        this.bytes = bytes;
    }

    /**
     * Writes the bytes and exits the virtual machine.
     *
     * @param args a mode, then {@code --seed S} and {@code --bytes N} as wanted
     */
    public static void main(String[] args) {
        System.exit(run(args, new FileOutputStream(FileDescriptor.out).getChannel(), System.err));
    }

    /**
     * Writes the bytes.
     *
     * @param args a mode, then {@code --seed S} and {@code --bytes N} as wanted
     * @param out where the bytes go
     * @param err where messages go
     * @return the exit status: 0 done, also where the reader went away; 1 failed; 2 refused
     */
    static int run(String[] args, WritableByteChannel out, PrintStream err) {
        try {
            parse(args).write(out);
            return DONE;
        } catch (InputException e) {
            err.println("bytes: " + e.getMessage());
            return REFUSED;
        } catch (IOException e) {
            // The platform says "Broken pipe" (Windows: "The pipe ..."); there is no type for it.
            if (String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("pipe")) {
                return DONE;
            }
            err.println("bytes: cannot write standard output: " + e.getMessage());
            return FAILED;
        }
    }

    private static Bytes parse(String[] args) {
        if (args.length == 0 || args[0].equals("--help") || args[0].equals("-h")) {
            StringBuilder help = new StringBuilder("MODE must be given: bytes MODE [--seed S] [--bytes N], with MODE");
            for (BytesMode mode : BytesMode.values()) {
                help.append(String.format(Locale.ROOT, "%n  %-12s %s", mode.id(), mode.shows()));
            }
            throw new InputException(help.toString());
        }
        BytesMode mode = BytesMode.named(args[0]);
        long seed = DEFAULT_SEED;
        long bytes = Long.MAX_VALUE;
        for (int i = 1; i < args.length; i += 2) {
            String option = Checks.known("option", args[i], OPTIONS);
            if (i + 1 == args.length) {
                throw new InputException(option + " must have a value");
            }
            long value = number(option, args[i + 1]);
            if (option.equals("--seed")) {
                seed = value;
            } else {
                bytes = Checks.atLeast(0, value, option);
            }
        }
        return new Bytes(mode, seed, bytes);
    }

    private static long number(String option, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new InputException(option + " must be a whole number of 64 bits, got " + Names.quote(value), e);
        }
    }

    private void write(WritableByteChannel out) throws IOException {
        BytesSource source = mode.open(seed);
        long[] words = new long[source.words()];
        ByteBuffer buffer = ByteBuffer.allocateDirect(words.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        LongBuffer view = buffer.asLongBuffer();
        long left = bytes;
        for (long chunk = 0; left > 0; chunk++) {
            source.fill(chunk, words);
            view.put(0, words);
            buffer.clear().limit((int) Math.min(left, buffer.capacity()));
            left -= buffer.remaining();
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
        }
    }
}
