package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.Place;
import io.twinsim.column.ColumnType;
import io.twinsim.expr.Binding;
import io.twinsim.expr.Expr;
import io.twinsim.internal.text.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/** Reads queues: lines of stations. */
final class QueueReader {

    private static final List<String> WHOLE =
            List.of("introduced", "completed", "defective", "refused", "wip", "processed", "defects", "queue",
                    "in_service", "failures");

    private static final int MOST_SERVERS = 1_000_000;

    private final Map<String, Source> sources = new LinkedHashMap<>();

    /** One queue before its formulas are resolved. */
    private record Source(Keys keys, String axis, List<String> stations, Place place) {
    }

    /** Takes the names. */
    QueueReader(@Nullable Node node, TimelineNames names) {
        Keys.entries(node, "queues").forEach((name, field) -> {
            names.head(name, "queue", field.keyPlace());
            Keys keys = Keys.of(field.value(), "queue " + name, "stations", "arrivals", "service", "capacity", "buffer",
                    "scrap", "breakdown", "hold", "label");
            Node stations = keys.required("stations");
            Map<String, List<String>> axes = names.axesOf(stations, "stations of queue " + name);
            if (axes.size() != 1) {
                throw new InputException("stations of queue " + name + " must name one axis, got " + axes.size(),
                        stations.place());
            }
            Map.Entry<String, List<String>> axis = axes.entrySet().iterator().next();
            sources.put(name, new Source(keys, axis.getKey(), axis.getValue(), field.keyPlace()));
            QueueSpec.LINE_COUNTERS.forEach(counter -> names.add(new TimelineFamily(
                    name + "." + counter, TimelineNode.Kind.COUNTER, Map.of(), field.keyPlace())));
            QueueSpec.STATION_COUNTERS.forEach(counter -> names.add(new TimelineFamily(
                    name + "." + counter, TimelineNode.Kind.COUNTER, axes, field.keyPlace())));
        });
    }

    List<QueueSpec> specs(TimelineFormulas formulas) {
        List<QueueSpec> specs = new ArrayList<>();
        sources.forEach((name, source) -> specs.add(spec(name, source, formulas)));
        return List.copyOf(specs);
    }

    private QueueSpec spec(String name, Source source, TimelineFormulas formulas) {
        Keys keys = source.keys();
        Keys arrivals = Keys.of(keys.required("arrivals"), "arrivals of queue " + name, "interval", "form");
        Keys service = Keys.of(keys.required("service"), "service of queue " + name, "mean", "sd", "form");
        QueueSpec.Form form = QueueSpec.Form.named(
                service.choice("form", "constant", "constant", "exponential", "normal", "lognormal", "gamma"));
        boolean spreads = form != QueueSpec.Form.CONSTANT && form != QueueSpec.Form.EXPONENTIAL;
        if (spreads != service.has("sd")) {
            throw new InputException("service of queue " + name + " is " + form.id() + (spreads
                    ? ", so it must have an sd" : "; an sd belongs to normal, lognormal and gamma"), service.place());
        }
        Node broken = keys.node("breakdown");
        Keys breakdown = broken == null ? null
                : Keys.of(broken, "breakdown of queue " + name, "mtbf", "mttr", "form");
        Expr interval = formulas.resolve(formulas.parseFixed(arrivals.required("interval"), name + ".arrivals.interval"),
                Map.of(), FormulaUse.NEXT);
        Reading at = new Reading(name, source, formulas);
        return new QueueSpec(name, source.axis(), source.stations(), interval, timing(arrivals, "constant"),
                at.stations(service.required("mean"), "service.mean", FormulaUse.NEXT),
                at.stations(service.node("sd"), "service.sd", FormulaUse.NEXT), form,
                keys.has("capacity") ? at.stations(keys.node("capacity"), "capacity", FormulaUse.FIXED)
                        : source.stations().stream().map(station -> Expr.number(1)).toList(),
                at.stations(keys.node("buffer"), "buffer", FormulaUse.FIXED),
                at.stations(keys.node("scrap"), "scrap", FormulaUse.NEXT),
                breakdown == null ? List.of() : at.stations(breakdown.required("mtbf"), "breakdown.mtbf", FormulaUse.NEXT),
                breakdown == null ? List.of() : at.stations(breakdown.required("mttr"), "breakdown.mttr", FormulaUse.NEXT),
                breakdown == null ? QueueSpec.Form.EXPONENTIAL : timing(breakdown, "exponential"),
                at.stations(keys.node("hold"), "hold", FormulaUse.NEXT), counters(name, source));
    }

