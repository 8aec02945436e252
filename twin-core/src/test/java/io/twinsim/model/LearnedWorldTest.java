package io.twinsim.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.column.CategoryColumn;
import io.twinsim.column.ColumnType;
import io.twinsim.column.IntegerColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.expr.Binding;
import io.twinsim.expr.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Worlds with learned models: {@code provenance}, {@code fit}, {@code learned} and {@code predict(name)}. */
class LearnedWorldTest {

    private static final String HEAD = """
            model: customers
            provenance: fitted
            fit: {rows: 64000, data: "ab12", seed: 42, method: knots and trees, missing: {recency: 0.125}}
            learned:
              rate: {type: linear, link: logit, intercept: -2, terms: {recency: -0.25, channel: {Phone: 0, Web: 0.5, Multichannel: 1}}}
              score:
                type: trees
                link: identity
                base: 0.25
                inputs: {recency: number, channel: {Phone: 2, Web: 0, Multichannel: 1}}
                trees: ["0<=4.5? =0.125 1<=1 =0.5 =-0.25", "=0.0625"]
            """;
    private static final String TAIL = """
            variables:
              boosted: "= 2 * predict(score)"
              recency: {draw: "uniform_int(1, 12)", missing: {policy: keep}}
              channel: "~ categorical(Web: 0.5, Phone: 0.3, Multichannel: 0.2)"
              unused: "= 1 / (mens * 0)"
              web: {formula: "channel == 'Web'", type: integer}
              mens: {draw: "lookup(channel, Phone: bernoulli(0.25), else: bernoulli(0.75))", type: integer}
            outcome: {name: visit, rate: "predict(rate)"}
            interventions:
              mail:
                provenance: fitted
                coefficients: {a: 0.05, b: 1}
                covariance: {coefficients: [a, b], matrix: [[0.0001, 0], [0, 0.01]]}
                base: "$$a + $$b * (predict(score) - 0.25)"
                modifiers: {m: "1 + predict(rate)"}
                applies: "predict(score) > 0"
              call: {set: {recency: "1"}}
            """;
    private static final String WORLD = HEAD + TAIL;

    @TempDir
    private Path folder;

    private static TwinModel world() {
        return TwinModel.parse(WORLD, "customers.yaml");
    }

    @Test
    void keys_areRead() {
        TwinModel model = world();
        assertThat(model.provenance()).contains(Provenance.FITTED);
        assertThat(model.fit()).contains(new FitRecord(64_000, "ab12", OptionalLong.of(42), Optional.of("knots and trees"),
                Map.of("recency", 0.125)));
        assertThat(model.fit().orElseThrow()).hasToString("FitRecord[64,000 rows of data ab12]");
        assertThat(model.learned().keySet()).containsExactly("rate", "score");
        assertThat(model.learned().get("rate")).isEqualTo(LearnedModelTest.linear(true));
        assertThat(model.learned().get("score")).isEqualTo(LearnedModelTest.trees(false).named("score"));
        TwinModel shop = SampleWorlds.shop();
        assertThat(shop.provenance()).isEmpty();
        assertThat(shop.fit()).isEmpty();
        assertThat(shop.learned()).isEmpty();
    }

    @Test
    void predictions_ofTwins_areThoseOfTheModel() {
        Population twins = world().generate(5000, 7);
        double[] scores = world().learned().get("score").predict(twins);
        double[] boosted = twins.doubles("boosted");
        for (int i = 0; i < boosted.length; i++) {
            assertThat(boosted[i]).isEqualTo(2 * scores[i]);
        }
        assertThat(twins.where("predict(score) > 0.4").size()).isEqualTo(twins.where("boosted > 0.8").size()).isPositive();
        assertThatThrownBy(() -> twins.where("predict(scor) > 0.4")).isInstanceOf(InputException.class)
                .hasMessageContaining("unknown learned model \"scor\"; did you mean \"score\"? known: rate, score");
    }

    @Test
    void slicesAndThreads_changeNoBit() {
        double[] one = world().generate(40_000, 7, 1).doubles("boosted");
        assertThat(world().generate(40_000, 7, 8).doubles("boosted")).isEqualTo(one);
        assertThat(world().slice(1000, 2025, 7).doubles("boosted"))
                .isEqualTo(java.util.Arrays.copyOfRange(one, 1000, 2025));
    }

    @Test
    void onlyWhatThePredictionReads_isMade() {
        assertThat(world().program("boosted").inputs()).containsExactly("recency", "channel");
        assertThat(world().intervention("mail").variables()).containsExactly("channel", "recency");
        Population twins = world().generate(10, 1);
        assertThat(twins.prepare("boosted").doubles("boosted")).hasSize(10);
        assertThatThrownBy(() -> twins.doubles("unused")).isInstanceOf(InputException.class)
                .hasMessageStartingWith("variable unused: formula \"1 / (mens * 0)\" is ");
    }

