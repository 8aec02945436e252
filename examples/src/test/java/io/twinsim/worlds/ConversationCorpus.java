package io.twinsim.worlds;

import io.twinsim.worlds.Transcript.Message;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The transcripts of {@code conversation_corpus.json} and the figures of {@code conversation_oracle.json}, letter by
 * letter: world files are read in normal form, but a transcript is measured as it was written.
 */
final class ConversationCorpus {
    private static final JsonFactory FACTORY = new JsonFactory();

    private ConversationCorpus() {
    }

    /** A JSON object beside this class. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> read(String resource) {
        try (InputStream in = Objects.requireNonNull(ConversationCorpus.class.getResourceAsStream(resource));
                JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(),
                        new String(in.readAllBytes(), StandardCharsets.UTF_8))) {
            parser.nextToken();
            return (Map<String, Object>) value(parser);
        } catch (IOException e) {
            throw new AssertionError(resource, e);
        }
    }

    /** Whole numbers become longs, others doubles. */
    private static Object value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    fields.put(name, value(parser));
                }
                yield fields;
            }
            case START_ARRAY -> {
                List<Object> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(parser));
                }
                yield items;
            }
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> "none";
        };
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> objects(Map<String, Object> tree, String key) {
        return (List<Map<String, Object>>) tree.get(key);
    }

    @SuppressWarnings("unchecked")
    static List<List<Object>> rows(Map<String, Object> tree, String key) {
        return (List<List<Object>>) tree.get(key);
    }

    static List<Transcript> transcripts(Map<String, Object> corpus) {
        List<Transcript> transcripts = new ArrayList<>();
        for (Map<String, Object> session : objects(corpus, "sessions")) {
            List<Message> messages = new ArrayList<>();
            for (List<Object> row : rows(session, "messages")) {
                double time = ((Number) row.get(1)).doubleValue();
                String content = (String) row.get(2);
                messages.add(row.get(0).equals("user") ? Message.user(content, time)
                        : Message.assistant(content, time));
            }
            transcripts.add(new Transcript((String) session.get("id"), messages));
        }
        return transcripts;
    }
}