    private static QueueSpec.Form timing(Keys keys, String fallback) {
        return QueueSpec.Form.named(keys.choice("form", fallback, "constant", "exponential"));
    }

    /** Resolves a formula for each station. */
    private record Reading(String queue, Source source, TimelineFormulas formulas) {

        List<Expr> stations(@Nullable Node node, String key, FormulaUse use) {
            if (node == null) {
                return List.of();
            }
            Expr formula = formulas.parseFixed(node, queue + "." + key);
            return source.stations().stream()
                    .map(station -> formulas.resolve(formula, Map.of(source.axis(), station), use)).toList();
        }
    }

    private static List<TimelineNode> counters(String name, Source source) {
        List<TimelineNode> counters = new ArrayList<>();
        QueueSpec.LINE_COUNTERS.forEach(counter -> counters.add(counter(name, counter, Map.of(), source.place())));
        QueueSpec.STATION_COUNTERS.forEach(counter -> source.stations().forEach(station -> counters.add(
                counter(name, counter, Map.of(source.axis(), station), source.place()))));
        return counters;
    }

    private static TimelineNode counter(String queue, String counter, Map<String, String> index, Place place) {
        ColumnType type = counter.equals("up") ? ColumnType.FLAG
                : WHOLE.contains(counter) ? ColumnType.INTEGER : ColumnType.REAL;
        String family = queue + "." + counter;
        return new TimelineNode(TimelineFamily.name(family, index), family, index, TimelineNode.Kind.COUNTER,
                Optional.empty(), Optional.empty(), false, Optional.empty(), type, List.of(),
                Optional.empty(), Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty(), Optional.empty(),
                place);
    }

    void check(List<QueueSpec> queues, TimelineScopes scopes, Binding binding) {
        for (QueueSpec queue : queues) {
            Keys keys = sources.get(queue.name()).keys();
            Check check = new Check(queue, scopes, binding);
            check.numbers(List.of(queue.interval()), "arrivals.interval", "interval", Rule.POSITIVE,
                    keys.place("arrivals"));
            check.numbers(queue.mean(), "service.mean", "mean service", Rule.NOT_NEGATIVE, keys.place("service"));
            check.numbers(queue.sd(), "service.sd", "sd of service", Rule.NOT_NEGATIVE, keys.place("service"));
            check.numbers(queue.capacity(), "capacity", "capacity", Rule.SERVERS, keys.place("capacity"));
            check.numbers(queue.buffer(), "buffer", "buffer", Rule.PLACES, keys.place("buffer"));
            check.numbers(queue.scrap(), "scrap", "scrap", Rule.PROBABILITY, keys.place("scrap"));
            check.numbers(queue.mtbf(), "breakdown.mtbf", "mtbf", Rule.POSITIVE, keys.place("breakdown"));
            check.numbers(queue.mttr(), "breakdown.mttr", "mttr", Rule.NOT_NEGATIVE, keys.place("breakdown"));
            queue.hold().forEach(e -> scopes.flag(e, binding, queue.name() + ".hold", keys.place("hold")));
        }
    }

    /** What a number must be; a run says the same of what is not known before it. */
    private enum Rule {
        POSITIVE("be positive", value -> value > 0),
        NOT_NEGATIVE("be at least 0", value -> value >= 0),
        PROBABILITY("be in [0, 1]", value -> value >= 0 && value <= 1),
        PLACES("be a whole number of at least 0", value -> value >= 0 && value == Math.rint(value)),
        SERVERS("be a whole number from 1 to 1,000,000",
                value -> value >= 1 && value <= MOST_SERVERS && value == Math.rint(value));

        private final String must;
        private final DoublePredicate holds;

        Rule(String must, DoublePredicate holds) {
            this.must = must;
            this.holds = holds;
        }
    }

    /** Refuses what is no number, and a number that is known now and breaks its rule. */
    private record Check(QueueSpec queue, TimelineScopes scopes, Binding binding) {

        void numbers(List<Expr> formulas, String key, String what, Rule rule, Place place) {
            for (int s = 0; s < formulas.size(); s++) {
                Optional<Double> value =
                        scopes.number(formulas.get(s), binding, "", queue.name() + "." + key, place).constant();
                if (value.isPresent() && !rule.holds.test(value.get())) {
                    throw new InputException(what + " of queue " + queue.name()
                            + (key.startsWith("arrivals") ? "" : " at " + queue.stations().get(s))
                            + " must " + rule.must + ", got " + Numbers.shortest(value.get()), place);
                }
            }
        }
    }
}