    @Test
    void settingAnInput_changesThePrediction() {
        TwinModel model = world();
        Population twins = model.generate(1000, 3);
        assertThat(model.assignmentInputs(model.intervention("call").assignments())).containsExactly("channel");
        Population set = model.assign(twins, model.intervention("call").assignments(), Binding.NONE);
        assertThat(set.doubles("boosted")).containsOnly(2 * (0.25 + 0.125 + 0.0625));
        assertThat(twins.doubles("boosted")).doesNotContain(Double.NaN).contains(2 * (0.25 + 0.5 + 0.0625));
    }

    @Test
    void identity_countsTheModelsAndNotTheRecord() {
        String id = world().id();
        assertThat(TwinModel.parse(WORLD.replace("rows: 64000", "rows: 5"), "w").id()).isEqualTo(id);
        assertThat(TwinModel.parse(WORLD.replace("provenance: fitted\nfit", "provenance: assumed\nfit"), "w").id()).isNotEqualTo(id);
        assertThat(TwinModel.parse(WORLD.replace("=0.0625", "=0.0626"), "w").id()).isNotEqualTo(id);
        assertThat(TwinModel.parse(WORLD.replace("intercept: -2", "intercept: -3"), "w").id()).isNotEqualTo(id);
        assertThat(TwinModel.parse(WORLD.replace("intercept: -2", "intercept: -3"), "w").intervention("mail").contentHash().hex())
                .isNotEqualTo(world().intervention("mail").contentHash().hex());
    }

    @Test
    void builder_givesTheSameModelAsTheFile() {
        Map<String, Object> recency = new LinkedHashMap<>(Map.of("draw", "uniform_int(1, 12)"));
        ModelBuilder builder = TwinModel.builder("m").provenance(Provenance.FITTED)
                .fit(new FitRecord(2, "cd", OptionalLong.empty(), Optional.empty(), Map.of("x", 0.5)))
                .learned(LearnedModelTest.linear(true)).learned(LearnedModelTest.trees(true)).variable("recency", recency)
                .variable("channel", "~ categorical(Web: 0.5, Phone: 0.5)").variable("p", "= predict(rate) + predict(trees)");
        TwinModel built = builder.build();
        TwinModel file = TwinModel.parse("""
                model: m
                provenance: fitted
                fit: {rows: 2, data: cd, missing: {x: 0.5}}
                learned:
                  rate:
                    {type: linear, link: logit, intercept: -2.0,
                     terms: {recency: -0.25, channel: {Phone: 0, Web: 0.5, Multichannel: 1}}}
                  trees:
                    type: trees
                    link: logit
                    base: 0.25
                    inputs: {recency: number, channel: {Phone: 2, Web: 0, Multichannel: 1}}
                    trees: ["0<=4.5? =0.125 1<=1.0 =0.5 =-0.25", "=0.0625"]
                variables:
                  recency: "~ uniform_int(1, 12)"
                  channel: "~ categorical(Web: 0.5, Phone: 0.5)"
                  p: "= predict(rate) + predict(trees)"
                """, "m.yaml");
        assertThat(built.id()).isEqualTo(file.id());
        assertThat(built.fit()).isEqualTo(file.fit());
        assertThatThrownBy(() -> builder.learned(LearnedModelTest.linear(false))).isInstanceOf(InputException.class)
                .hasMessage("learned model names must be unique, got \"rate\" at positions 1 and 3");
    }

    private static String beside(String file, String sha256) {
        return HEAD.substring(0, HEAD.indexOf("  score:")) + "  score: {file: " + file + ", sha256: \"" + sha256 + "\"}\n" + TAIL;
    }

    @Test
    void modelBesideTheWorld_isReadWithIt() throws IOException {
        LearnedModel trees = LearnedModelTest.trees(false);
        String sha256 = trees.write(folder.resolve("customers.trees.json"));
        Path world = folder.resolve("customers.yaml");
        Files.writeString(world, beside("customers.trees.json", sha256));
        TwinModel model = TwinModel.read(world);
        assertThat(model.id()).isEqualTo(world().id());
        assertThat(TwinModel.parse(Files.readString(world), "customers.yaml", Map.of("customers.trees.json", trees.text())).id())
                .isEqualTo(model.id());
    }

