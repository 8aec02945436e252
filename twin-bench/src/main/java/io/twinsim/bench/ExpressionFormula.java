package io.twinsim.bench;

import org.apache.commons.rng.sampling.distribution.ContinuousSampler;

/** A formula in the language of worlds, and the loop that says the same in Java. */
enum ExpressionFormula {

    /** Arithmetic only. */
    SIMPLE("0.05 * (1.2 - 0.04 * (decile - 1)) * (0.8 + 0.4 * engagement)") {
        @Override
        void byHand(Columns c, ContinuousSampler noise, double[] out) {
            for (int i = 0; i < out.length; i++) {
                out[i] = 0.05 * (1.2 - 0.04 * (c.decile[i] - 1)) * (0.8 + 0.4 * c.engagement[i]);
            }
        }
    },

    /** The systematic part of the e-mail campaign. */
    EMAIL("""
            0.05 * (1.2 - 0.04 * (clamp(decile, 1, 10) - 1)) * (0.8 + 0.4 * clamp(engagement, 0, 1))
            * lookup(stage, innovator: 0.6, early_adopter: 0.8, early_majority: 1, late_majority: 1.2, laggard: 1.4)
            * (0.8 + 0.4 * clamp(propensity, 0, 1))""") {
        @Override
        void byHand(Columns c, ContinuousSampler noise, double[] out) {
            for (int i = 0; i < out.length; i++) {
                out[i] = 0.05 * (1.2 - 0.04 * (clamp(c.decile[i], 1, 10) - 1))
                        * (0.8 + 0.4 * clamp(c.engagement[i], 0, 1)) * ADOPTION[c.stage[i]]
                        * (0.8 + 0.4 * clamp(c.propensity[i], 0, 1));
            }
        }
    },

    /** Two exponentials and a logarithm; the loop's are those of the platform, whose bits differ between machines. */
    TRANSCENDENTAL("logistic(-1.45 + 0.8 * engagement - 0.08 * decile) * log1p(exp(propensity))") {
        @Override
        void byHand(Columns c, ContinuousSampler noise, double[] out) {
            for (int i = 0; i < out.length; i++) {
                out[i] = 1 / (1 + Math.exp(1.45 - 0.8 * c.engagement[i] + 0.08 * c.decile[i]))
                        * Math.log1p(Math.exp(c.propensity[i]));
            }
        }
    },

    /** Three tables. */
    LOOKUPS("""
            lookup(stage, innovator: 0.6, early_adopter: 0.8, early_majority: 1, late_majority: 1.2, laggard: 1.4)
            * lookup(decile, 1: 1.5, 2: 1.2, 3: 1, 4: 0.8, else: 0.6)
            + lookup(region, northeast: 0.1, south: 0.2, midwest: 0.3, west: 0.4)""") {
        @Override
        void byHand(Columns c, ContinuousSampler noise, double[] out) {
            for (int i = 0; i < out.length; i++) {
                out[i] = ADOPTION[c.stage[i]] * TIER[Math.min(c.decile[i], 5)] + REGION[c.region[i]];
            }
        }
    },

    /** One normal draw per row. */
    DRAWS("0.05 * engagement + normal(0, 0.02)") {
        @Override
        void byHand(Columns c, ContinuousSampler noise, double[] out) {
            for (int i = 0; i < out.length; i++) {
                out[i] = 0.05 * c.engagement[i] + 0.02 * noise.sample();
            }
        }
    };

    private static final double[] ADOPTION = {0.6, 0.8, 1.0, 1.2, 1.4};
    private static final double[] TIER = {0, 1.5, 1.2, 1, 0.8, 0.6};
    private static final double[] REGION = {0.1, 0.2, 0.3, 0.4};

    private final String text;

    ExpressionFormula(String text) {
        this.text = text;
    }

    /** What both read. */
    record Columns(int[] decile, double[] engagement, double[] propensity, int[] stage, int[] region) {
    }

    String text() {
        return text;
    }

    /**
     * The fused loop.
     *
     * @param c the columns
     * @param noise standard normal values, for formulas that draw
     * @param out receives a value per row
     */
    abstract void byHand(Columns c, ContinuousSampler noise, double[] out);

    private static double clamp(double value, double least, double greatest) {
        return Math.min(Math.max(value, least), greatest);
    }
}
