package io.twinsim.inference;

import io.twinsim.internal.math.BlockTree;
import io.twinsim.internal.math.Moments;
import java.util.ArrayList;
import java.util.List;

/**
 * Poisson-weighted sums of one batch of replicates over a run of slabs, as the largest nodes of the canonical tree over
 * absolute slabs that the run fills. Two neighbouring runs so join into the nodes of the whole.
 */
final class ShardSums {

    /**
     * The sums over {@code 1 << level} slabs from {@code index << level} on.
     *
     * @param moments of each term; sums are taken about their means, so that no digits cancel
     * @param sums {@code sums[j][b]}: of weights times deviations of term j in replicate b of the batch
     * @param weights the total weight in each replicate
     */
    record Node(int level, long index, Moments[] moments, double[][] sums, double[] weights) {

        boolean isLeft(Node next) {
            return level == next.level && (index & 1) == 0 && next.index == index + 1;
        }

        Node merge(Node next) {
            Moments[] both = new Moments[moments.length];
            double[] weight = new double[Math.min(weights.length, next.weights.length)];
            double[][] total = new double[moments.length][weight.length];
            for (int b = 0; b < weight.length; b++) {
                weight[b] = weights[b] + next.weights[b];
            }
            for (int j = 0; j < both.length; j++) {
                both[j] = moments[j].merge(next.moments[j]);
                double centre = Sample.mean(both[j]);
                double left = Sample.mean(moments[j]) - centre;
                double right = Sample.mean(next.moments[j]) - centre;
                for (int b = 0; b < weight.length; b++) {
                    total[j][b] = (sums[j][b] + left * weights[b])
                            + (next.sums[j][b] + right * next.weights[b]);
                }
            }
            return new Node(level + 1, index >> 1, both, total, weight);
        }
    }

    private final List<Node> nodes = new ArrayList<>();

    /** Adds the node that follows. */
    void add(Node node) {
        nodes.add(node);
        int last = nodes.size() - 1;
        while (last > 0 && nodes.get(last - 1).isLeft(nodes.get(last))) {
            Node right = nodes.remove(last);
            last--;
            nodes.set(last, nodes.get(last).merge(right));
        }
    }

    /** These sums followed by those of the next run; both stay as they are. */
    ShardSums followedBy(ShardSums next) {
        ShardSums joined = new ShardSums();
        nodes.forEach(joined::add);
        next.nodes.forEach(joined::add);
        return joined;
    }

    /** All nodes merged in the canonical order. */
    Node total() {
        BlockTree<Node> tree = new BlockTree<>(Node::merge);
        nodes.forEach(node -> tree.add(node.level, node.index, node));
        return tree.total().orElseThrow();
    }
}
