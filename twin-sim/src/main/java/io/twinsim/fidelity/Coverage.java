package io.twinsim.fidelity;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How many predictions were covered, beside how many should be.
 *
 * @param covered the validations with |z| within their level
 * @param validations all of them
 * @param nominal the mean of their levels; 0 without validations
 * @param pValue the probability of so few covered or fewer under the nominal levels: exact binomial, or
 *     Poisson-binomial where levels differ. For one look; a decision is corrected for all of its looks
 */
public record Coverage(int covered, int validations, double nominal, double pValue) {

    private static final double SIGNIFICANT = 0.05;

    static Coverage of(List<Validation> validations) {
        int n = validations.size();
        int covered = 0;
        int seen = 0;
        double nominal = 0;
        MissCounts counts = new MissCounts(n);
        for (Validation v : validations) {
            covered += v.covered() ? 1 : 0;
            seen++;
            // a running mean of equal levels is that level to the bit
            nominal += (v.prediction().level() - nominal) / seen;
            counts.add(1 - v.prediction().level());
        }
        return new Coverage(covered, n, nominal, counts.atLeast(n - covered));
    }

    /**
     * The share that was covered.
     *
     * @return in [0, 1]; empty without validations
     */
    public OptionalDouble rate() {
        return validations == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) covered / validations);
    }

    /**
     * Whether fewer are covered than chance explains at this one look, p &lt; 0.05.
     *
     * @return true if so
     */
    public boolean low() {
        return pValue < SIGNIFICANT;
    }

    /** One line: the count, the nominal level and p. */
    @Override
    public String toString() {
        return FidelityText.line("Coverage[" + covered + " of " + validations + ", nominal "
                + FidelityText.percent(nominal) + ", p " + FidelityText.probability(pValue) + "]");
    }
}
