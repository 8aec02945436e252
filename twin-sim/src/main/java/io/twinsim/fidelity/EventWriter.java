package io.twinsim.fidelity;

import io.twinsim.io.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;

/** Events as JSON on one line. */
final class EventWriter {

    private EventWriter() {
    }

    static String line(FidelityEvent event) {
        // strings hold no line feed (it is escaped), so each one is indentation
        return JsonText.write(tree(event)).replaceAll("\n *", " ");
    }

    private static Map<String, Object> tree(FidelityEvent event) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("event", kind(event));
        tree.put("at", event.at().toString());
        if (event instanceof FidelityEvent.Predicted e) {
            tree.put("prediction", tree(e.prediction()));
        } else if (event instanceof FidelityEvent.Validated e) {
            tree.put("predictionId", e.predictionId());
            tree.put("actual", tree(e.actual()));
        } else if (event instanceof FidelityEvent.Decided e) {
            tree.put("jobId", e.jobId());
            tree.put("modelId", e.modelId());
            tree.put("fidelity", e.fidelity());
            tree.put("approvalNeeded", e.approvalNeeded());
            tree.put("reasons", e.reasons());
        } else if (event instanceof FidelityEvent.Moved e) {
            tree.put("jobId", e.jobId());
            tree.put("status", e.status().id());
            e.by().ifPresent(by -> tree.put("by", by));
            e.message().ifPresent(message -> tree.put("message", message));
            e.newModelId().ifPresent(id -> tree.put("newModelId", id));
            e.score().ifPresent(score -> tree.put("score", score));
        }
        return tree;
    }

    private static String kind(FidelityEvent event) {
        return event instanceof FidelityEvent.Predicted ? EventReader.PREDICTED
                : event instanceof FidelityEvent.Validated ? EventReader.VALIDATED
                : event instanceof FidelityEvent.Decided ? EventReader.DECIDED : EventReader.MOVED;
    }

    private static Map<String, Object> tree(Prediction p) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", p.id());
        tree.put("modelId", p.modelId());
        tree.put("scenario", p.scenario());
        tree.put("ate", p.ate());
        tree.put("seSimulation", p.seSimulation());
        p.sdAssumption().ifPresent(sd -> tree.put("sdAssumption", sd));
        tree.put("interval", p.interval().toTree());
        tree.put("at", p.at().toString());
        return tree;
    }

    private static Map<String, Object> tree(Actual a) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("ate", a.ate());
        tree.put("standardError", a.standardError());
        a.n().ifPresent(n -> tree.put("n", n));
        a.experiment().ifPresent(id -> tree.put("experiment", id));
        a.notes().ifPresent(text -> tree.put("notes", text));
        if (!a.confounders().isEmpty()) {
            tree.put("confounders", a.confounders());
        }
        a.at().ifPresent(at -> tree.put("at", at.toString()));
        return tree;
    }
}