    /** Some tools write hexadecimal digits in capitals. */
    @Test
    void modelBesideTheWorld_withItsSumInCapitals_isTheSame() throws IOException {
        String sha256 = LearnedModelTest.trees(false).write(folder.resolve("t.json"));
        Path world = folder.resolve("w.yaml");
        Files.writeString(world, beside("t.json", sha256));
        String id = TwinModel.read(world).id();
        Files.writeString(world, beside("t.json", sha256.toUpperCase(java.util.Locale.ROOT)));
        assertThat(TwinModel.read(world).id()).isEqualTo(id);
    }

    @Test
    void modelBesideTheWorld_thatIsNotTheOne_isRefused() throws IOException {
        String sha256 = LearnedModelTest.trees(false).write(folder.resolve("t.json"));
        String other = LearnedModelTest.trees(true).write(folder.resolve("t.json"));
        Path world = folder.resolve("w.yaml");
        Files.writeString(world, beside("t.json", sha256));
        int line = (int) Files.readString(world).lines().takeWhile(l -> !l.contains("t.json")).count() + 1;
        assertThatThrownBy(() -> TwinModel.read(world)).isInstanceOf(InputException.class).hasMessage(world + ":" + line
                + ":33: learned.score: the file t.json must have the sha256 that the world states, " + sha256 + ", got " + other
                + "; the file was changed or belongs to another world");
        assertThatThrownBy(() -> TwinModel.parse(beside("t.json", sha256), "w.yaml")).isInstanceOf(InputException.class)
                .hasMessage("w.yaml:" + line + ":17: the file \"t.json\" stands beside its world; read the world as a file: "
                        + "TwinModel.read(path)");
        Files.writeString(world, beside("none.json", sha256));
        assertThatThrownBy(() -> TwinModel.read(world)).isInstanceOf(java.io.UncheckedIOException.class)
                .hasMessage(world + ":" + line + ":17: cannot read " + folder.resolve("none.json") + ": no such file");
        String cut = LearnedModelTest.trees(true).text().substring(0, 60);
        Files.writeString(folder.resolve("t.json"), cut);
        Files.writeString(world, beside("t.json", LearnedFile.sha256(cut)));
        assertThatThrownBy(() -> TwinModel.read(world)).isInstanceOf(InputException.class).hasMessageStartingWith(
                world + ":" + line + ":17: learned.score: the model file is damaged or cut: t.json:");
        Files.write(folder.resolve("t.json"), new byte[] {(byte) 0xff});
        assertThatThrownBy(() -> TwinModel.read(world)).isInstanceOf(InputException.class)
                .hasMessageStartingWith(world + ":" + line + ":17: " + folder.resolve("t.json"));
        for (String file : new String[] {"../t.json", "/etc/t.json", "a/t.json", "..", "c:t.json", "a\\t.json"}) {
            Files.writeString(world, beside("'" + file + "'", sha256));
            assertThatThrownBy(() -> TwinModel.read(world)).isInstanceOf(InputException.class)
                    .hasMessage(world + ":" + line + ":17: file must be the name of a file in the folder of the world, got "
                            + io.twinsim.internal.text.Names.quote(file));
        }
    }

    @Test
    void worldsThatDoNotFitTheirModels_areRefused() {
        refused("2 * predict(score)", "2 * predict(scores)", "w.yaml:13:18: unknown learned model \"scores\"; did you mean "
                + "\"score\"? known: rate, score\n   2 * predict(scores)\n       ^");
        refused("uniform_int(1, 12)", "poisson(1 + boosted)",
                "w.yaml:13:3: variables must not depend on themselves: boosted -> recency -> boosted");
        refused("recency: number, channel", "recenci: number, channel", "w.yaml:13:18: unknown column \"recenci\"; did you "
                + "mean \"recency\"? known: boosted, recency, channel, unused, web, mens (an input of predict(score))\n"
                + "   2 * predict(score)\n       ^");
        refused("Web: 0.5, Phone: 0.3", "Shop: 0.5, Phone: 0.3", "w.yaml:13:18: unknown label of channel \"Shop\"; known: Phone, "
                + "Web, Multichannel (predict(score) was never shown it)\n   2 * predict(score)\n       ^");
        refused("type: linear", "type: cubic", "w.yaml:5:16: type must be one of linear, trees, got \"cubic\"");
        refused("link: identity", "link: probit", "w.yaml:8:11: link must be one of identity, logit, got \"probit\"");
        refused("    base: 0.25\n", "", "w.yaml:7:5: learned.score must have the key \"base\"");
        refused("=-0.25\"", "0<=1 =2\"", "w.yaml:11:13: learned.score.trees[0] must have a left and a right part under each "
                + "question, got a text that ends early");
        refused("=-0.25\"", "=-0.25 =1\"", "w.yaml:11:13: learned.score.trees[0] must end with its last leaf, got \"=1\" after it");
        refused("1<=1 ", "1<1 ", "w.yaml:11:13: learned.score.trees[0] must hold questions such as 0<=5.5 and leaves such as "
                + "=0.25, got \"1<1\"");
        refused("1<=1 ", "7<=1 ", "w.yaml:11:12: learned.score: features of trees must be in [0, 1], got 7 in tree 0");
        refused("intercept: -2", "intercept: two", "w.yaml:5:48: intercept must be a number, got text \"two\"");
        refused("rows: 64000", "rows: 0", "w.yaml:3:6: fit.rows must be at least 1, got 0");
        refused("data: \"ab12\"", "data: ", "w.yaml:3:25: data must not be empty");
        refused("rows: 64000", "rows: many", "w.yaml:3:13: fit.rows must be a whole number, got text \"many\"");
        refused("recency: 0.125", "recency: 1.25", "w.yaml:3:6: fit.missing.recency must be in [0.0, 1.0], got 1.25");
        refused("provenance: fitted\nfit", "provenance: guessed\nfit",
                "w.yaml:2:13: provenance must be one of assumed, literature, fitted, got \"guessed\"");
    }

