package io.twinsim.expr;

import io.twinsim.internal.text.Lines;
import java.util.List;
import java.util.Optional;

/**
 * A formula as a sum of products, each of a part that is the same for every row and a part without coefficients. An
 * average over rows then costs one pass: sums of the row parts, weighted by the coefficient parts of each assumption
 * draw. Equal to the formula up to rounding.
 */
public final class SeparableForm {

    /** More products than this are not worth their rows. */
    static final int LIMIT = 32;

    private final List<Term> terms;

    private SeparableForm(List<Term> terms) {
        this.terms = terms;
    }

    /**
     * Separates a formula.
     *
     * @param formula a number
     * @return the sum of products; empty if coefficients and columns cannot be taken apart by expanding sums, products,
     *     quotients, {@code if} and {@code lookup}, if there are more than 32 products, if a part would have over 1,000
     *     nodes more than the formula or be more than 500 operators high, or if the formula draws
     */
    public static Optional<SeparableForm> of(Expr formula) {
        return formula.hasDraws() ? Optional.empty()
                : new Separation(formula).terms(formula).map(terms -> new SeparableForm(List.copyOf(terms)));
    }

    /**
     * The products.
     *
     * @return at least one, at most 32, with different row parts; immutable
     */
    public List<Term> terms() {
        return terms;
    }

    @Override
    public String toString() {
        return Lines.one("SeparableForm" + terms);
    }

    /**
     * One product.
     *
     * @param coefficientPart names coefficients, parameters and constants only
     * @param rowPart names no coefficient
     */
    public record Term(Expr coefficientPart, Expr rowPart) {

        /** Such as {@code $$base * exposure}. */
        @Override
        public String toString() {
            return Expr.product(coefficientPart, rowPart).toString();
        }
    }
}
