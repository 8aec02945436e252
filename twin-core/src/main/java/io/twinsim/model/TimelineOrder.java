package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.Place;
import io.twinsim.expr.Expr;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The order in which nodes are computed: each after those that it reads, otherwise as in the file. Contexts come first,
 * as doses read them.
 */
final class TimelineOrder {

    private final Map<String, TimelineNode> nodes;
    private final List<QueueSpec> queues;
    /** The queue that counts a counter. */
    private final Map<String, QueueSpec> counts = new HashMap<>();

    /** Where a cycle is refused, if not at one of its nodes. */
    private final Optional<Place> where;

    TimelineOrder(Map<String, TimelineNode> nodes, List<QueueSpec> queues) {
        this(nodes, queues, Optional.empty());
    }

    private TimelineOrder(Map<String, TimelineNode> nodes, List<QueueSpec> queues, Optional<Place> where) {
        this.nodes = nodes;
        this.queues = queues;
        this.where = where;
        queues.forEach(queue -> queue.counters().forEach(counter -> counts.put(counter.name(), queue)));
    }

    /** The same, for changes that stand somewhere. */
    TimelineOrder at(Place place) {
        return new TimelineOrder(nodes, queues, Optional.of(place));
    }

    List<TimelineStage> start() {
        Map<String, Set<String>> needs = new LinkedHashMap<>();
        for (TimelineStage stage : stages()) {
            Set<String> reads = new LinkedHashSet<>();
            if (stage.queue() != null) {
                fixed(stage.queue()).forEach(e -> reads.addAll(e.variables()));
            } else {
                TimelineNode node = Objects.requireNonNull(stage.node());
                node.start().ifPresent(e -> reads.addAll(e.variables()));
                if (node.kind() == TimelineNode.Kind.DERIVED || node.kind() == TimelineNode.Kind.CONTEXT) {
                    node.formula().ifPresent(e -> e.variables().forEach(name -> reads.add(TimelineScopes.node(name))));
                }
            }
            needs.put(stage.name(), known(reads));
        }
        return order(needs, "start values");
    }

    /** The order of a step in which these changes are made. */
    List<TimelineStage> step(Collection<CourseChange> changes) {
        Map<String, Set<String>> needs = new LinkedHashMap<>();
        for (TimelineStage stage : stages()) {
            Set<String> reads = new LinkedHashSet<>();
            if (stage.queue() != null) {
                inputs(stage.queue()).forEach(e -> addReads(e, false, reads));
            } else {
                TimelineNode node = Objects.requireNonNull(stage.node());
                boolean now = node.kind() == TimelineNode.Kind.DERIVED;
                node.formula().ifPresent(e -> addReads(e, now, reads));
                node.when().ifPresent(e -> addReads(e, now, reads));
                changes.stream().filter(change -> change.target().equals(node.name()))
                        .forEach(change -> addReads(change.formula(), now, reads));
            }
            needs.put(stage.name(), known(reads));
        }
        return order(needs, "next values");
    }

    /** Contexts, actions, states, derived nodes, events and queues; what the join fills is no stage. */
    private List<TimelineStage> stages() {
        List<TimelineStage> stages = new ArrayList<>();
        TimelineNode.Kind[] kinds = {TimelineNode.Kind.CONTEXT, TimelineNode.Kind.ACTION, TimelineNode.Kind.STATE,
            TimelineNode.Kind.DERIVED, TimelineNode.Kind.EVENT};
        for (TimelineNode.Kind kind : kinds) {
            nodes.values().stream().filter(node -> node.kind() == kind)
                    .filter(node -> kind != TimelineNode.Kind.CONTEXT || node.formula().isPresent())
                    .forEach(node -> stages.add(TimelineStage.of(node)));
        }
        queues.forEach(queue -> stages.add(TimelineStage.of(queue)));
        return stages;
    }

    /** What a queue reads once, at the start of a run. */
    static List<Expr> fixed(QueueSpec queue) {
        return Stream.of(queue.capacity(), queue.buffer()).flatMap(List::stream).toList();
    }

    /** What a queue reads at every step. */
    static List<Expr> inputs(QueueSpec queue) {
        return Stream.of(List.of(queue.interval()), queue.mean(), queue.sd(), queue.scrap(), queue.mtbf(), queue.mttr(),
                queue.hold()).flatMap(List::stream).toList();
    }

    private void addReads(Expr formula, boolean now, Set<String> reads) {
        for (String name : formula.variables()) {
            if (name.startsWith("next.")) {
                reads.add(TimelineScopes.node(name));
            } else if (!name.startsWith("first.")) {
                TimelineNode node = nodes.get(name);
                boolean ofThisStep = node != null
                        && (node.kind() == TimelineNode.Kind.CONTEXT || node.kind() == TimelineNode.Kind.ACTION);
                if (now || ofThisStep) {
                    reads.add(name);
                }
            }
        }
    }

    /** The stages that make these names; twin variables and what the join fills are there anyway. */
    private Set<String> known(Set<String> reads) {
        Set<String> known = new LinkedHashSet<>();
        for (String name : reads) {
            TimelineNode node = nodes.get(name);
            if (counts.containsKey(name)) {
                known.add(counts.get(name).name());
            } else if (node != null && node.kind() != TimelineNode.Kind.MATCH
                    && (node.kind() != TimelineNode.Kind.CONTEXT || node.formula().isPresent())) {
                known.add(name);
            }
        }
        return known;
    }

    /** Depth first without recursion, so that long chains do not end the stack. */
    private List<TimelineStage> order(Map<String, Set<String>> needs, String what) {
        Map<String, TimelineStage> stages = new HashMap<>();
        stages().forEach(stage -> stages.put(stage.name(), stage));
        List<TimelineStage> ordered = new ArrayList<>();
        Set<String> done = new HashSet<>();
        Map<String, Iterator<String>> path = new LinkedHashMap<>();
        Deque<String> open = new ArrayDeque<>();
        for (String root : needs.keySet()) {
            push(root, needs, open, path, done, what);
            while (!open.isEmpty()) {
                String top = open.getLast();
                if (path.get(top).hasNext()) {
                    push(path.get(top).next(), needs, open, path, done, what);
                } else {
                    open.removeLast();
                    path.remove(top);
                    done.add(top);
                    ordered.add(stages.get(top));
                }
            }
        }
        return List.copyOf(ordered);
    }

    private void push(String name, Map<String, Set<String>> needs, Deque<String> open,
            Map<String, Iterator<String>> path, Set<String> done, String what) {
        if (done.contains(name)) {
            return;
        }
        if (path.containsKey(name)) {
            List<String> names = new ArrayList<>(path.keySet());
            List<String> cycle = new ArrayList<>(names.subList(names.indexOf(name), names.size()));
            cycle.add(name);
            boolean derived = cycle.stream().allMatch(one -> nodes.containsKey(one)
                    && nodes.get(one).kind() == TimelineNode.Kind.DERIVED);
            String message = (derived ? "derived values" : what) + " must not depend on themselves: "
                    + String.join(" -> ", cycle);
            TimelineNode node = nodes.get(name);
            throw node == null || where.isPresent() ? where.map(place -> new InputException(message, place))
                    .orElseGet(() -> new InputException(message)) : new InputException(message, node.place());
        }
        path.put(name, needs.get(name).iterator());
        open.addLast(name);
    }
}
