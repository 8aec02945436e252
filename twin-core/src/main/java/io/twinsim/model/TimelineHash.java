package io.twinsim.model;

import io.twinsim.expr.Expr;
import java.util.List;

/**
 * The identity of a timeline: labels, units for people, what results show and the longest horizon are left out, as they
 * move no number.
 */
final class TimelineHash {

    private TimelineHash() {
    }

    static ContentHash of(TimelineContent content) {
        ContentHash hash = ContentHash.of("timeline").number("step", content.step().count())
                .text("stepUnit", content.step().unit()).text("unit", content.unit());
        content.horizon().ifPresent(h -> hash.number("horizon", h.count()).text("horizonUnit", h.unit()));
        ContentHash parameters = ContentHash.of("parameters");
        content.parameters().values().forEach(p -> parameters.nested(p.name(), p.hash()));
        ContentHash axes = ContentHash.of("axes");
        content.axes().forEach(axes::texts);
        ContentHash nodes = ContentHash.of("nodes");
        content.nodes().values().forEach(node -> nodes.nested(node.name(), node(node)));
        ContentHash contexts = ContentHash.of("contexts");
        content.contexts().forEach(c -> contexts.nested(c.name(), ContentHash.of("context").text("join", c.join().id())
                .number("window", c.window().count()).text("unit", c.window().unit())));
        ContentHash queues = ContentHash.of("queues");
        content.queues().forEach(queue -> queues.nested(queue.name(), queue(queue)));
        ContentHash alerts = ContentHash.of("alerts");
        content.alerts().forEach(a -> alerts.nested(a.name(), ContentHash.of("alert").text("when", a.when().canonical())
                .number("cooldown", a.cooldown().count()).text("unit", a.cooldown().unit())
                .text("priority", a.priority())));
        ContentHash rewards = ContentHash.of("rewards");
        content.rewards().forEach(r -> rewards.nested(r.name(), ContentHash.of("reward")
                .text("value", r.value().canonical()).number("weight", r.weight()).flag("atEnd", r.atEnd())));
        ContentHash interactions = ContentHash.of("interactions");
        content.interactions().forEach(i -> interactions.nested(i.name(), ContentHash.of("interaction")
                .texts("of", i.of()).text("severity", i.severity())
                .list("changes", i.changes().stream().map(CourseChange::hash).toList())));
        content.until().ifPresent(e -> hash.text("until", e.canonical()));
        return hash.nested("parameters", parameters).nested("axes", axes).nested("nodes", nodes)
                .nested("contexts", contexts).nested("queues", queues).nested("alerts", alerts)
                .nested("rewards", rewards).nested("interactions", interactions);
    }

    private static ContentHash node(TimelineNode node) {
        ContentHash hash = ContentHash.of("node").text("kind", node.kind().id()).text("type", node.type().id())
                .texts("labels", node.labels()).flag("rate", node.rate());
        node.start().ifPresent(e -> hash.text("start", e.canonical()));
        node.formula().ifPresent(e -> hash.text("formula", e.canonical()));
        node.when().ifPresent(e -> hash.text("when", e.canonical()));
        node.range().ifPresent(r -> hash.number("lower", r.lower()).number("upper", r.upper()));
        node.higherIsBetter().ifPresent(better -> hash.flag("higherIsBetter", better));
        node.notable().ifPresent(notable -> hash.number("notable", notable));
        node.value().ifPresent(value -> hash.number("value", value));
        return hash;
    }

    private static ContentHash queue(QueueSpec queue) {
        ContentHash hash = ContentHash.of("queue").texts("stations", queue.stations())
                .text("interval", queue.interval().canonical()).text("arrivals", queue.arrivals().id())
                .text("service", queue.service().id()).text("breakdown", queue.breakdown().id());
        put(hash, "mean", queue.mean());
        put(hash, "sd", queue.sd());
        put(hash, "capacity", queue.capacity());
        put(hash, "buffer", queue.buffer());
        put(hash, "scrap", queue.scrap());
        put(hash, "mtbf", queue.mtbf());
        put(hash, "mttr", queue.mttr());
        put(hash, "hold", queue.hold());
        return hash;
    }

    private static void put(ContentHash hash, String key, List<Expr> formulas) {
        hash.texts(key, formulas.stream().map(Expr::canonical).toList());
    }
}
