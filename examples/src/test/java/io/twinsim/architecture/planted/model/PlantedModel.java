package io.twinsim.architecture.planted.model;

import io.twinsim.architecture.planted.internal.math.PlantedMath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Does nothing that is forbidden. */
public final class PlantedModel {
    private PlantedModel() {
    }

    public static double fine(Path path) throws IOException {
        return Math.fma(PlantedMath.log(Files.size(path)), Math.sqrt(2), Math.rint(Double.valueOf(2.5)));
    }

    public static String fineText(int count, Object some) {
        return "rows " + count + " of " + some + String.valueOf(count);
    }
}
