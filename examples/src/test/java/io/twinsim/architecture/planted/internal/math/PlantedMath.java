package io.twinsim.architecture.planted.internal.math;

/** The one place that may use StrictMath. */
public final class PlantedMath {
    private PlantedMath() {
    }

    public static double log(double x) {
        return StrictMath.log(x);
    }
}
