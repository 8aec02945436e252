package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.Place;
import io.twinsim.internal.math.TreeKernel;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Trees as text, one line a tree, in preorder: {@code 0<=5.5} asks whether input 0 is at most 5.5 (and with {@code ?}
 * after it, sends missing values left), {@code =0.25} is a leaf; the left part comes first, then the right one.
 */
final class TreeText {

    private static final Pattern INPUT = Pattern.compile("\\d{1,6}");

    private int nodes;
    private int[] feature = new int[64];
    private double[] threshold = new double[64];
    private boolean[] missingLeft = new boolean[64];
    private int[] left = new int[64];
    private int[] right = new int[64];
    private double[] value = new double[64];

    private TreeText() {
    }

    static List<String> write(TreeKernel trees) {
        List<String> lines = new ArrayList<>();
        for (int t = 0; t < trees.trees(); t++) {
            int end = t + 1 < trees.trees() ? trees.root(t + 1) : trees.nodes();
            StringBuilder line = new StringBuilder();
            for (int n = trees.root(t); n < end; n++) {
                line.append(line.length() == 0 ? "" : " ");
                if (trees.feature(n) < 0) {
                    line.append('=').append(Numbers.shortest(trees.value(n)));
                } else {
                    line.append(trees.feature(n)).append("<=").append(Numbers.shortest(trees.threshold(n)))
                            .append(trees.missingLeft(n) ? "?" : "");
                }
            }
            lines.add(line.toString());
        }
        return lines;
    }

    static TreeModel.Trees read(List<Node> lines, String what) {
        TreeText text = new TreeText();
        int[] roots = new int[lines.size()];
        for (int t = 0; t < roots.length; t++) {
            roots[t] = text.nodes;
            String tree = what + ".trees[" + t + "]";
            Node.Scalar line = Keys.scalar(lines.get(t), tree);
            text.tree(line.text().strip().split("\\s+"), tree, line.place());
        }
        int n = text.nodes;
        return new TreeModel.Trees(roots, Arrays.copyOf(text.feature, n), Arrays.copyOf(text.threshold, n),
                Arrays.copyOf(text.missingLeft, n), Arrays.copyOf(text.left, n), Arrays.copyOf(text.right, n),
                Arrays.copyOf(text.value, n));
    }

    private void tree(String[] tokens, String what, Place place) {
        // Nodes whose right part is still to come.
        int[] open = new int[tokens.length];
        int height = 0;
        boolean complete = false;
        for (int k = 0; k < tokens.length; k++) {
            if (complete) {
                throw new InputException(
                        what + " must end with its last leaf, got " + Names.quote(tokens[k]) + " after it", place);
            }
            grow();
            int node = nodes++;
            token(tokens[k], node, what, place);
            if (feature[node] >= 0) {
                left[node] = node + 1;
                open[height++] = node;
            } else if (height > 0) {
                right[open[--height]] = node + 1;
            } else {
                complete = true;
            }
        }
        if (!complete) {
            throw new InputException(what + " must have a left and a right part under each question, got "
                    + "a text that ends early", place);
        }
    }

    private void token(String token, int node, String what, Place place) {
        int at = token.indexOf("<=");
        boolean leaf = token.startsWith("=");
        boolean toLeft = !leaf && token.endsWith("?");
        String number = leaf ? token.substring(1)
                : at > 0 ? token.substring(at + 2, token.length() - (toLeft ? 1 : 0)) : "";
        boolean known = Keys.isNumber(number) && (leaf || INPUT.matcher(token).region(0, at).matches());
        double read = known ? Double.parseDouble(number) : Double.NaN;
        if (!Double.isFinite(read)) {
            throw new InputException(what + " must hold questions such as 0<=5.5 and leaves such as =0.25, got "
                    + Names.quote(token), place);
        }
        feature[node] = leaf ? -1 : Integer.parseInt(token.substring(0, at));
        threshold[node] = leaf ? 0 : read;
        value[node] = leaf ? read : 0;
        missingLeft[node] = toLeft;
    }

    private void grow() {
        if (nodes == feature.length) {
            int more = nodes * 2;
            feature = Arrays.copyOf(feature, more);
            threshold = Arrays.copyOf(threshold, more);
            missingLeft = Arrays.copyOf(missingLeft, more);
            left = Arrays.copyOf(left, more);
            right = Arrays.copyOf(right, more);
            value = Arrays.copyOf(value, more);
        }
    }
}
