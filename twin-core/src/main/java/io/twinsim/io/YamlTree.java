package io.twinsim.io;

import io.twinsim.InputException;
import io.twinsim.Place;
import io.twinsim.internal.text.Names;
import io.twinsim.model.Node;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;

/** Turns the events of one YAML text into a tree. */
final class YamlTree {

    private static final String QUOTES = "put the formula in quotes";
    private static final CoreScalarResolver KINDS = new CoreScalarResolver(false);

    private final String text;
    private final String source;
    private final Iterator<Event> events;

    YamlTree(String text, String source) {
        this.text = text;
        this.source = source;
        LoadSettings settings = LoadSettings.builder().setLabel(source).setCodePointLimit(Integer.MAX_VALUE).build();
        this.events = new Parse(settings).parseString(text).iterator();
    }

    Node.Fields read() {
        try {
            next();
            if (next().getEventId() == Event.ID.StreamEnd) {
                throw new InputException("empty document; expected a mapping at top level", new Place(source, 1, 1));
            }
            Node root = node(next(), 0, false);
            next();
            Event end = next();
            if (end.getEventId() != Event.ID.StreamEnd) {
                throw new InputException("extra text after the document; one document is read", place(end));
            }
            if (root instanceof Node.Fields fields) {
                return fields;
            }
            throw new InputException("expected a mapping at top level, got "
                    + (root instanceof Node.Items ? "a list" : "a single value"), root.place());
        } catch (MarkedYamlEngineException e) {
            throw explain(e);
        } catch (ReaderException e) {
            int line = 1 + (int) text.codePoints().limit(e.getPosition()).filter(c -> c == '\n').count();
            throw new InputException(String.format(Locale.ROOT,
                    "text must be printable, got U+%04X", e.getCodePoint()), new Place(source, line, 0));
        } catch (YamlEngineException e) {
            throw new InputException("malformed YAML: " + e.getMessage(), Place.of(source));
        }
    }

    private Event next() {
        return events.next();
    }

    private Node node(Event event, int depth, boolean flow) {
        Place place = place(event);
        if (event instanceof AliasEvent alias) {
            throw refuse("aliases such as *" + alias.getAlias().getValue(), place);
        }
        NodeEvent node = (NodeEvent) event;
        if (node.getAnchor().isPresent()) {
            throw refuse("anchors such as &" + node.getAnchor().get().getValue(), place);
        }
        if (event instanceof ScalarEvent scalar) {
            return scalar(scalar, place, flow);
        }
        CollectionStartEvent start = (CollectionStartEvent) event;
        refuseTag(start.getTag(), place);
        if (depth == TreeFields.DEEPEST) {
            throw TreeFields.tooDeep(place);
        }
        return start instanceof MappingStartEvent ? fields(place, depth + 1, start.isFlow())
                : items(place, depth + 1, start.isFlow());
    }

    private Node.Scalar scalar(ScalarEvent scalar, Place place, boolean flow) {
        refuseTag(scalar.getTag(), place);
        String value = scalar.getValue();
        if (!scalar.isPlain()) {
            return new Node.Scalar(value, Node.Kind.STRING, place);
        }
        if (flow && isCut(value)) {
            throw new InputException("a comma ends the text " + Names.quote(value) + " here; " + QUOTES, place);
        }
        Tag tag = KINDS.resolve(value, true);
        Node.Kind kind = tag.equals(Tag.NULL) ? Node.Kind.NULL : tag.equals(Tag.BOOL) ? Node.Kind.FLAG
                : tag.equals(Tag.INT) || tag.equals(Tag.FLOAT) ? Node.Kind.NUMBER : Node.Kind.STRING;
        return new Node.Scalar(value, kind, place);
    }

    private static void refuseTag(Optional<String> tag, Place place) {
        if (tag.isPresent()) {
            throw refuse("tags such as " + tag.get(), place);
        }
    }

    private static InputException refuse(String what, Place place) {
        return new InputException(what + " are not read; " + QUOTES, place);
    }

    /** Whether plain text opens a parenthesis and does not close it: {@code {draw: uniform_int(1, 10)}}. */
    private static boolean isCut(String value) {
        int open = 0;
        for (int i = 0; i < value.length(); i++) {
            open += value.charAt(i) == '(' ? 1 : value.charAt(i) == ')' ? -1 : 0;
        }
        return open != 0;
    }

    private Node fields(Place place, int depth, boolean flow) {
        TreeFields fields = new TreeFields();
        for (Event event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
            Place keyPlace = place(event);
            if (!(node(event, depth, flow) instanceof Node.Scalar key)) {
                throw new InputException("field name must be text, got a " + (event instanceof MappingStartEvent
                        ? "mapping" : "list") + "; " + QUOTES, keyPlace);
            }
            fields.check(key.text(), keyPlace);
            fields.add(key.text(), keyPlace, node(next(), depth, flow));
        }
        return fields.build(place);
    }

    private Node items(Place place, int depth, boolean flow) {
        List<Node> items = new ArrayList<>();
        for (Event event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
            items.add(node(event, depth, flow));
        }
        return new Node.Items(items, place);
    }

    private Place place(Event event) {
        return place(event.getStartMark());
    }

    private Place place(Optional<Mark> mark) {
        return mark.map(m -> new Place(source, m.getLine() + 1, m.getColumn() + 1)).orElse(Place.of(source));
    }

    private InputException explain(MarkedYamlEngineException failure) {
        Optional<Mark> mark = failure.getProblemMark().or(failure::getContextMark);
        String problem = failure.getProblem() == null ? failure.getContext() : failure.getProblem();
        String line = mark.map(m -> line(m.getLine())).orElse("");
        boolean formula = !problem.contains("\\t") && line.chars().anyMatch(c -> "()*$`{}'\"<>=+%@|&!".indexOf(c) >= 0);
        return new InputException("malformed YAML: " + problem + (formula ? "; if this is a formula, " + QUOTES : ""),
                place(mark));
    }

    private String line(int number) {
        return text.lines().skip(number).findFirst().orElse("");
    }
}
