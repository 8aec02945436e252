package io.twinsim.learn;

import io.twinsim.internal.text.Numbers;
import io.twinsim.io.JsonText;
import io.twinsim.model.LearnedModel;
import io.twinsim.model.LinearModel;
import io.twinsim.model.Population;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The text of a learned world file, and of the model files beside it. */
final class WorldFile {

    private static final String METHOD = "tables along a tree of mutual information; numbers in cells of these; "
            + "Gaussian copula of what is left";
    /** Dimensions by which results are broken down unless told otherwise. */
    private static final int SUBGROUPS = 6;
    private static final int LEVELS = 12;

    private final WorldLearning learned;
    private final WorldSettings settings;
    private final String yaml;
    private final Map<String, String> files = new LinkedHashMap<>();

    WorldFile(Population data, WorldSettings settings, WorldLearning learned, WorldOutcome outcome) {
        this.learned = learned;
        this.settings = settings;
        this.yaml = write(data, outcome);
    }

    /** A world of variables and correlations alone. */
    static String plain(WorldLearning learned, WorldSettings settings) {
        WorldText text = new WorldText();
        text.entry(0, "model", WorldText.name(settings.name()));
        WorldCorrelations.write(text, learned.variables(), learned.correlations());
        return text.toString();
    }

    String yaml() {
        return yaml;
    }

    /** The files beside the world, by name. */
    Map<String, String> files() {
        return Collections.unmodifiableMap(files);
    }

    /** The files beside a world of another file name, by name. */
    Map<String, String> files(String stem) {
        Map<String, String> renamed = new LinkedHashMap<>();
        files.forEach((file, content) -> renamed.put(renamed(file, stem), content));
        return renamed;
    }

    /** The text of the world with these names. */
    String yaml(String stem) {
        String text = yaml;
        for (Map.Entry<String, String> entry : files.entrySet()) {
            String sum = sha256(entry.getValue());
            text = text.replace(beside(entry.getKey(), sum), beside(renamed(entry.getKey(), stem), sum));
        }
        return text;
    }

    private String renamed(String file, String stem) {
        return stem + file.substring(plainName(settings.name()).length());
    }

    private static String beside(String file, String sum) {
        WorldText text = new WorldText();
        text.entry(4, "file", WorldText.quoted(file));
        text.entry(4, "sha256", WorldText.quoted(sum));
        return text.toString();
    }

    WorldLearning learned() {
        return learned;
    }

    WorldSettings settings() {
        return settings;
    }

    private String write(Population data, WorldOutcome outcome) {
        WorldText text = new WorldText();
        text.comment(0, settings.name() + ": learned from " + Numbers.grouped(data.size())
                + " units. An ordinary world file: "
                + "read it, edit it, generate twins from it.");
        text.entry(0, "model", WorldText.name(settings.name()));
        text.entry(0, "version", "1");
        text.entry(0, "provenance", "fitted");
        text.section(0, "fit");
        text.entry(2, "rows", Long.toString(data.size()));
        text.entry(2, "data", WorldText.quoted(data.contentHash()));
        text.entry(2, "seed", Long.toString(settings.seed()));
        text.entry(2, "method", WorldText.quoted(METHOD));
        Map<String, Double> missing = new LinkedHashMap<>();
        learned.structure().profiles().stream().filter(profile -> profile.missing() > 0)
                .forEach(profile -> missing.put(profile.column(), profile.missingShare()));
        if (!missing.isEmpty()) {
            text.entry(2, "missing", WorldText.shares(missing));
        }
        outcome(text, outcome);
        text.blank();
        WorldCorrelations.write(text, learned.variables(), learned.correlations());
        if (!outcome.interventions().isEmpty()) {
            text.blank();
            text.section(0, "interventions");
            outcome.interventions().forEach(one -> text.block(2, one.text()));
        }
        return text.toString();
    }

    private void outcome(WorldText text, WorldOutcome outcome) {
        if (outcome.outcome().isEmpty()) {
            return;
        }
        LearnedOutcome found = outcome.outcome().get();
        Map<String, LearnedModel> models = new LinkedHashMap<>();
        String name = OutcomeTask.modelName(found.target());
        models.put(name, found.model().named(name));
        outcome.interventions().forEach(one -> models.putAll(one.models()));
        text.section(0, "outcome");
        text.entry(2, "name", WorldText.name(found.target()));
        text.entry(2, "type", found.binary() ? "binary" : "continuous");
        text.entry(2, found.binary() ? "rate" : "mean", WorldText.quoted("predict(" + name + ")"));
        if (!found.binary() && !found.comparison().isEmpty() && found.residualVariance() > 0) {
            text.entry(2, "sd", Numbers.significant(Math.sqrt(found.residualVariance()), 6));
        }
        List<String> groups = learned.structure().profiles().stream()
                .filter(profile -> profile.role() == ColumnProfile.Role.DISCRETE && profile.distinct() <= LEVELS)
                .map(ColumnProfile::column).limit(SUBGROUPS).map(WorldText::name).toList();
        if (!outcome.interventions().isEmpty() && !groups.isEmpty()) {
            text.entry(0, "subgroups", "[" + String.join(", ", groups) + "]");
        }
        text.section(0, "learned");
        models.forEach((key, model) -> model(text, key, model));
    }

    private void model(WorldText text, String name, LearnedModel model) {
        if (model instanceof LinearModel) {
            text.section(2, name);
            tree(text, 4, model.content());
            return;
        }
        String start = plainName(settings.name()) + "." + plainName(name);
        String file = start + ".json";
        for (int next = 2; files.containsKey(file); next++) {
            file = start + "_" + next + ".json";
        }
        String content = model.text();
        files.put(file, content);
        text.section(2, name);
        text.block(0, beside(file, sha256(content)));
    }

    /** Maps as YAML, the innermost in one line where it is short. */
    private static void tree(WorldText text, int indent, Map<?, ?> map) {
        map.forEach((key, value) -> {
            String line = JsonText.write(value).replaceAll("\\s*\n\\s*", " ").strip();
            boolean nested = value instanceof Map<?, ?> inner && (line.length() > 80
                    || inner.values().stream().anyMatch(Map.class::isInstance));
            if (nested) {
                text.section(indent, String.valueOf(key));
                tree(text, indent + 2, (Map<?, ?>) value);
            } else {
                text.entry(indent, String.valueOf(key), line);
            }
        });
    }

    private static String plainName(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]+", "_");
        return plain.length() <= 80 ? plain : plain.substring(0, 80);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
