package io.twinsim.learn;

import io.twinsim.internal.math.Elementary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cells of discrete columns in which the distribution of a number differs: a tree whose splits each part the levels
 * of one column in two. Grown from the greatest gain on: twice the log-likelihood of two normal distributions of the
 * normal scores instead of one, less a charge of {@code 2 log n + (K - 1) + 3 sqrt(2 (K - 1))} for the choice among the
 * partitions of K levels, which is the mean and three standard deviations of what chance alone would gain. Splits
 * that explain next to nothing, or leave a cell with too few rows, are not made.
 *
 * <p>O(rows x columns x depth) time. A row without a level of a column that it is split by belongs to no cell.
 */
final class NumericTree {

    /** Rows of the smallest cell, where there are enough of them. */
    private static final int FEWEST = 100;
    private static final int FEWEST_OF_FEW = 20;
    private static final int SHARE_OF_FEW = 10;
    /** A split must explain so much per row, whatever its significance. */
    private static final double WORTH = 4e-4;
    /** A cell whose scores hardly vary is no surer than this share of the whole variance. */
    private static final double LEAST_VARIANCE = 1e-3;

    /** A split or a cell. */
    static final class Node {
        int[] rows;
        /** The cell's number; -1 above the cells. */
        int cell = -1;
        int factor = -1;
        BitSet left = new BitSet();
        @Nullable Node below;
        @Nullable Node beside;
        double gain;

        Node(int[] rows) {
            this.rows = rows;
        }

        boolean isCell() {
            return below == null;
        }
    }

    private final List<NumericFactor> factors;
    private final double[] scores;
    private final int least;
    private final double floor;
    private final double charge;
    private final Node root;
    private final List<Node> cells = new ArrayList<>();

