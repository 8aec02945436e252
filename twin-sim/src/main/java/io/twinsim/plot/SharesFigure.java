package io.twinsim.plot;

import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What parts contribute to a whole, such as coefficients to the variance of the mean effect.
 *
 * @param title the line above it
 * @param axis what is shared, such as {@code % of the variance of the mean effect}
 * @param shares from top to bottom, at least one
 */
public record SharesFigure(String title, String axis, List<Share> shares) implements Figure {

    /**
     * One part.
     *
     * @param label its name
     * @param share its share of 1; below 0 only by the chance of a simulation; empty if it is not defined
     * @param rest whether it is what the others leave over
     */
    public record Share(String label, OptionalDouble share, boolean rest) {

        /** Checks the number. */
        public Share {
            FigureChecks.named(label, "label");
            FigureChecks.finite(share, "share");
        }

        @Override
        public String toString() {
            return Lines.one("Share[" + Lines.cut(label, 40)
                    + (share.isPresent() ? " " + Numbers.significant(100 * share.getAsDouble(), 4) + " %]" : "]"));
        }
    }

    /** Copies the shares. */
    public SharesFigure {
        FigureChecks.named(title, "title");
        FigureChecks.named(axis, "axis");
        shares = FigureChecks.some(shares, "shares");
        shares.forEach(share -> Checks.notNull(share, "share"));
    }

    /** Every part with its share. */
    @Override
    public String text() {
        return shares.stream().map(share -> share.label + " " + (share.share.isEmpty() ? "not defined"
                : FigureChecks.percent(share.share.getAsDouble()))).collect(Collectors.joining("; "));
    }

    /** One line: the title and the number of parts. */
    @Override
    public String toString() {
        return FigureChecks.line("SharesFigure", title, shares.size(), "part");
    }
}
