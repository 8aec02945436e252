package io.twinsim.model;

import io.twinsim.InputException;
import java.util.Map;

/** A text format of world files. Implementations are found through {@link java.util.ServiceLoader}. */
public interface ModelFormat {

    /**
     * Whether files of this name are in this format.
     *
     * @param fileName the last part of the path, such as {@code hcp.yaml}
     * @return true if this format reads it
     */
    boolean handles(String fileName);

    /**
     * Parses text into a tree.
     *
     * @param text the whole file
     * @param source the file as the caller named it, for the places
     * @return the tree; its root is a mapping
     * @throws InputException if the text is malformed, with line and column
     */
    Node.Fields read(String text, String source);

    /**
     * Writes a tree.
     *
     * @param tree maps with string keys in a fixed order, lists, texts, numbers and flags
     * @return the text, without a line feed at its end
     * @throws InputException if this format is only read, or the tree holds anything else
     */
    default String write(Map<String, ?> tree) {
        throw new InputException("trees are written as JSON, not by " + getClass().getSimpleName());
    }
}
