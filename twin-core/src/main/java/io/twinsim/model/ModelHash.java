package io.twinsim.model;

/** The identity of a model: labels, units, comments and the record of a fit are left out. */
final class ModelHash {

    private ModelHash() {
    }

    static String of(TwinModel model) {
        ContentHash hash = ContentHash.of("model").text("name", model.name()).text("version", model.version())
                .list("variables", model.names().stream().map(variable -> model.step(variable).hash()).toList())
                .nested("decision", model.decision().hash()).texts("subgroups", model.subgroups());
        model.outcome().ifPresent(o -> hash.nested("outcome", o.hash()));
        model.learning().addTo(hash);
        if (!model.correlations().pairs().isEmpty()) {
            hash.nested("correlations", model.correlations().hash());
        }
        model.timeline().ifPresent(timeline -> hash.nested("timeline", timeline.hash()));
        ContentHash all = ContentHash.of("interventions");
        model.interventionNames().forEach(name -> all.nested(name, model.intervention(name).specHash()));
        return hash.nested("interventions", all).hex();
    }
}
