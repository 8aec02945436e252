package io.twinsim.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Model files: what is written reads back; whatever is damaged is refused, and nothing is read in part. */
class LearnedFileTest {

    private static final LearnedModel MODEL = LearnedModelTest.trees(true);

    @TempDir
    private Path folder;

    @Test
    void file_readBack_isTheModel() throws IOException {
        Path file = folder.resolve("trees.json");
        String sha256 = MODEL.write(file);
        assertThat(LearnedModel.read(file)).isEqualTo(MODEL);
        assertThat(LearnedFile.sha256(Files.readString(file))).isEqualTo(sha256);
        String text = Files.readString(file);
        assertThat(text.replaceFirst("[0-9a-f]{64}", "SUM")).isEqualTo("""
                {
                  "format": "twinsim-model",
                  "formatVersion": 1,
                  "sha256": "SUM",
                  "name": "trees",
                  "model": {
                    "type": "trees",
                    "link": "logit",
                    "base": 0.25,
                    "inputs": {
                      "recency": "number",
                      "channel": {
                        "Phone": 2,
                        "Web": 0,
                        "Multichannel": 1
                      }
                    },
                    "trees": ["0<=4.5? =0.125 1<=1.0 =0.5 =-0.25", "=0.0625"]
                  }
                }
                """);
    }

    @Test
    void anyBitThatFlips_isSeen() {
        byte[] bytes = MODEL.text().getBytes(StandardCharsets.UTF_8);
        int refused = 0;
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] damaged = bytes.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            refused += isRefused(new String(damaged, StandardCharsets.UTF_8)) ? 1 : 0;
        }
        assertThat(refused).isEqualTo(8 * bytes.length).isGreaterThan(3000);
    }

    @Test
    void anyCut_isSeen() {
        String text = MODEL.text();
        int refused = 0;
        for (int end = 0; end < text.length(); end++) {
            refused += isRefused(text.substring(0, end)) ? 1 : 0;
        }
        assertThat(refused).isEqualTo(text.length());
        assertThat(isRefused(text + "\n")).isTrue();
    }

    private static boolean isRefused(String text) {
        try {
            LearnedModel.parse(text, "trees.json");
            return false;
        } catch (InputException refused) {
            return true;
        }
    }

    @Test
    void refusals_nameFileAndReason() throws IOException {
        String text = MODEL.text();
        String sum = text.replaceAll("(?s).*\"sha256\": \"([0-9a-f]{64})\".*", "$1");
        refused(text.replace("\"base\": 0.25", "\"base\": 0.75"),
                "trees.json: the model file is damaged: its sha256 must be [0-9a-f]{64}, got \"" + sum + "\" in the file");
        refused(text.replace("\"formatVersion\": 1", "\"formatVersion\": 2"), "trees.json:3:20: formatVersion must be 1, "
                + "got 2; this file was written by another version of the library");
        refused(text.replace("twinsim-model", "other"),
                "trees.json: the file must be of the format \"twinsim-model\", got text \"other\"");
        refused("{}", "trees.json: the file must be of the format \"twinsim-model\", got no format");
        refused(text.replace(sum, sum.toUpperCase(java.util.Locale.ROOT)),
                "trees.json: the model file must state its sha256 in 64 hexadecimal digits; it is damaged");
        refused(text.substring(0, 90), "(?s)the model file is damaged or cut: trees.json:.*");
        Path none = folder.resolve("none.json");
        assertThatThrownBy(() -> LearnedModel.read(none)).isInstanceOf(java.io.UncheckedIOException.class)
                .hasMessage("cannot read " + none + ": no such file");
        Path cut = folder.resolve("cut.json");
        Files.writeString(cut, text.substring(0, text.length() / 2));
        assertThatThrownBy(() -> LearnedModel.read(cut)).isInstanceOf(InputException.class)
                .hasMessageStartingWith("the model file is damaged or cut: " + cut + ":");
    }

    private static void refused(String text, String pattern) {
        assertThatThrownBy(() -> LearnedModel.parse(text, "trees.json")).isInstanceOf(InputException.class)
                .hasMessageMatching(pattern.startsWith("(") ? pattern : java.util.regex.Pattern.quote(pattern)
                        .replace("[0-9a-f]{64}", "\\E[0-9a-f]{64}\\Q"));
    }
}
