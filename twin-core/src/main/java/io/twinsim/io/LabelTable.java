package io.twinsim.io;

import io.twinsim.internal.text.Names;
import java.util.Arrays;

/**
 * Interns labels from character slices without a string per cell: an open-addressing table of codes in order of
 * arrival.
 */
final class LabelTable {

    private int[] slots = new int[16];
    private int[] hashes = new int[8];
    private int[] lines = new int[8];
    private String[] labels = new String[8];
    private int size;

    int size() {
        return size;
    }

    String label(int code) {
        return labels[code];
    }

    /** The line on which a label was first met. */
    int line(int code) {
        return lines[code];
    }

    int code(String label, int line) {
        return code(label.toCharArray(), 0, label.length(), line);
    }

    int code(char[] text, int offset, int length, int line) {
        int hash = hash(text, offset, length);
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != 0) {
            int code = slots[slot] - 1;
            if (hashes[code] == hash && equal(labels[code], text, offset, length)) {
                return code;
            }
            slot = slot + 1 & mask;
        }
        String label = new String(text, offset, length);
        String normal = Names.normal(label, "label");
        return normal.equals(label) ? add(slot, hash, label, line) : code(normal, line);
    }

    private int add(int slot, int hash, String label, int line) {
        if (size == labels.length) {
            hashes = Arrays.copyOf(hashes, 2 * size);
            lines = Arrays.copyOf(lines, 2 * size);
            labels = Arrays.copyOf(labels, 2 * size);
        }
        hashes[size] = hash;
        lines[size] = line;
        labels[size] = label;
        slots[slot] = ++size;
        if (2 * size > slots.length) {
            rehash();
        }
        return size - 1;
    }

    private void rehash() {
        slots = new int[2 * slots.length];
        int mask = slots.length - 1;
        for (int code = 0; code < size; code++) {
            int slot = hashes[code] & mask;
            while (slots[slot] != 0) {
                slot = slot + 1 & mask;
            }
            slots[slot] = code + 1;
        }
    }

    private static int hash(char[] text, int offset, int length) {
        int hash = length;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + text[offset + i];
        }
        hash *= 0x9E3779B9;
        return hash ^ hash >>> 15;
    }

    private static boolean equal(String label, char[] text, int offset, int length) {
        if (label.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (label.charAt(i) != text[offset + i]) {
                return false;
            }
        }
        return true;
    }
}
