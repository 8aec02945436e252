package io.twinsim.model;

import io.twinsim.internal.text.Lines;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * The identity of a configuration: SHA-256 over a length-prefixed canonical tree. Each value carries its type, keys are
 * sorted, doubles count as bits (with -0.0 as 0.0), strings in Unicode normal form C, and the {@link #NUMBERS_VERSION}
 * is always in. Lists keep their order. Two trees have the same hash only if they are the same tree.
 */
public final class ContentHash {

    /** Grows whenever any simulated number changes; part of every hash. */
    public static final int NUMBERS_VERSION = 5;

    private final String kind;
    private final TreeMap<String, byte[]> entries = new TreeMap<>();

    private ContentHash(String kind) {
        this.kind = kind;
    }

    /**
     * An empty tree node.
     *
     * @param kind what is described, such as {@code model}; part of the hash
     * @return the node, to be filled
     */
    public static ContentHash of(String kind) {
        return new ContentHash(kind);
    }

    /**
     * Adds text.
     *
     * @param key the name, unique in this node
     * @param value the text, taken in normal form C
     * @return this node
     */
    public ContentHash text(String key, String value) {
        return put(key, 's', Normalizer.normalize(value, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Adds a double.
     *
     * @param key the name, unique in this node
     * @param value any double; -0.0 counts as 0.0
     * @return this node
     */
    public ContentHash number(String key, double value) {
        long bits = Double.doubleToLongBits(value + 0.0);
        return put(key, 'd', ByteBuffer.allocate(8).putLong(bits).array());
    }

    /**
     * Adds a whole number.
     *
     * @param key the name, unique in this node
     * @param value any long
     * @return this node
     */
    public ContentHash whole(String key, long value) {
        return put(key, 'i', ByteBuffer.allocate(8).putLong(value).array());
    }

    /**
     * Adds a flag.
     *
     * @param key the name, unique in this node
     * @param value the flag
     * @return this node
     */
    public ContentHash flag(String key, boolean value) {
        return put(key, 'b', new byte[] {(byte) (value ? 1 : 0)});
    }

    /**
     * Adds texts whose order matters.
     *
     * @param key the name, unique in this node
     * @param values the texts
     * @return this node
     */
    public ContentHash texts(String key, List<String> values) {
        ContentHash list = new ContentHash("list");
        for (int i = 0; i < values.size(); i++) {
            list.text(index(i), values.get(i));
        }
        return nested(key, list);
    }

    /**
     * Adds nodes whose order matters.
     *
     * @param key the name, unique in this node
     * @param values the nodes
     * @return this node
     */
    public ContentHash list(String key, List<ContentHash> values) {
        ContentHash list = new ContentHash("list");
        for (int i = 0; i < values.size(); i++) {
            list.nested(index(i), values.get(i));
        }
        return nested(key, list);
    }

    /**
     * Adds a node.
     *
     * @param key the name, unique in this node
     * @param node the node, filled
     * @return this node
     */
    public ContentHash nested(String key, ContentHash node) {
        return put(key, 'n', node.digest());
    }

    /**
     * Adds raw bytes, such as the digest of a column.
     *
     * @param key the name, unique in this node
     * @param bytes the bytes
     * @return this node
     */
    public ContentHash bytes(String key, byte[] bytes) {
        return put(key, 'x', bytes);
    }

    /**
     * The hash as text.
     *
     * @return 64 hexadecimal digits
     */
    public String hex() {
        return HexFormat.of().formatHex(digest());
    }

    byte[] digest() {
        MessageDigest sha = sha256();
        byte[] head = kind.getBytes(StandardCharsets.UTF_8);
        sha.update(ByteBuffer.allocate(8).putInt(NUMBERS_VERSION).putInt(head.length).array());
        sha.update(head);
        entries.forEach((key, value) -> {
            byte[] name = key.getBytes(StandardCharsets.UTF_8);
            sha.update(ByteBuffer.allocate(4).putInt(name.length).array());
            sha.update(name);
            sha.update(ByteBuffer.allocate(4).putInt(value.length).array());
            sha.update(value);
        });
        return sha.digest();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return Lines.one("ContentHash[" + kind + ": " + String.join(", ", entries.keySet()) + "]");
    }

    private ContentHash put(String key, char type, byte[] value) {
        byte[] typed = new byte[value.length + 1];
        typed[0] = (byte) type;
        System.arraycopy(value, 0, typed, 1, value.length);
        if (entries.put(key, typed) != null) {
            throw new IllegalArgumentException("key \"" + key + "\" must be unique in its node");
        }
        return this;
    }

    /** Zero-padded, so that sorting keeps the order of the list. */
    private static String index(int i) {
        String digits = Integer.toString(i);
        return "0".repeat(10 - digits.length()) + digits;
    }
}
