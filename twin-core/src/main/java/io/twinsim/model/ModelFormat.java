package io.twinsim.model;

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
     * @throws io.twinsim.InputException if the text is malformed, with line and column
     */
    Node.Fields read(String text, String source);
}
