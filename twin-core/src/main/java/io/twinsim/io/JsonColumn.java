package io.twinsim.io;

import io.twinsim.InputException;
import io.twinsim.Place;
import io.twinsim.column.Column;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.text.Names;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * One column of a JSON population while it is read. Its first value that is not null says what it holds: numbers,
 * text or flags; the others must agree, unless the type is declared.
 */
final class JsonColumn {

    private final String name;
    private final @Nullable ColumnType declared;
    private final NumberText numbers = new NumberText('.');
    private final Draft draft = new Draft();
    private final LabelTable labels = new LabelTable();
    private @Nullable ColumnType type;
    private boolean whole = true;

    JsonColumn(String name, @Nullable ColumnType declared) {
        this.name = name;
        this.declared = declared;
        this.type = declared == ColumnType.INTEGER ? ColumnType.REAL : declared;
    }

    void add(JsonToken token, JsonTokens tokens) {
        switch (token) {
            case VALUE_NULL -> draft.addMissing();
            case VALUE_STRING -> addText(tokens);
            case VALUE_TRUE, VALUE_FALSE -> addFlag(token == JsonToken.VALUE_TRUE, tokens);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> addNumber(tokens);
            default -> throw refuse("a number, text, true, false or null", "a nested value", tokens.place());
        }
    }

    private void addText(JsonTokens tokens) {
        expect(ColumnType.CATEGORY, tokens);
        draft.add(tokens.label(labels));
    }

    private void addFlag(boolean flag, JsonTokens tokens) {
        if (declared == ColumnType.CATEGORY) {
            draft.add(tokens.label(labels));
            return;
        }
        expect(ColumnType.FLAG, tokens);
        draft.add(flag ? 1 : 0);
    }

    private void addNumber(JsonTokens tokens) {
        if (declared == ColumnType.CATEGORY) {
            draft.add(tokens.label(labels));
            return;
        }
        if (declared == ColumnType.FLAG && (tokens.text().equals("0") || tokens.text().equals("1"))) {
            draft.add(tokens.text().equals("1") ? 1 : 0);
            return;
        }
        expect(ColumnType.REAL, tokens);
        NumberText.Kind kind = tokens.number(numbers);
        if (kind == NumberText.Kind.OVERFLOW) {
            throw refuse("in the range of double", tokens.text(), tokens.place());
        }
        whole &= kind == NumberText.Kind.WHOLE;
        double value = numbers.value();
        if (declared == ColumnType.INTEGER && value != (int) value) {
            throw refuse("a whole number in [-2147483648, 2147483647]", tokens.text(), tokens.place());
        }
        draft.add(value);
    }

    private void expect(ColumnType given, JsonTokens tokens) {
        if (type == null) {
            type = given;
        }
        if (type != given) {
            String rule = switch (type) {
                case CATEGORY -> "text";
                case FLAG -> declared == null ? "true or false" : "true, false, 1 or 0";
                default -> "a number";
            };
            String value = given == ColumnType.CATEGORY ? Names.quote(tokens.text()) : tokens.text();
            throw refuse(rule, value, tokens.place());
        }
    }

    private InputException refuse(String rule, String value, Place place) {
        return new InputException("record " + (draft.size() + 1) + ", field " + Names.quote(name) + ": value must be "
                + rule + ", got " + value, place);
    }

    String name() {
        return name;
    }

    int size() {
        return draft.size();
    }

    Column build() {
        if (type == ColumnType.CATEGORY) {
            return draft.category(labels);
        }
        if (type == ColumnType.FLAG || declared != null) {
            return draft.build(declared == null ? ColumnType.FLAG : declared, List.of());
        }
        return draft.build(whole && !draft.allMissing() ? ColumnType.INTEGER : ColumnType.REAL, List.of());
    }
}
