package io.twinsim.io;

import io.twinsim.InputException;
import io.twinsim.Place;
import io.twinsim.internal.text.Names;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/** The tokens of strict JSON, each with its place; jackson's findings in our words. */
final class JsonTokens implements AutoCloseable {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(TreeFields.DEEPEST)
                    .maxStringLength(1 << 24)
                    .build())
            .build();

    private final JsonParser parser;
    private final String source;

    JsonTokens(Reader reader, String source) {
        this.parser = FACTORY.createParser(ObjectReadContext.empty(), reader);
        this.source = source;
    }

    /** The first token of a document. */
    JsonToken first() {
        JsonToken token = next();
        if (token == null) {
            throw new InputException("empty document; expected an object at top level", new Place(source, 1, 1));
        }
        return token;
    }

    /** The next token, where the document must go on. */
    JsonToken more() {
        JsonToken token = next();
        if (token == null) {
            throw new IllegalStateException("the parser ended inside of a value");
        }
        return token;
    }

    /** Refuses whatever follows the document. */
    void end() {
        JsonToken token;
        try {
            token = parser.nextToken();
        } catch (UnexpectedEndOfInputException e) {
            throw explain(e);
        } catch (JacksonException e) {
            if (e instanceof JacksonIOException) {
                throw explain(e);
            }
            throw new InputException("extra text after the document", place(e.getLocation()));
        }
        if (token != null) {
            throw new InputException("extra text after the document", place());
        }
    }

    private @Nullable JsonToken next() {
        try {
            return parser.nextToken();
        } catch (JacksonException e) {
            throw explain(e);
        }
    }

    /** The field name, the string or the number as it was written. */
    String text() {
        String text;
        try {
            text = parser.getString();
        } catch (JacksonException e) {
            throw explain(e);
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i)) && JsonText.isLone(text, i)) {
                throw new InputException("text must be valid Unicode, got an unpaired surrogate \\u"
                        + Integer.toHexString(text.charAt(i)), place());
            }
        }
        return text;
    }

    /** Reads the number at hand without a string. */
    NumberText.Kind number(NumberText numbers) {
        try {
            return numbers.parse(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
        } catch (JacksonException e) {
            throw explain(e);
        }
    }

    /** The code of the string at hand, or of the number as it was written; a string is made for a new label only. */
    int label(LabelTable labels) {
        try {
            char[] text = parser.getStringCharacters();
            int from = parser.getStringOffset();
            int length = parser.getStringLength();
            for (int i = from; i < from + length; i++) {
                if (Character.isSurrogate(text[i])) {
                    return labels.code(text(), 0);
                }
            }
            return labels.code(text, from, length, 0);
        } catch (JacksonException e) {
            throw explain(e);
        }
    }

    /** Where the current token starts. */
    Place place() {
        return place(parser.currentTokenLocation());
    }

    private Place place(@Nullable TokenStreamLocation location) {
        return location == null ? Place.of(source) : new Place(source, location.getLineNr(), location.getColumnNr());
    }

    private RuntimeException explain(JacksonException failure) {
        if (failure.getCause() instanceof IOException broken) {
            return new UncheckedIOException("cannot read " + source + " at line "
                    + parser.currentLocation().getLineNr() + ": " + broken.getMessage(), broken);
        }
        Place place = place(failure.getLocation());
        if (failure instanceof UnexpectedEndOfInputException) {
            return new InputException("unexpected end of input at line " + place.line() + " column " + place.column(),
                    place);
        }
        String found = String.valueOf(failure.getOriginalMessage());
        if (failure instanceof StreamConstraintsException && found.contains("nesting depth")) {
            return TreeFields.tooDeep(place(parser.currentLocation()));
        }
        if (found.startsWith("Non-standard token")) {
            String[] parts = found.split("'");
            String token = parts.length > 1 ? parts[1] : "NaN";
            return new InputException(Names.quote(token) + " is not JSON; numbers must be finite", place);
        }
        if (found.contains("(non-standard) comment")) {
            return new InputException("malformed JSON: comments are not allowed", place);
        }
        int end = found.indexOf('\n');
        return new InputException("malformed JSON: " + (end < 0 ? found : found.substring(0, end)), place);
    }

    @Override
    public void close() {
        parser.close();
    }
}
