package io.twinsim.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.Place;
import io.twinsim.SharedData;
import io.twinsim.internal.file.InputFile;
import io.twinsim.model.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonFormatTest {

    private static final Map<String, String> REFUSED = new LinkedHashMap<>();
    private static final Map<String, String> READ = Map.of(
            "bom.json", "n NUMBER 10", "int_as_exp.json", "n NUMBER 1e3", "int_as_float.json", "n NUMBER 1000.5",
            "big_integer.json", "seed NUMBER 9223372036854775808", "number_overflow.json", "mean NUMBER 1e400",
            "number_as_string.json", "n STRING 1000", "null_value.json", "n NULL null",
            "unknown_field.json", "n NUMBER 10, sead NUMBER 1");

    static {
        REFUSED.put("dup_key.json", "1:13: duplicate field \"seed\"; it stands at line 1 column 2 already");
        REFUSED.put("trailing_comma.json", "1:12: malformed JSON: Unexpected character ('}' (code 125)): "
                + "was expecting double-quote to start property name");
        REFUSED.put("nan_literal.json", "1:13: \"NaN\" is not JSON; numbers must be finite");
        REFUSED.put("deep_nesting.json", "1:66: nesting too deep; at most 64 levels are read");
        REFUSED.put("truncated.json", "1:32: unexpected end of input at line 1 column 32");
        REFUSED.put("comment.json", "1:10: malformed JSON: comments are not allowed");
        REFUSED.put("bad_utf8.json", "1: line 1: malformed UTF-8 at byte 11 (0xff); save the file as UTF-8");
        REFUSED.put("lone_surrogate.json", "1:10: text must be valid Unicode, got an unpaired surrogate \\ud800");
        REFUSED.put("empty.json", "1:1: empty document; expected an object at top level");
        REFUSED.put("array_top.json", "1:1: expected an object at top level, got an array");
        REFUSED.put("two_docs.json", "1:9: extra text after the document");
    }

    private static Node.Fields read(String text) {
        return new JsonFormat().read(text, "world.json");
    }

    private static String show(Node.Fields fields) {
        StringBuilder text = new StringBuilder();
        fields.fields().forEach((name, field) -> {
            Node.Scalar scalar = (Node.Scalar) field.value();
            text.append(text.length() == 0 ? "" : ", ").append(name).append(' ').append(scalar.kind()).append(' ')
                    .append(scalar.text());
        });
        return text.toString();
    }

    private static List<String> malformed() {
        return List.copyOf(REFUSED.keySet());
    }

    private static List<String> wellFormed() {
        return READ.keySet().stream().sorted().toList();
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void read_malformedFile_isRefusedWithPlace(String name) {
        Path file = SharedData.require("cases/bad/" + name);
        assertThatThrownBy(() -> new JsonFormat().read(InputFile.text(file), file.toString()))
                .isInstanceOf(InputException.class).hasMessage(file + ":" + REFUSED.get(name));
    }

    /** What is wrong with some of these is for those to say who know the fields. */
    @ParameterizedTest
    @MethodSource("wellFormed")
    void read_wellFormedFile_isRead(String name) {
        Path file = SharedData.require("cases/bad/" + name);
        assertThat(show(new JsonFormat().read(InputFile.text(file), name))).isEqualTo(READ.get(name));
    }

    @Test
    void files_all_haveAnExpectation() throws IOException {
        try (var files = Files.list(SharedData.require("cases/bad/bom.json").getParent())) {
            assertThat(files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".json"))).hasSize(19)
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(malformed().stream(), wellFormed().stream()).toList());
        }
    }

    /** Text that is valid once decoded keeps every character when it is written back. */
    @Test
    void read_pairOfSurrogates_isWrittenBack() {
        Node.Scalar pair = (Node.Scalar) read("{\"name\": \"\\ud83d\\ude00\"}").fields().get("name").value();
        assertThat(pair.text()).isEqualTo("\ud83d\ude00");
        assertThat(JsonText.write(pair.text())).isEqualTo("\"\ud83d\ude00\"");
    }

    @Test
    void read_everyKind_hasTextKindAndPlace() {
        Node.Fields root = read("{\"a\": [1, -2.50, \"x\\ny\"],\n  \"b\": {\"c\": true, \"d\": null}}");
        Node.Items items = (Node.Items) root.fields().get("a").value();
        assertThat(items.place()).isEqualTo(new Place("world.json", 1, 7));
        assertThat(items.items()).containsExactly(
                new Node.Scalar("1", Node.Kind.NUMBER, new Place("world.json", 1, 8)),
                new Node.Scalar("-2.50", Node.Kind.NUMBER, new Place("world.json", 1, 11)),
                new Node.Scalar("x\ny", Node.Kind.STRING, new Place("world.json", 1, 18)));
        Node.Field b = root.fields().get("b");
        assertThat(b.keyPlace()).isEqualTo(new Place("world.json", 2, 3));
        assertThat(show((Node.Fields) b.value())).isEqualTo("c FLAG true, d NULL null");
    }

    /** Cut after every character: always refused with a place, never another failure. */
    @Test
    void read_cutText_isRefused() {
        String text = "{\"a\": [1, \"\\u00e9\"], \"b\": {\"c\": true}}";
        int checked = 0;
        for (int k = 0; k < text.length(); k++) {
            String cut = text.substring(0, k);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(InputException.class)
                    .hasMessageStartingWith("world.json:1:");
            checked++;
        }
        assertThat(checked).isEqualTo(text.length());
    }

    @Test
    void read_laxJson_isRefused() {
        int checked = 0;
        for (String text : new String[] {"{'a': 1}", "{a: 1}", "{\"a\": 01}", "{\"a\": +1}", "{\"a\": .5}",
            "{\"a\": 1.}", "{\"a\": Infinity}", "{\"a\": \"x\ty\"}", "{\"a\": 1} x",
            "{\"\": 1}", "{\"a\": \"\\x\"}", "1", "\"a\""}) {
            assertThatThrownBy(() -> read(text)).as(text).isInstanceOf(InputException.class);
            checked++;
        }
        assertThat(checked).isEqualTo(13);
    }
}
