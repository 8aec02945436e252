package io.twinsim.column;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Names;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * A column of labels, kept as codes into a fixed list; 1 byte per row up to 128 labels, 2 up to 32,768, else 4.
 * Case and blanks count in labels.
 */
public final class CategoryColumn implements Column, WholeSource {

    private final List<String> labels;
    private final IntStore codes;
    private final Validity validity;

    /** Shares the store; rows that are missing hold 0. */
    CategoryColumn(List<String> labels, IntStore codes, Validity validity) {
        this.labels = labels;
        this.codes = codes;
        this.validity = validity;
    }

    /**
     * A column without missing values. Its labels are the distinct values in natural order, so that the order of
     * the rows does not change a code.
     *
     * @param values one label per row
     * @return the column
     * @throws InputException if a value is null, with its index
     */
    public static CategoryColumn of(String... values) {
        String[] normal = new String[Checks.notNull(values, "values").length];
        for (int i = 0; i < normal.length; i++) {
            normal[i] = Names.normal(Checks.notNull(values[i], "values[" + i + "]"), "values[" + i + "]");
        }
        List<String> labels = List.copyOf(new TreeSet<>(Arrays.asList(normal)));
        Map<String, Integer> codeOf = new HashMap<>();
        for (String label : labels) {
            codeOf.put(label, codeOf.size());
        }
        int[] codes = new int[values.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = codeOf.get(normal[i]);
        }
        return of(labels, codes);
    }

    /**
     * A column without missing values.
     *
     * @param labels distinct labels, in code order; copied
     * @param codes the index of each row's label; copied
     * @return the column
     * @throws InputException if a label occurs twice or a code has no label, with its index
     */
    public static CategoryColumn of(List<String> labels, int[] codes) {
        return of(labels, codes, new boolean[Checks.notNull(codes, "codes").length]);
    }

    /**
     * A column with missing values.
     *
     * @param labels distinct labels, in code order; copied
     * @param codes the index of each row's label; ignored where the row is missing; copied
     * @param missing true where a row has no value, length = codes; copied
     * @return the column
     * @throws InputException if the lengths differ, a label occurs twice or a code has no label, with its index
     */
    public static CategoryColumn of(List<String> labels, int[] codes, boolean[] missing) {
        List<String> names = distinct(labels);
        Checks.notNull(codes, "codes");
        RealColumn.checkLength(codes.length, Checks.notNull(missing, "missing").length);
        IntStore store = IntStore.forLevels(names.size(), codes.length);
        for (int i = 0; i < codes.length; i++) {
            if (missing[i]) {
                continue;
            }
            if (codes[i] < 0 || codes[i] >= names.size()) {
                throw new InputException("codes must be in [0, " + (names.size() - 1) + "], got " + codes[i]
                        + " at index " + i);
            }
            store.set(i, codes[i]);
        }
        return new CategoryColumn(names, store, Validity.of(missing));
    }

    static List<String> distinct(List<String> labels) {
        Set<String> seen = new LinkedHashSet<>();
        for (int i = 0; i < Checks.notNull(labels, "labels").size(); i++) {
            String label = Names.normal(Checks.notNull(labels.get(i), "labels[" + i + "]"), "labels[" + i + "]");
            if (!seen.add(label)) {
                throw new InputException("labels must be distinct, got " + Names.quote(label) + " twice");
            }
        }
        return List.copyOf(seen);
    }

    /**
     * The code of a row.
     *
     * @param i the row, from 0
     * @return the index of its label
     * @throws IndexOutOfBoundsException if there is no such row
     * @throws IllegalStateException if the row is missing
     */
    public int code(int i) {
        Objects.checkIndex(i, codes.size());
        validity.check(i);
        return codes.get(i);
    }

    /**
     * The label of a row.
     *
     * @param i the row, from 0
     * @return the label
     * @throws IndexOutOfBoundsException if there is no such row
     * @throws IllegalStateException if the row is missing
     */
    public String label(int i) {
        return labels.get(code(i));
    }

    @Override
    public ColumnType type() {
        return ColumnType.CATEGORY;
    }

    @Override
    public List<String> labels() {
        return labels;
    }

    @Override
    public boolean hasMissing() {
        return validity.missing() > 0;
    }

    @Override
    public int missing() {
        return validity.missing();
    }

    @Override
    public boolean isMissing(int i) {
        return validity.isMissing(Objects.checkIndex(i, codes.size()));
    }

    @Override
    public int size() {
        return codes.size();
    }

    @Override
    public void load(int position, double[] out, int from, int to) {
        codes.load(position, out, from, to);
        validity.blank(position, out, from, to);
    }

    @Override
    public void loadWhole(int position, int[] out, int from, int to) {
        codes.load(position, out, from, to);
    }

    @Override
    public boolean narrow() {
        return codes.narrow();
    }

    @Override
    public void addNarrow(int position, int worth, byte[] sums, int from, int to) {
        codes.addNarrow(position, worth, sums, from, to);
    }

    @Override
    public void loadValidity(int position, long[] words, int from, int to) {
        Objects.checkFromIndexSize(position, to - from, codes.size());
        validity.load(position, words, from, to);
    }

    @Override
    public String text(int i) {
        return isMissing(i) ? "" : labels.get(codes.get(i));
    }

    @Override
    public CategoryColumn take(Selection selection) {
        selection.checkSize(codes.size());
        return new CategoryColumn(labels, codes.take(selection), validity.take(selection));
    }

    @Override
    public CategoryColumn slice(int from, int to) {
        Objects.checkFromToIndex(from, to, codes.size());
        return new CategoryColumn(labels, codes.slice(from, to), validity.slice(from, to));
    }

    @Override
    public long bytes() {
        return codes.bytes() + validity.bytes();
    }

    /** One line of at most 75 characters. */
    @Override
    public String toString() {
        return Preview.of(this);
    }
}
