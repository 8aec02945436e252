package io.twinsim.io;

import io.twinsim.InputException;
import io.twinsim.Place;
import io.twinsim.internal.text.Names;
import io.twinsim.model.ReadOptions;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonToken;

/** Reads the columns of a JSON population, from records or from whole columns. */
final class JsonTable {

    private final JsonTokens tokens;
    private final ReadOptions options;
    private final Map<String, JsonColumn> columns = new LinkedHashMap<>();

    JsonTable(JsonTokens tokens, ReadOptions options) {
        this.tokens = tokens;
        this.options = options;
    }

    Collection<JsonColumn> read() {
        JsonToken first = tokens.first();
        Place start = tokens.place();
        if (first == JsonToken.START_ARRAY) {
            records();
        } else if (first == JsonToken.START_OBJECT) {
            columns();
        } else {
            throw new InputException("expected an array of records or an object of columns at top level, got "
                    + Names.quote(tokens.text()), start);
        }
        tokens.end();
        if (columns.isEmpty()) {
            throw new InputException("population must have at least one column, got none", start);
        }
        for (String declared : options.types().keySet()) {
            if (!columns.containsKey(declared)) {
                throw new InputException("declared " + Names.unknown("column", declared, columns.keySet()), start);
            }
        }
        return columns.values();
    }

    private void records() {
        int row = 0;
        for (JsonToken token = tokens.more(); token != JsonToken.END_ARRAY; token = tokens.more()) {
            Place place = tokens.place();
            if (token != JsonToken.START_OBJECT) {
                throw new InputException("record " + (row + 1) + " must be an object", place);
            }
            record(row++, place);
        }
    }

    private void record(int row, Place place) {
        int filled = 0;
        for (JsonToken token = tokens.more(); token != JsonToken.END_OBJECT; token = tokens.more()) {
            String name = tokens.text();
            JsonColumn column = columns.get(name);
            if (column == null) {
                if (row > 0) {
                    String unknown = Names.unknown("field", name, columns.keySet());
                    throw new InputException("record " + (row + 1) + ": " + unknown, tokens.place());
                }
                column = column(name);
            } else if (column.size() > row) {
                throw duplicate(name);
            }
            column.add(tokens.more(), tokens);
            filled++;
        }
        if (filled < columns.size()) {
            String absent = columns.values().stream().filter(c -> c.size() == row).findFirst().map(JsonColumn::name)
                    .orElse("");
            throw new InputException("record " + (row + 1) + " must have field " + Names.quote(absent)
                    + "; write null for a missing value", place);
        }
    }

    private void columns() {
        int rows = -1;
        for (JsonToken token = tokens.more(); token != JsonToken.END_OBJECT; token = tokens.more()) {
            String name = tokens.text();
            Place place = tokens.place();
            if (columns.containsKey(name)) {
                throw duplicate(name);
            }
            if (tokens.more() != JsonToken.START_ARRAY) {
                throw new InputException("field " + Names.quote(name) + " must be an array of values", tokens.place());
            }
            JsonColumn column = column(name);
            for (JsonToken item = tokens.more(); item != JsonToken.END_ARRAY; item = tokens.more()) {
                column.add(item, tokens);
            }
            if (rows >= 0 && column.size() != rows) {
                throw new InputException("field " + Names.quote(name) + " must have as many values as the others ("
                        + rows + "), got " + column.size(), place);
            }
            rows = column.size();
        }
    }

    private JsonColumn column(String name) {
        JsonColumn column = new JsonColumn(name, options.types().get(name));
        columns.put(name, column);
        return column;
    }

    private InputException duplicate(String name) {
        return new InputException("duplicate field " + Names.quote(name), tokens.place());
    }
}
