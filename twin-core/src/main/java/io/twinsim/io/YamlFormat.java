package io.twinsim.io;

import io.twinsim.internal.text.Checks;
import io.twinsim.model.ModelFormat;
import io.twinsim.model.Node;
import java.util.Locale;

/**
 * World files as YAML 1.2 with the core schema: one document, a mapping at top level, no duplicate fields, no
 * anchors, aliases or tags, at most 64 levels deep. Every scalar keeps the text it was written with, so that {@code
 * no}, {@code on} and {@code 1e3} can be labels. Where a formula without quotes trips YAML over, the message says
 * to put it in quotes.
 */
public final class YamlFormat implements ModelFormat {

    /** For {@link java.util.ServiceLoader}. */
    public YamlFormat() {
    }

    @Override
    public boolean handles(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }

    @Override
    public Node.Fields read(String text, String source) {
        Checks.notNull(text, "text");
        return new YamlTree(TreeFields.withoutMark(text), Checks.notNull(source, "source")).read();
    }

    @Override
    public String toString() {
        return "YamlFormat[.yaml, .yml]";
    }
}
