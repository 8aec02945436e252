package io.twinsim.sim;

import io.twinsim.model.Coefficient;
import io.twinsim.model.Intervention;
import java.util.List;

/** What an intervention says about how sure its coefficients are. */
record Stated(Intervention intervention) {

    /** The coefficients of which nothing is said, in file order. */
    List<String> missing() {
        return intervention.coefficients().values().stream().filter(c -> c.sd().isEmpty()).map(Coefficient::name)
                .toList();
    }

    /** Why no coefficient varies: {@code declared as 0} for all of them, else {@code not stated}. */
    String word() {
        return intervention.coefficients().isEmpty() || !missing().isEmpty() ? "not stated" : "declared as 0";
    }
}
