package io.twinsim.sim;

import io.twinsim.InputException;
import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.math.DyadicBins;
import io.twinsim.internal.math.MomentKernel;
import io.twinsim.internal.math.NodeTree;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Numbers;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the body of one shard result. A checksum only says that bytes are those that were written, so every number that
 * something else is counted, indexed or ordered by is compared with what the plan knows.
 */
final class ShardReader {

    private static final int TILE_LEVEL = 4;
    private static final int MEAN = 1;
    private static final int M2 = 2;

    private final ShardResult result;
    private final SumsLayout layout;
    private final ShardCodec.Tract tract;
    private final DataInputStream in;
    private final String shard;
    /** Of the node at hand: its name in messages and its rows. */
    private String node = "";
    private long firstRow;
    private long endRow;
    /** Twins with an effect in the node at hand, and in all nodes read. */
    private long n;
    private long all;

    ShardReader(ShardResult result, SumsLayout layout, ShardCodec.Tract tract) {
        this.result = result;
        this.layout = layout;
        this.tract = tract;
        in = new DataInputStream(new ByteArrayInputStream(result.body()));
        shard = "shard " + result.shard();
    }

    EffectPass.Part part() {
        long lacking = Checks.inRange(0L, tract.endTile() - tract.firstTile(), result.tilesLacking(),
                "tiles lacking of " + shard);
        long end = tract.endTile() - lacking;
        long done = row(end * Blocks.TILE_ROWS) - tract.firstRow();
        require(result.rows() == done, "rows of " + shard, Numbers.grouped(done), Numbers.grouped(result.rows()));
        try {
            List<NodeTree.Node<TileSums>> nodes = nodes(end);
            DyadicBins bins = bins();
            int left = in.available();
            require(left == 0, "bytes after the histogram of " + shard, "0", Integer.toString(left));
            return new EffectPass.Part(nodes, bins, end);
        } catch (EOFException e) {
            throw new InputException(shard + " must hold its nodes and a histogram, got "
                    + Shown.count(result.body().length, "byte") + ", which end before", e);
        } catch (IOException e) {
            throw new InputException(shard + ": " + e.getMessage(), e);
        }
    }

    /** The canonical decomposition of the tiles done: always the largest node that begins where the last one ended. */
    private List<NodeTree.Node<TileSums>> nodes(long end) throws IOException {
        List<NodeTree.Node<TileSums>> nodes = new ArrayList<>();
        int count = in.readInt();
        boolean many = false;
        boolean few = false;
        for (long tile = tract.firstTile(); tile < end;) {
            int fitting = Long.SIZE - 1 - Long.numberOfLeadingZeros(end - tile);
            int size = Math.min(Long.numberOfTrailingZeros(tile), fitting);
            node = "node " + nodes.size() + " of " + shard;
            require(nodes.size() < count, "number of nodes of " + shard, "more than " + nodes.size(),
                    Integer.toString(count));
            position(TILE_LEVEL + size, tile >> size);
            firstRow = row(tile * Blocks.TILE_ROWS);
            tile += 1L << size;
            endRow = row(tile * Blocks.TILE_ROWS);
            TileSums sums = flag("presence") ? sums() : null;
            nodes.add(new NodeTree.Node<>(TILE_LEVEL + size, (tile >> size) - 1, sums));
            many |= sums != null && sums.values.overflown();
            few |= sums != null && !sums.values.overflown();
        }
        require(count == nodes.size(), "number of nodes of " + shard, Integer.toString(nodes.size()),
                Integer.toString(count));
        require(all > FewValues.MOST ? !few : !many, "single values of " + shard,
                (all > FewValues.MOST ? "left out of" : "kept by") + " every node of " + Shown.count(all, "twin"),
                all > FewValues.MOST ? "some kept" : "some left out");
        return nodes;
    }

    private void position(int level, long index) throws IOException {
        int gotLevel = in.readInt();
        long gotIndex = in.readLong();
        require(gotLevel == level && gotIndex == index, node, "level " + level + ", index " + index,
                "level " + gotLevel + ", index " + gotIndex);
    }

    private long row(long row) {
        return Math.max(tract.firstRow(), Math.min(tract.endRow(), row));
    }

    private TileSums sums() throws IOException {
        TileSums sums = new TileSums(layout);
        BlockSums rows = sums.rows;
        read(rows.moments);
        read(rows.parts);
        long length = endRow - firstRow;
        n = whole(rows.moments[SumsLayout.EFFECT], length, "twins");
        all += n;
        for (int at = 0; at < rows.moments.length; at += MomentKernel.SIZE) {
            moments(rows.moments, at);
        }
        extremes(rows.moments[SumsLayout.EFFECT + SumsLayout.MIN], rows.moments[SumsLayout.EFFECT + SumsLayout.MAX]);
        rows.missing = count(in.readLong(), length - n, "missing effects");
        rows.firstMissing = firstMissing(rows.missing);
        rows.undecided = count(in.readLong(), length, "undecided twins");
        rows.outside = count(in.readLong(), n, "twins outside");
        read(sums.groups);
        for (int d = 0; d < layout.dimensions.size(); d++) {
            groups(sums.groups, d);
        }
        for (PairGroups pairs : sums.pairs) {
            pairs(pairs);
        }
        values(sums.values);
        return sums;
    }

