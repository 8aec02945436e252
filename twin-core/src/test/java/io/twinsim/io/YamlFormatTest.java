package io.twinsim.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.Place;
import io.twinsim.model.Node;
import java.util.List;
import org.junit.jupiter.api.Test;

class YamlFormatTest {

    private static Node.Fields read(String text) {
        return new YamlFormat().read(text, "world.yaml");
    }

    private static String show(Node node) {
        if (node instanceof Node.Scalar scalar) {
            return scalar.kind() + " " + scalar.text();
        }
        if (node instanceof Node.Items items) {
            return items.items().stream().map(YamlFormatTest::show).toList().toString();
        }
        StringBuilder text = new StringBuilder("{");
        ((Node.Fields) node).fields().forEach((name, field) ->
                text.append(text.length() == 1 ? "" : ", ").append(name).append(": ").append(show(field.value())));
        return text.append('}').toString();
    }

    @Test
    void read_coreSchema_keepsTheTextOfEveryScalar() {
        Node root = read("""
                no: yes
                on: 1e3
                a: [1, -2.5, 0x1F, 010, .5, .inf, true, False, null, ~, "1", 'true']
                b:
                c: = clamp(0.3 + 0.05 * (11 - decile), 0, 1)
                d: "~ categorical(north: 0.2)"
                e: {x: off, y: 2024-01-01, 'no': No}
                1: one
                """);
        assertThat(show(root)).isEqualTo("{no: STRING yes, on: NUMBER 1e3, a: [NUMBER 1, NUMBER -2.5, NUMBER 0x1F, "
                + "NUMBER 010, NUMBER .5, NUMBER .inf, FLAG true, FLAG False, NULL null, NULL ~, STRING 1, "
                + "STRING true], b: NULL , c: STRING = clamp(0.3 + 0.05 * (11 - decile), 0, 1), "
                + "d: STRING ~ categorical(north: 0.2), e: {x: STRING off, y: STRING 2024-01-01, no: STRING No}, "
                + "1: STRING one}");
    }

    @Test
    void read_everyNode_hasItsPlace() {
        Node.Fields root = read("# head\n\uD83D\uDE00: {a: 1,\n   b: [x]}\nc: |\n  text\n");
        Node.Field face = root.fields().get("\uD83D\uDE00");
        assertThat(face.keyPlace()).isEqualTo(new Place("world.yaml", 2, 1));
        assertThat(face.value().place()).isEqualTo(new Place("world.yaml", 2, 4));
        Node.Fields inner = (Node.Fields) face.value();
        assertThat(inner.fields().get("a").value().place()).isEqualTo(new Place("world.yaml", 2, 8));
        assertThat(inner.fields().get("b").keyPlace()).isEqualTo(new Place("world.yaml", 3, 4));
        assertThat(root.fields().get("c").value())
                .isEqualTo(new Node.Scalar("text\n", Node.Kind.STRING, new Place("world.yaml", 4, 4)));
        assertThat(List.copyOf(root.fields().keySet())).containsExactly("\uD83D\uDE00", "c");
    }

    @Test
    void read_formulaThatTripsYamlOver_saysToQuoteIt() {
        String[][] cases = {
            {"m:\n  a: lookup(x, low: 1, else: 2)\n",
                "2:19: malformed YAML: mapping values are not allowed here; "
                    + "if this is a formula, put the formula in quotes"},
            {"a: *base * 2\n", "1:4: aliases such as *base are not read; put the formula in quotes"},
            {"a: &base 2\n", "1:4: anchors such as &base are not read; put the formula in quotes"},
            {"a: !is_missing(x)\n", "1:4: tags such as !is_missing(x) are not read; put the formula in quotes"},
            {"a: {draw: uniform_int(1, 10), range: [1, 10]}\n",
                "1:11: a comma ends the text \"uniform_int(1\" here; put the formula in quotes"},
            {"a: `odd name` + 1\n", "1:4: malformed YAML: found character '`' that cannot start any token. "
                + "(Do not use ` for indentation); if this is a formula, put the formula in quotes"},
            {"a: 'email' == channel\n", "1:12: malformed YAML: expected <block end>, but found '<scalar>'; "
                + "if this is a formula, put the formula in quotes"},
            {"{x}: 1\n", "1:1: field name must be text, got a mapping; put the formula in quotes"},
        };
        for (String[] c : cases) {
            assertThatThrownBy(() -> read(c[0])).as(c[0]).isInstanceOf(InputException.class)
                    .hasMessage("world.yaml:" + c[1]);
        }
        assertThat(cases).hasNumberOfRows(8);
    }

    @Test
    void read_whatIsNoWorldFile_isRefusedWithPlace() {
        String[][] cases = {
            {"", "1:1: empty document; expected a mapping at top level"},
            {"# only a comment\n", "1:1: empty document; expected a mapping at top level"},
            {"- a\n", "1:1: expected a mapping at top level, got a list"},
            {"text\n", "1:1: expected a mapping at top level, got a single value"},
            {"a: 1\nb: 2\na: 3\n", "3:1: duplicate field \"a\"; it stands at line 1 column 1 already"},
            {"a: 1\n---\nb: 2\n", "2:1: extra text after the document; one document is read"},
            {"a: " + "[".repeat(100_000), "1:67: nesting too deep; at most 64 levels are read"},
            {"a:\n\t- b\n", "2:1: malformed YAML: found character '\\t(TAB)' that cannot start any token. "
                + "(Do not use \\t(TAB) for indentation)"},
            {"a: \u0001\n", "1: text must be printable, got U+0001"},
            {"'': 1\n", "1:1: field name must not be empty"},
        };
        for (String[] c : cases) {
            assertThatThrownBy(() -> read(c[0])).as(c[1]).isInstanceOf(InputException.class)
                    .hasMessage("world.yaml:" + c[1]);
        }
        assertThat(cases).hasNumberOfRows(10);
    }

    @Test
    void read_byteOrderMark_isDropped() {
        assertThat(show(read("\uFEFFa: 1\n"))).isEqualTo("{a: NUMBER 1}");
    }

    @Test
    void handles_fileNames_byEnding() {
        YamlFormat format = new YamlFormat();
        assertThat(format.handles("hcp.yaml")).isTrue();
        assertThat(format.handles("HCP.YML")).isTrue();
        assertThat(format.handles("hcp.json")).isFalse();
    }
}
