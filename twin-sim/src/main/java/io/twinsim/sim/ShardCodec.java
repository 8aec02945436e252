package io.twinsim.sim;

import io.twinsim.internal.math.NodeTree;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The body of a shard result: the nodes of the tree of sums, then the histogram. Doubles travel as their bits. */
final class ShardCodec {

    /** Doubles of a group in {@link PairGroups}, and of two groups that share pairs. */
    private static final int PER_GROUP = 6;
    private static final int PER_CROSSING = 4;

    /**
     * What a plan knows of a shard.
     *
     * @param shard which one
     * @param shards how many there are
     * @param firstTile the first tile
     * @param endTile one past the last tile
     * @param firstRow the first row
     * @param endRow one past the last row
     */
    record Tract(int shard, int shards, long firstTile, long endTile, long firstRow, long endRow) {
    }

    private ShardCodec() {
    }

    /** About how many bytes a shard of so many tiles has at most: there are at most two nodes of each size. */
    static long mostBytes(SumsLayout layout, long tiles) {
        long numbers = layout.moments + layout.parts + layout.groups;
        for (int d = 0; d < layout.dimensions.size() && layout.paired; d++) {
            long groups = layout.dimensions.get(d).groups();
            long crossings = groups > PairGroups.MOST_CROSSED ? 0 : groups * (groups - 1) / 2;
            numbers += PER_GROUP * groups + PER_CROSSING * crossings;
        }
        return Double.BYTES * numbers * 2 * (Long.SIZE - Long.numberOfLeadingZeros(tiles));
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

    /**
     * Reads a body, and refuses what no shard of the plan can hold.
     *
     * @throws io.twinsim.InputException saying which number of which shard is wrong
     */
    static EffectPass.Part read(ShardResult result, SumsLayout layout, Tract tract) {
        return new ShardReader(result, layout, tract).part();
    }
}
