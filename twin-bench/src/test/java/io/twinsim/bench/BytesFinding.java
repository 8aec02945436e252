package io.twinsim.bench;

/**
 * What one test of the battery saw.
 *
 * @param test the test's name
 * @param p how often truly random words look as bad or worse
 */
record BytesFinding(String test, double p) {

    /** Below this a test is repeated with another seed; only a repeat is a failure. */
    static final double SUSPICIOUS = 1e-4;

    /** Written so that NaN is suspicious. */
    boolean suspicious() {
        return !(p >= SUSPICIOUS);
    }

    /** Of a probability above and one below, each small where the value is extreme, the chance of either. */
    static double twoSided(double below, double above) {
        return Math.min(1, 2 * Math.min(below, above));
    }

    /** The chance of something as rare as the rarest of several independent findings. */
    static double ofLeast(double least, int findings) {
        return Math.min(1, least * findings);
    }
}