    private NumericTree(double[] scores, List<NumericFactor> factors, int mostCells) {
        this.factors = factors;
        this.scores = scores;
        int[] rows = new int[scores.length];
        int known = 0;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < scores.length; i++) {
            if (!Double.isNaN(scores[i])) {
                rows[known++] = i;
                sum += scores[i];
                squares += scores[i] * scores[i];
            }
        }
        this.least = Math.max(FEWEST_OF_FEW, Math.min(FEWEST, known / SHARE_OF_FEW));
        this.floor = known == 0 ? 0 : LEAST_VARIANCE * Math.max(0, squares / known - sum / known * (sum / known));
        this.charge = known == 0 ? 0 : Math.max(2 * Elementary.log(known), WORTH * known);
        this.root = new Node(Arrays.copyOf(rows, known));
        grow(mostCells);
    }

    /**
     * Grows a tree.
     *
     * @param scores the normal scores of the number, NaN where missing
     * @param factors the columns to split by
     * @param mostCells the most cells, at least 1
     */
    static NumericTree of(double[] scores, List<NumericFactor> factors, int mostCells) {
        return new NumericTree(scores, factors, mostCells);
    }

    private void grow(int mostCells) {
        List<Node> open = new ArrayList<>(List.of(root));
        propose(root);
        int count = 1;
        while (count < mostCells) {
            Node best = root;
            double most = 0;
            for (Node node : open) {
                if (node.gain > most) {
                    most = node.gain;
                    best = node;
                }
            }
            if (most == 0) {
                break;
            }
            split(best);
            open.remove(best);
            open.add(best.below);
            open.add(best.beside);
            count++;
        }
        number(root);
    }

    private void number(Node node) {
        if (node.isCell()) {
            node.cell = cells.size();
            cells.add(node);
        } else {
            number(node.below);
            number(node.beside);
        }
    }

    private void split(Node node) {
        NumericFactor factor = factors.get(node.factor);
        int[] below = new int[node.rows.length];
        int[] beside = new int[node.rows.length];
        int m = 0;
        int k = 0;
        for (int row : node.rows) {
            int code = factor.codes()[row];
            if (code >= 0 && node.left.get(code)) {
                below[m++] = row;
            } else if (code >= 0) {
                beside[k++] = row;
            }
        }
        node.below = new Node(Arrays.copyOf(below, m));
        node.beside = new Node(Arrays.copyOf(beside, k));
        node.rows = new int[0];
        propose(node.below);
        propose(node.beside);
    }

    /** Finds the best split of a cell. */
    private void propose(Node node) {
        if (node.rows.length < 2 * least) {
            return;
        }
        for (int f = 0; f < factors.size(); f++) {
            propose(node, f);
        }
    }

    private void propose(Node node, int f) {
        NumericFactor factor = factors.get(f);
        int levels = factor.levels();
        double[] n = new double[levels];
        double[] sum = new double[levels];
        double[] squares = new double[levels];
        for (int row : node.rows) {
            int code = factor.codes()[row];
            if (code >= 0) {
                double z = scores[row];
                n[code]++;
                sum[code] += z;
                squares[code] += z * z;
            }
        }
        int[] order = order(factor.ordered() || factor.flag(), n, sum);
        double all = 0;
        double total = 0;
        double totalSquares = 0;
        for (int code : order) {
            all += n[code];
            total += sum[code];
            totalSquares += squares[code];
        }
        double parts = order.length - 1.0;
        double price = charge + (factor.ordered() ? 2 : parts + 3 * Math.sqrt(2 * parts));
        double whole = cost(all, total, totalSquares);
        double count = 0;
        double left = 0;
        double leftSquares = 0;
        for (int k = 0; k < order.length - 1; k++) {
            count += n[order[k]];
            left += sum[order[k]];
            leftSquares += squares[order[k]];
            if (count >= least && all - count >= least) {
                double gain = whole - cost(count, left, leftSquares)
                        - cost(all - count, total - left, totalSquares - leftSquares) - price;
                if (gain > node.gain) {
                    node.gain = gain;
                    node.factor = f;
                    node.left = new BitSet(levels);
                    Arrays.stream(order, 0, k + 1).forEach(node.left::set);
                }
            }
        }
    }

    /** The levels that occur: rising where they are numbers, else by the mean of the scores. */
    private static int[] order(boolean rising, double[] n, double[] sum) {
        Integer[] order = new Integer[n.length];
        Arrays.setAll(order, k -> k);
        if (!rising) {
            Arrays.sort(order, (a, b) -> Double.compare(n[a] == 0 ? 0 : sum[a] / n[a], n[b] == 0 ? 0 : sum[b] / n[b]));
        }
        return Arrays.stream(order).filter(k -> n[k] > 0).mapToInt(k -> k).toArray();
    }

    private double cost(double n, double sum, double squares) {
        double mean = sum / n;
        return n * Elementary.log(Math.max(floor, squares / n - mean * mean));
    }

    /** How many cells there are, at least 1. */
    int cells() {
        return cells.size();
    }

    /** The rows of each cell, ascending. */
    int[] rows(int cell) {
        return cells.get(cell).rows;
    }

    /** The cell of each row; -1 where the number or a level is missing. */
    int[] cellOfRow() {
        int[] cell = new int[scores.length];
        Arrays.fill(cell, -1);
        for (Node node : cells) {
            for (int row : node.rows) {
                cell[row] = node.cell;
            }
        }
        return cell;
    }

    /** The columns that are split by, in the order of the factors. */
    List<String> parents() {
        BitSet used = new BitSet();
        used(root, used);
        return used.stream().mapToObj(f -> factors.get(f).column()).toList();
    }

    private static void used(Node node, BitSet used) {
        if (!node.isCell()) {
            used.set(node.factor);
            used(node.below, used);
            used(node.beside, used);
        }
    }

    /**
     * The formula that chooses among the formulas of the cells.
     *
     * @param formulas one for each cell
     */
    String formula(List<String> formulas) {
        return new NumericChoice(factors, formulas).text(root);
    }
}
