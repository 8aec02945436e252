package io.twinsim.scenario;

import io.twinsim.model.Provenance;
import io.twinsim.sim.JointResult;
import io.twinsim.sim.SimulationResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a reader of a comparison must know. */
final class ComparisonWarnings {

    private final JointResult joint;
    private final List<String> scenarios;

    ComparisonWarnings(JointResult joint, List<String> scenarios) {
        this.joint = joint;
        this.scenarios = scenarios;
    }

    List<String> all() {
        List<String> all = new ArrayList<>();
        List<SimulationResult> results = joint.results();
        boolean fitted = results.stream().anyMatch(r -> r.provenance() == Provenance.FITTED);
        if (joint.hasNumbers() && fitted) {
            all.add("effects are fitted to data: the largest of several estimates tends to be too large, and no "
                    + "interval here corrects for having chosen the best");
        }
        Map<String, List<String>> said = new LinkedHashMap<>();
        for (int s = 0; s < results.size(); s++) {
            for (String warning : results.get(s).warnings()) {
                said.computeIfAbsent(warning, w -> new ArrayList<>()).add(scenarios.get(s));
            }
        }
        said.forEach((warning, who) -> all.add(who.size() == results.size() ? warning
                : String.join(", ", who) + ": " + warning));
        return List.copyOf(all);
    }
}
