package io.twinsim.parquet;

import io.twinsim.column.CategoryColumn;
import io.twinsim.column.Column;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Binary;

/** A column of labels while it is read: text, or what is declared a category. */
final class LabelFill extends ColumnFill {

    private static final int MISSING = -1;

    private final LabelOrder order;
    private final boolean text;
    /** By label, in order of arrival. */
    private final Map<String, Integer> codes = new LinkedHashMap<>();
    private final int[] rows;
    private int size;
    private int[] codeOfEntry = new int[0];
    private Binary[] entries = new Binary[0];

    /** {@code text} if the file has strings, {@code rows} of the whole file. */
    LabelFill(String name, String source, LabelOrder order, boolean text, int rows) {
        super(name, source);
        this.order = order;
        this.text = text;
        this.rows = new int[rows];
    }

    @Override
    public boolean hasDictionarySupport() {
        return text;
    }

    /** Each row group has a dictionary of its own; entries that no row uses become no labels. */
    @Override
    public void setDictionary(Dictionary dictionary) {
        entries = new Binary[dictionary.getMaxId() + 1];
        for (int id = 0; id < entries.length; id++) {
            entries[id] = dictionary.decodeToBinary(id);
        }
        codeOfEntry = new int[entries.length];
        Arrays.fill(codeOfEntry, MISSING);
    }

    @Override
    public void addValueFromDictionary(int id) {
        int code = codeOfEntry[id];
        if (code == MISSING) {
            code = code(decode(entries[id]));
            codeOfEntry[id] = code;
        }
        rows[size++] = code;
    }

    @Override
    public void addBinary(Binary value) {
        add(decode(value));
    }

    @Override
    public void addBoolean(boolean value) {
        add(value ? "true" : "false");
    }

    @Override
    public void addInt(int value) {
        add(Integer.toString(value));
    }

    @Override
    public void addLong(long value) {
        add(Long.toString(value));
    }

    @Override
    public void addFloat(float value) {
        addDouble(value);
    }

    @Override
    public void addDouble(double value) {
        if (value == value) {
            add(Numbers.shortest(value));
        } else {
            addMissing();
        }
    }

    @Override
    void addMissing() {
        rows[size++] = MISSING;
    }

    private void add(String label) {
        rows[size++] = code(label);
    }

    private int code(String label) {
        Integer code = codes.get(label);
        if (code == null) {
            String normal = Names.normal(label, "label");
            code = codes.computeIfAbsent(normal, key -> codes.size());
        }
        return code;
    }

    private String decode(Binary value) {
        ByteBuffer bytes = value.toByteBuffer();
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString();
        } catch (CharacterCodingException e) {
            throw refuse("text in UTF-8", "other bytes", size);
        }
    }

    @Override
    Column build() {
        List<String> labels = order.of(name(), codes.keySet());
        Map<String, Integer> place = new LinkedHashMap<>();
        labels.forEach(label -> place.put(label, place.size()));
        int[] placeOfCode = codes.keySet().stream().mapToInt(place::get).toArray();
        boolean[] missing = new boolean[size];
        for (int i = 0; i < size; i++) {
            missing[i] = rows[i] == MISSING;
            rows[i] = missing[i] ? 0 : placeOfCode[rows[i]];
        }
        return CategoryColumn.of(labels, rows, missing);
    }
}
