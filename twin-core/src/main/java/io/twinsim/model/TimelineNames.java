package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.Place;
import io.twinsim.internal.text.Names;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names of a timeline: its axes, and its families of nodes. */
final class TimelineNames {

    /** Words with a meaning of their own in formulas of a timeline. */
    static final List<String> RESERVED = List.of(
            "t", "dt", "next", "first", "action", "exposure", "since", "after", "coupled", "rest");

    private final Set<String> twins;
    private final Map<String, List<String>> axes = new LinkedHashMap<>();
    private final Map<String, TimelineFamily> families = new LinkedHashMap<>();
    /** What each first word stands for, for messages. */
    private final Map<String, String> heads = new LinkedHashMap<>();

    TimelineNames(Collection<String> twins, Place place) {
        this.twins = new LinkedHashSet<>(twins);
        for (String twin : twins) {
            String head = twin.split("\\.", 2)[0];
            if (RESERVED.contains(head)) {
                throw new InputException("variable " + twin + " must have another name in a world with a timeline; "
                        + Names.quote(head) + " has a meaning of its own in its formulas", place);
            }
        }
    }

    /** Takes a first word of names, once. */
    void head(String name, String what, Place place) {
        Keys.checkIdentifier(name, what + " name", place);
        if (RESERVED.contains(name)) {
            throw new InputException(what + " " + name + " must have another name; " + Names.quote(name)
                    + " has a meaning of its own in formulas of a timeline", place);
        }
        if (twins.contains(name)) {
            throw new InputException(what + " " + name
                    + " must have another name; it is a twin variable, which does not change in time", place);
        }
        for (String twin : twins) {
            if (twin.startsWith(name + ".")) {
                throw new InputException(what + " " + name + " must have another name; the name of the twin variable "
                        + Names.quote(twin) + " starts with it", place);
            }
        }
        String before = heads.putIfAbsent(name, what);
        if (before != null) {
            throw new InputException("names in a timeline must differ, got " + what + " " + name + " and " + before
                    + " " + name, place);
        }
    }

    void axis(String name, Node labels, Place place) {
        List<String> texts = Keys.texts(labels, "axis " + name);
        for (Node item : Keys.items(labels, "axis " + name)) {
            Keys.checkIdentifier(Keys.scalar(item, name).text(), "label of axis " + name, item.place());
        }
        if (texts.isEmpty() || new LinkedHashSet<>(texts).size() < texts.size()) {
            throw new InputException("axis " + name + " must have different labels, at least one, got ["
                    + String.join(", ", texts) + "]", labels.place());
        }
        List<String> known = axes.get(name);
        if (known == null) {
            head(name, "axis", place);
            axes.put(name, List.copyOf(texts));
        } else if (!known.equals(texts)) {
            throw new InputException("axis " + name + " must have the same labels everywhere, got ["
                    + String.join(", ", texts) + "] after [" + String.join(", ", known) + "]", labels.place());
        }
    }

    Map<String, List<String>> axes() {
        return axes;
    }

