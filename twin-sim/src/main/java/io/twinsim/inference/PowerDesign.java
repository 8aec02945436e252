package io.twinsim.inference;

import java.util.Map;

/** What is assumed about the outcomes of both arms. */
sealed interface PowerDesign permits MeansDesign, ProportionsDesign {

    /** Treated minus control. */
    double effect();

    /** The same controls with another effect. */
    PowerDesign withEffect(double effect);

    /** How large an effect in the direction of this one can be, at most. */
    double bound();

    /** A width to start a search for an effect or a margin from. */
    double scale();

    /** The assumptions for people, such as {@code effect 0.5, sd 1}. */
    String text();

    /** The assumptions as members of a JSON object. */
    void describe(Map<String, Object> tree);

    /** The power with so many units per arm, whole or not. */
    double power(PowerTest test, double treated, double control);
}