    private static void refused(String part, String by, String message) {
        assertThat(WORLD).contains(part);
        assertThatThrownBy(() -> TwinModel.parse(WORLD.replace(part, by), "w.yaml")).isInstanceOf(InputException.class)
                .hasMessage(message);
    }

    @Test
    void data_areScoredAfterTheModelTookThemOver() {
        Population data = Population.builder().column("channel", CategoryColumn.of("Web", "Multichannel"))
                .column("recency", RealColumn.of(new double[] {3, Double.NaN}, new boolean[] {false, true}))
                .column("mens", IntegerColumn.of(0, 1)).column("unused", RealColumn.of(1, 2)).build();
        Population twins = world().adopt(data);
        assertThat(twins.doubles("boosted")).containsExactly(0.875, 0.875);
        assertThat(twins.where("is_missing(predict(rate))").size()).isEqualTo(1);
        Population absent = world().adopt(data.select("channel"));
        assertThatThrownBy(() -> absent.where("predict(rate) > 0.1")).isInstanceOf(InputException.class)
                .hasMessage("column \"recency\" is needed and is not in the data; the model draws it, and data are never "
                        + "invented: add the column");
        Population unseen = Population.builder().column("channel", CategoryColumn.of("Web", "Shop"))
                .column("recency", RealColumn.of(3, 4)).build();
        assertThatThrownBy(() -> world().adopt(unseen)).isInstanceOf(InputException.class)
                .hasMessageContaining("unknown label of channel \"Shop\"; known: Phone, Web, Multichannel "
                        + "(predict(score) was never shown it)");
    }

    /** The bounds of a probability do not say that there is one: infinity less infinity is none. */
    @Test
    void probability_ofASumThatOverflows_isRefused() {
        TwinModel model = TwinModel.parse("""
                model: m
                learned:
                  huge: {type: linear, link: logit, intercept: 0, terms: {x: 1.0e+308, y: -1.0e+308}}
                variables:
                  x: "= 20"
                  y: "= 30"
                  p: "= predict(huge)"
                """, "m.yaml");
        assertThatThrownBy(() -> model.generate(3, 1).doubles("p")).isInstanceOf(InputException.class)
                .hasMessageContaining("formula \"predict(huge)\" is NaN at row 0; inputs: x = 20, y = 30");
    }

    @Test
    void flagFormula_declaredAsInteger_isKeptAsZeroAndOne() {
        TwinModel model = world();
        Population twins = model.generate(4000, 2);
        assertThat(model.scope().symbol("web").type()).isEqualTo(ColumnType.INTEGER);
        assertThat(twins.column("mens")).isInstanceOf(IntegerColumn.class);
        assertThat(twins.where("web == 1").size()).isEqualTo(twins.where("channel == 'Web'").size());
        // Binomial(4000, 0.3 * 0.25 + 0.7 * 0.75 = 0.6): [2400 - 186, 2400 + 186] are six standard deviations.
        assertThat(twins.where("mens == 1").size()).isBetween(2214L, 2586L);
        Program program = model.program("web");
        assertThat(program.type()).isEqualTo(ColumnType.FLAG);
        assertThatThrownBy(() -> TwinModel.parse("model: m\nvariables:\n  a: {draw: \"normal(0, 1)\", type: flag}\n", "m"))
                .isInstanceOf(InputException.class).hasMessage("m:3:3: variable a is declared as flag, but its formula is real");
    }
}