    private void moments(double[] moments, int at) {
        long some = whole(moments[at], n, "count of moments " + at / MomentKernel.SIZE);
        spread(some, moments, at + MEAN, "moments " + at / MomentKernel.SIZE);
    }

    /** A mean and squared deviations; these are infinite or NaN where squares leave the range of doubles. */
    private void spread(long count, double[] sums, int at, String what) {
        double mean = sums[at];
        if (count > 0 && !(Math.abs(mean) <= Double.MAX_VALUE)) {
            throw refused("mean of " + what + " of " + node, "finite", Numbers.shortest(mean));
        }
        double squares = sums[at + M2 - MEAN];
        if (squares < 0) {
            throw refused("squared deviations of " + what + " of " + node, "at least 0", Numbers.shortest(squares));
        }
    }

    private void extremes(double min, double max) {
        boolean right = n == 0 ? min == Double.POSITIVE_INFINITY && max == Double.NEGATIVE_INFINITY
                : min <= max && min >= -Double.MAX_VALUE && max <= Double.MAX_VALUE;
        require(right, "extremes of " + node, n == 0 ? "those of no value" : "finite and in order",
                Numbers.shortest(min) + " and " + Numbers.shortest(max));
    }

    private long firstMissing(long missing) throws IOException {
        long first = in.readLong();
        require(missing == 0 ? first == Long.MAX_VALUE : first >= firstRow && first < endRow,
                "first missing effect of " + node, missing == 0 ? "absent" : range(firstRow, endRow - 1),
                "row " + first);
        return first;
    }

    private void groups(double[] groups, int dimension) {
        String what = "groups by " + layout.dimensions.get(dimension).spec();
        long left = n;
        for (int at = layout.at(dimension); at < layout.at(dimension + 1); at += layout.width) {
            long some = whole(groups[at], left, what);
            left -= some;
            spread(some, groups, at + MEAN, what);
            if (layout.noiseSpread) {
                spread(some, groups, at + MEAN + 2, what);
            }
        }
    }

    private void pairs(PairGroups pairs) throws IOException {
        for (long[] counts : pairs.counts()) {
            for (int i = 0; i < counts.length; i++) {
                counts[i] = count(in.readLong(), n, "antithetic pairs");
            }
        }
        for (double[] sums : pairs.sums()) {
            read(sums);
        }
    }

    private void values(FewValues few) throws IOException {
        boolean overflown = flag("left-out values");
        int size = in.readInt();
        long expected = overflown ? 0 : n;
        require(size == expected, "number of single values of " + node, Numbers.grouped(expected),
                Numbers.grouped(size));
        require(size <= FewValues.MOST, "number of single values of " + node,
                "at most " + Numbers.grouped(FewValues.MOST), Numbers.grouped(size));
        double[] values = new double[size];
        read(values);
        long least = firstRow;
        for (double value : values) {
            if (!(Math.abs(value) <= Double.MAX_VALUE)) {
                throw refused("values of " + node, "finite", Numbers.shortest(value));
            }
            long id = in.readLong();
            if (!(id >= least && id < endRow)) {
                throw refused("ids of " + node, "ascending and " + range(firstRow, endRow - 1), Long.toString(id));
            }
            few.add(value, id);
            least = id + 1;
        }
        if (overflown) {
            few.overflow();
        }
    }

    private DyadicBins bins() throws IOException {
        DyadicBins bins = DyadicBins.read(in);
        require(bins.most() == DyadicBins.MOST, "most bins of " + shard, Numbers.grouped(DyadicBins.MOST),
                Numbers.grouped(bins.most()));
        require(bins.n() == all, "histogram of " + shard, "of " + Shown.count(all, "twin"),
                Shown.count(bins.n(), "twin"));
        return bins;
    }

    private boolean flag(String what) throws IOException {
        int flag = in.readUnsignedByte();
        require(flag <= 1, "flag of " + what + " of " + node, "0 or 1", Integer.toString(flag));
        return flag == 1;
    }

    private void read(double[] values) throws IOException {
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readDouble();
        }
    }

    private long whole(double value, long most, String what) {
        if (value >= 0 && value <= most && value == Math.rint(value)) {
            return (long) value;
        }
        throw refused(what + " of " + node, "a whole number " + range(0, most), Numbers.shortest(value));
    }

    private long count(long value, long most, String what) {
        if (value >= 0 && value <= most) {
            return value;
        }
        throw refused(what + " of " + node, range(0, most), Long.toString(value));
    }

    private static String range(long least, long most) {
        return "in [" + least + ", " + most + "]";
    }

    private static void require(boolean right, String name, String rule, String got) {
        if (!right) {
            throw refused(name, rule, got);
        }
    }

    private static InputException refused(String name, String rule, String got) {
        return new InputException(name + " must be " + rule + ", got " + got);
    }
}
