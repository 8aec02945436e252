package io.twinsim.sim;

import io.twinsim.InputException;
import io.twinsim.internal.math.DyadicBins;
import io.twinsim.internal.math.NodeTree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The body of a shard result: the nodes of the tree of sums, then the histogram. Doubles travel as their bits. */
final class ShardCodec {

    private ShardCodec() {
    }

    static byte[] write(EffectPass.Part part) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(part.nodes().size());
            for (NodeTree.Node<TileSums> node : part.nodes()) {
                TileSums sums = node.value();
                out.writeInt(node.level());
                out.writeLong(node.index());
                out.writeBoolean(sums != null);
                if (sums != null) {
                    write(out, sums);
                }
            }
            part.bins().write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, TileSums sums) throws IOException {
        BlockSums rows = sums.rows;
        write(out, rows.moments);
        write(out, rows.parts);
        write(out, new long[] {rows.missing, rows.firstMissing, rows.undecided, rows.outside});
        write(out, sums.groups);
        for (PairGroups pairs : sums.pairs) {
            for (long[] counts : pairs.counts()) {
                write(out, counts);
            }
            for (double[] values : pairs.sums()) {
                write(out, values);
            }
        }
        FewValues values = sums.values;
        out.writeBoolean(values.overflown());
        out.writeInt(values.size());
        write(out, values.values());
        write(out, values.ids());
    }

    private static void write(DataOutputStream out, double[] values) throws IOException {
        for (double value : values) {
            out.writeDouble(value);
        }
    }

    private static void write(DataOutputStream out, long[] values) throws IOException {
        for (long value : values) {
            out.writeLong(value);
        }
    }

    static EffectPass.Part read(ShardResult result, SumsLayout layout, long end) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(result.body()))) {
            List<NodeTree.Node<TileSums>> nodes = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                int level = in.readInt();
                long index = in.readLong();
                nodes.add(new NodeTree.Node<>(level, index, in.readBoolean() ? read(in, layout) : null));
            }
            EffectPass.Part part = new EffectPass.Part(nodes, DyadicBins.read(in), end);
            if (in.available() > 0) {
                throw new IOException("more than a shard");
            }
            return part;
        } catch (IOException e) {
            throw new InputException("shard " + result.shard() + " must hold the sums of the plan, got other content",
                    e);
        }
    }

    private static TileSums read(DataInputStream in, SumsLayout layout) throws IOException {
        TileSums sums = new TileSums(layout);
        BlockSums rows = sums.rows;
        read(in, rows.moments);
        read(in, rows.parts);
        rows.missing = in.readLong();
        rows.firstMissing = in.readLong();
        rows.undecided = in.readLong();
        rows.outside = in.readLong();
        read(in, sums.groups);
        for (PairGroups pairs : sums.pairs) {
            for (long[] counts : pairs.counts()) {
                read(in, counts);
            }
            for (double[] values : pairs.sums()) {
                read(in, values);
            }
        }
        boolean overflown = in.readBoolean();
        double[] values = new double[Math.min(FewValues.MOST, in.readInt())];
        long[] ids = new long[values.length];
        read(in, values);
        read(in, ids);
        for (int i = 0; i < ids.length; i++) {
            sums.values.add(values[i], ids[i]);
        }
        if (overflown) {
            sums.values.overflow();
        }
        return sums;
    }

    private static void read(DataInputStream in, double[] values) throws IOException {
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readDouble();
        }
    }

    private static void read(DataInputStream in, long[] values) throws IOException {
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readLong();
        }
    }
}