    /** The axes that {@code for} or {@code stations} names or declares in place; none if it is absent. */
    Map<String, List<String>> axesOf(@Nullable Node node, String where) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        if (node == null) {
            return found;
        }
        if (node instanceof Node.Fields fields) {
            fields.fields().forEach((name, field) -> {
                axis(name, field.value(), field.keyPlace());
                found.put(name, axes.get(name));
            });
        } else {
            List<Node> items = node instanceof Node.Items list ? list.items() : List.of(node);
            for (Node item : items) {
                String name = Keys.scalar(item, "for").text();
                if (!axes.containsKey(name)) {
                    throw new InputException(Names.unknown("axis", name, axes.keySet()) + " (in " + where + ")",
                            item.place());
                }
                if (found.put(name, axes.get(name)) != null) {
                    throw new InputException(where + " must name different axes, got " + name + " twice",
                            item.place());
                }
            }
        }
        if (found.isEmpty()) {
            throw new InputException(where + " must name at least one axis, got none", node.place());
        }
        return found;
    }

    void add(TimelineFamily family) {
        families.put(family.name(), family);
    }

    Collection<TimelineFamily> families() {
        return families.values();
    }

    boolean isTwin(String name) {
        return twins.contains(name);
    }

    /** The family that a dotted name starts with. */
    Optional<TimelineFamily> familyOf(String name) {
        String head = name;
        while (true) {
            TimelineFamily found = families.get(head);
            if (found != null) {
                return Optional.of(found);
            }
            int dot = head.lastIndexOf('.');
            if (dot < 0) {
                return Optional.empty();
            }
            head = head.substring(0, dot);
        }
    }

    /**
     * The instances that a name means, as formulas and lists write it: a family (all, or the one with the labels of
     * {@code own}), an instance, or a pattern with wildcards.
     *
     * @param own the labels of the formula; null in lists, where a family means all of its instances
     */
    List<String> instances(String name, @Nullable Map<String, String> own) {
        if (own == null && isTwin(name)) {
            throw new InputException(name + " is a twin variable, which does not change in time");
        }
        TimelineFamily family = familyOf(name).orElseThrow(() -> unknown(name));
        String rest = name.substring(family.name().length());
        List<String> labels = rest.isEmpty() ? List.of() : Arrays.asList(rest.substring(1).split("\\.", -1));
        if (labels.isEmpty() && own != null) {
            return List.of(instance(family, own));
        }
        if (labels.isEmpty()) {
            return TimelineFamily.indexes(family.axes()).stream()
                    .map(index -> TimelineFamily.name(family.name(), index)).toList();
        }
        if (labels.size() != family.axes().size()) {
            throw family.axes().isEmpty() ? unknown(name)
                    : new InputException(name + " must have one label for each axis, such as " + example(family));
        }
        return matching(family, labels, own == null ? Map.of() : own);
    }

    private String instance(TimelineFamily family, Map<String, String> own) {
        Map<String, String> index = new LinkedHashMap<>();
        for (String axis : family.axes().keySet()) {
            if (!own.containsKey(axis)) {
                String all = String.join(".", family.axes().keySet().stream()
                        .map(one -> own.containsKey(one) ? one : "*").toList());
                throw new InputException(family.name() + " is there for each "
                        + String.join(" and ", family.axes().keySet()) + ", so say which: " + example(family)
                        + ", or all of them: sum(" + family.name() + "." + all + ")");
            }
            index.put(axis, own.get(axis));
        }
        return TimelineFamily.name(family.name(), index);
    }

    private static String example(TimelineFamily family) {
        return TimelineFamily.name(family.name(), TimelineFamily.indexes(family.axes()).get(0));
    }

    private static List<String> matching(TimelineFamily family, List<String> labels, Map<String, String> own) {
        Map<String, List<String>> chosen = new LinkedHashMap<>();
        int at = 0;
        for (Map.Entry<String, List<String>> axis : family.axes().entrySet()) {
            String label = labels.get(at++);
            String name = axis.getKey();
            if (!label.equals("*") && !axis.getValue().contains(label) && label.equals(name) && own.containsKey(name)) {
                label = own.get(name);
            }
            if (!label.equals("*") && !axis.getValue().contains(label)) {
                throw new InputException(Names.unknown("label of " + name, label, axis.getValue()) + " (in "
                        + family.name() + "." + String.join(".", labels) + ")");
            }
            chosen.put(name, label.equals("*") ? axis.getValue() : List.of(label));
        }
        return TimelineFamily.indexes(chosen).stream().map(index -> TimelineFamily.name(family.name(), index)).toList();
    }

    /** The refusal of a name that is neither of the timeline nor of the twins. */
    InputException unknown(String name) {
        List<String> known = new ArrayList<>(families.keySet());
        known.addAll(axes.keySet());
        known.addAll(twins);
        return new InputException(Names.unknown("name", name, known));
    }
}
