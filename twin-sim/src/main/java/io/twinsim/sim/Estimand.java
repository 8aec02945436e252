package io.twinsim.sim;

/** What the mean effect is a statement about; decides what its simulation interval covers. */
public enum Estimand {
    /** The model's mean effect, of which the generated twins are a sample. The default for generated twins. */
    MODEL_MEAN("model-mean"),
    /** The mean effect in exactly these units, with no sampling error. The default for data. */
    THESE_UNITS("these-units"),
    /** The mean effect in a larger population from which these units are drawn at random. */
    SUPERPOPULATION("superpopulation");

    private final String id;

    Estimand(String id) {
        this.id = id;
    }

    /**
     * The name used in results.
     *
     * @return text such as {@code model-mean}
     */
    public String id() {
        return id;
    }
}
