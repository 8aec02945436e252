package io.twinsim.random;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The quantiles of a mixture of constants and empirical distributions in closed form: its distribution function is a
 * chain of jumps and straight lines, and of stretches of whole numbers that overlap nothing else. O(log m) time for m
 * pieces.
 */
final class MixturePieces {

    /** Parts of the chain, ascending; a jump where both ends are equal. */
    private record Piece(double from, double to, double weight, @Nullable Distribution whole) {

        /** The value below which lie {@code share} of the piece's probability. */
        double at(double share) {
            if (whole != null) {
                return whole.quantile(share <= 0 ? Double.MIN_VALUE : share >= 1 ? 1 - 0x1p-53 : share);
            }
            double x = from + (to - from) * share;
            return x < to ? Math.max(x, from) : to;
        }
    }

    private final Piece[] pieces;
    /** The probability up to the end of each piece, and from its beginning on. */
    private final double[] upTo;
    private final double[] from;

    private MixturePieces(List<Piece> chain) {
        pieces = chain.toArray(new Piece[0]);
        upTo = new double[pieces.length];
        from = new double[pieces.length];
        double sum = 0;
        double rest = 0;
        for (int k = 0; k < pieces.length; k++) {
            sum += pieces[k].weight;
            upTo[k] = sum;
            rest += pieces[pieces.length - 1 - k].weight;
            from[pieces.length - 1 - k] = rest;
        }
    }

    /** The chain of a mixture, if it has one. */
    static @Nullable MixturePieces of(double[] weights, Distribution[] components) {
        List<Piece> lines = new ArrayList<>();
        List<Piece> others = new ArrayList<>();
        for (int k = 0; k < weights.length; k++) {
            Distribution part = components[k];
            if (part instanceof Empirical empirical) {
                double[] knots = empirical.knots();
                double share = weights[k] / (knots.length - 1);
                for (int i = 1; i < knots.length; i++) {
                    (knots[i - 1] < knots[i] ? lines : others).add(new Piece(knots[i - 1], knots[i], share, null));
                }
            } else if (part instanceof BoundFormula bound && bound.family() == Family.CONSTANT) {
                others.add(new Piece(part.lower(), part.lower(), weights[k], null));
            } else if (part instanceof BoundFormula bound && bound.family() == Family.UNIFORM_INT) {
                others.add(new Piece(part.lower(), part.upper(), weights[k], part));
            } else {
                return null;
            }
        }
        List<Piece> chain = new ArrayList<>(cut(lines, others));
        chain.addAll(others);
        // A jump at the beginning of a line comes before it, one at its end after it.
        chain.sort(MixturePieces::order);
        for (int k = 1; k < chain.size(); k++) {
            if (chain.get(k).from < chain.get(k - 1).to) {
                return null;
            }
        }
        return new MixturePieces(chain);
    }

    private static int order(Piece a, Piece b) {
        int byFrom = Double.compare(a.from, b.from);
        return byFrom != 0 ? byFrom : Double.compare(a.to, b.to);
    }

    /** Where pieces begin or end, ascending. */
    private static double[] ends(List<Piece> lines, List<Piece> others) {
        double[] ends = new double[2 * (lines.size() + others.size())];
        int count = 0;
        for (List<Piece> part : List.of(lines, others)) {
            for (Piece piece : part) {
                // An end is the next beginning, mostly.
                double from = piece.from + 0.0;
                if (count == 0 || ends[count - 1] != from) {
                    ends[count++] = from;
                }
                ends[count++] = piece.to + 0.0;
            }
        }
        Arrays.sort(ends, 0, count);
        int distinct = 0;
        for (int i = 0; i < count; i++) {
            if (distinct == 0 || ends[i] != ends[distinct - 1]) {
                ends[distinct++] = ends[i];
            }
        }
        return Arrays.copyOf(ends, distinct);
    }

    /** Lines cut where others begin or end, those over one interval added up. */
    private static List<Piece> cut(List<Piece> lines, List<Piece> others) {
        double[] cuts = ends(lines, others);
        double[] weight = new double[cuts.length];
        for (Piece line : lines) {
            int first = Arrays.binarySearch(cuts, line.from + 0.0);
            int last = line.to == cuts[first + 1] ? first + 1 : Arrays.binarySearch(cuts, line.to + 0.0);
            for (int k = first; k < last; k++) {
                weight[k] += last == first + 1 ? line.weight
                        : line.weight * ((cuts[k + 1] - cuts[k]) / (line.to - line.from));
            }
        }
        List<Piece> chain = new ArrayList<>();
        for (int k = 0; k < cuts.length; k++) {
            if (weight[k] > 0) {
                chain.add(new Piece(cuts[k], cuts[k + 1], weight[k], null));
            }
        }
        return chain;
    }

    /** The quantile of a probability in (0, 1). */
    double quantile(double u) {
        int k = Arrays.binarySearch(upTo, u);
        k = k >= 0 ? k : Math.min(-k - 1, pieces.length - 1);
        double before = k == 0 ? 0 : upTo[k - 1];
        return pieces[k].at((u - before) / pieces[k].weight);
    }

    /** The value above which a probability in (0, 1) lies. */
    double survivalQuantile(double q) {
        int low = 0;
        int high = pieces.length - 1;
        // The last piece from whose beginning on there is more.
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (from[middle] > q) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        double after = low == pieces.length - 1 ? 0 : from[low + 1];
        return pieces[low].at(1 - (q - after) / pieces[low].weight);
    }
}
