package io.twinsim.learn;

/** Both expected outcomes as functions of the features. */
interface EffectModel {

    /** Writes each row's expected outcome without and with the treatment. */
    void means(FeatureTable x, double[] control, double[] treated);

    /** A way to learn them. */
    interface Recipe {

        /**
         * Learns.
         *
         * @param data the training units
         * @param part names the training among others, for its draws
         */
        EffectModel train(EffectData data, String part);
    }
}
