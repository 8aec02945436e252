package io.twinsim.architecture.planted.column;

import io.twinsim.architecture.planted.internal.math.PlantedMath;
import io.twinsim.architecture.planted.model.PlantedModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Uses the model from below and shows an internal type, and exists to be found. */
public final class PlantedColumn {
    private PlantedColumn() {
    }

    public static List<PlantedModel[]> upwards() {
        return List.of();
    }

    public static PlantedMath @Nullable [] leak() {
        return null;
    }

    public static Object upwardsByArray() {
        return new PlantedModel[0];
    }
}
