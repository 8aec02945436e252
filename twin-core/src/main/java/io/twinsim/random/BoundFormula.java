package io.twinsim.random;

import io.twinsim.InputException;
import io.twinsim.internal.math.QuantileTable;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import org.jspecify.annotations.Nullable;

/** A family with its parameters: the scalar quantiles are the formula's own, the block form reads the table. */
final class BoundFormula implements Distribution {

    /** The least and, seen from above, the greatest uniform that a stream gives. */
    private static final double LEAST = 0x1p-53;

    private final Family family;
    private final Formula formula;
    private final double a;
    private final double b;
    private final double c;
    private final @Nullable QuantileTable table;
    private final boolean mayOverflow;

    /** The parameters have been checked. */
    BoundFormula(Family family, Formula formula, boolean tabulated, double a, double b, double c) {
        this.family = family;
        this.formula = formula;
        this.a = a;
        this.b = b;
        this.c = c;
        mayOverflow = !(tabulated && Double.isFinite(formula.quantile(LEAST, a, b, c))
                && Double.isFinite(formula.survivalQuantile(LEAST, a, b, c)));
        table = mayOverflow ? null : formula.table(a, b, c);
    }

    @Override
    public double quantile(double u) {
        Checks.openUnit(u, "u");
        return finite(formula.quantile(u, a, b, c));
    }

    @Override
    public double survivalQuantile(double q) {
        Checks.openUnit(q, "q");
        return finite(formula.survivalQuantile(q, a, b, c));
    }

    Family family() {
        return family;
    }

    private double finite(double value) {
        if (Double.isFinite(value)) {
            return value;
        }
        throw new InputException(family.overflow(a, b, c, value));
    }

    @Override
    public void quantiles(double[] u, double[] out, int from, int to) {
        if (table != null) {
            table.quantiles(u, out, from, to);
            return;
        }
        formula.quantiles(u, a, b, c, out, from, to);
        refuseOverflow(out, from, to);
    }

    @Override
    public void quantiles(UniformBlock u, double[] out, int from, int to) {
        if (table != null) {
            table.quantiles(u.values(), out, from, to);
            return;
        }
        formula.quantiles(u, a, b, c, out, from, to);
        refuseOverflow(out, from, to);
    }

    private void refuseOverflow(double[] out, int from, int to) {
        if (mayOverflow) {
            for (int i = from; i < to; i++) {
                if (!Double.isFinite(out[i])) {
                    throw new RowException(i, family.overflow(a, b, c, out[i]));
                }
            }
        }
    }

    @Override
    public double cdf(double x) {
        return formula.cdf(x, a, b, c);
    }

    @Override
    public double survival(double x) {
        return formula.survival(x, a, b, c);
    }

    @Override
    public double mean() {
        return formula.mean(a, b, c);
    }

    @Override
    public double variance() {
        return formula.variance(a, b, c);
    }

    @Override
    public double lower() {
        return formula.lower(a, b, c);
    }

    @Override
    public double upper() {
        return formula.upper(a, b, c);
    }

    @Override
    public boolean isInteger() {
        return formula.isInteger();
    }

    @Override
    public String toString() {
        return Lines.one(family.text(a, b, c));
    }
}
