package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.internal.file.InputFile;
import io.twinsim.internal.file.OutputFile;
import io.twinsim.internal.text.Names;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files of learned models: JSON whose {@code sha256} is that of the whole text with 64 zeros in its own place, so that
 * no change of any character goes unseen.
 */
final class LearnedFile {

    private static final String FORMAT = "twinsim-model";
    private static final int VERSION = 1;
    private static final String NO_SUM = "0".repeat(64);
    private static final Pattern SUM = Pattern.compile("\"sha256\": \"([0-9a-f]{64})\"");

    private LearnedFile() {
    }

    static String text(LearnedModel model) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("format", FORMAT);
        root.put("formatVersion", VERSION);
        root.put("sha256", NO_SUM);
        root.put("name", model.name());
        root.put("model", model.content());
        String blank = Formats.ofModel("model.json").write(root) + "\n";
        return blank.replaceFirst(NO_SUM, sha256(blank));
    }

    static String write(LearnedModel model, Path path) {
        String text = text(model);
        OutputFile.write(path, out -> out.write(text));
        return sha256(text);
    }

    static LearnedModel read(Path path) {
        return parse(InputFile.text(path), path.toString());
    }

    static LearnedModel parse(String text, String source) {
        Node.Fields root;
        try {
            root = Formats.ofModel("model.json").read(text, source);
        } catch (InputException malformed) {
            throw new InputException("the model file is damaged or cut: " + malformed.getMessage(), malformed);
        }
        Node.Field format = root.fields().get("format");
        if (format == null || !(format.value() instanceof Node.Scalar kind) || !kind.text().equals(FORMAT)) {
            throw new InputException(source + ": the file must be of the format \"" + FORMAT + "\", got "
                    + (format == null ? "no format" : Keys.describe(format.value())));
        }
        Keys keys = Keys.of(root, "model file", "format", "formatVersion", "sha256", "name", "model");
        int version = keys.whole("formatVersion", 0, 1);
        if (version != VERSION) {
            throw new InputException("formatVersion must be " + VERSION + ", got " + version
                    + "; this file was written by another version of the library", keys.place("formatVersion"));
        }
        check(text, source);
        keys.required("name");
        return LearnedReader.model(keys.text("name").orElseThrow(), keys.required("model"), "model");
    }

    private static void check(String text, String source) {
        Matcher sum = SUM.matcher(text);
        if (!sum.find()) {
            throw new InputException(
                    source + ": the model file must state its sha256 in 64 hexadecimal digits; it is damaged");
        }
        String stated = sum.group(1);
        String found = sha256(text.substring(0, sum.start(1)) + NO_SUM + text.substring(sum.end(1)));
        if (!found.equals(stated)) {
            throw new InputException(source + ": the model file is damaged: its sha256 must be " + found + ", got "
                    + Names.quote(stated) + " in the file");
        }
    }

    static String sha256(String text) {
        return HexFormat.of().formatHex(ContentHash.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
