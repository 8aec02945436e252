package io.twinsim.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.twinsim.InputException;
import io.twinsim.model.LearnedModel;
import io.twinsim.model.TwinModel;
import io.twinsim.sim.Simulation;
import io.twinsim.sim.SimulationResult;
import io.twinsim.worlds.Worlds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The words of the command, and what it prints. */
class SparkCommandTest {

    @TempDir
    Path folder;

    private record Ran(int status, String out, String err) {
    }

    private static Ran run(SparkConf conf, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream to = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream messages = new PrintStream(err, true, StandardCharsets.UTF_8);
        int status = SparkSimulation.run(args, conf, to, messages);
        return new Ran(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static Ran run(String... args) {
        return run(SparkSimulationTest.conf(), args);
    }

    private static SimulationResult alone() {
        return Simulation.of(Worlds.hcp().generate(70_000, 3),
                Worlds.hcp().intervention("email_campaign").with("duration_weeks", 6)).where("decile <= 5").run();
    }

    @Test
    void command_json_printsTheDocumentOfOneMachine() {
        Ran ran = run("--world", "hcp", "--intervention=email_campaign", "--set", "duration_weeks=6", "--size", "7e4",
                "--seed", "3", "--where", "decile <= 5", "--shards", "3", "--json");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.status()).isZero();
        assertThat(ran.out().strip()).isEqualTo(alone().toJson().strip());
    }

    /** Kryo knows neither records nor immutable lists, so that none may travel outside of closures. */
    @Test
    void command_otherSerializerAndDefaultShards_printsTheTableOfOneMachine() {
        SparkConf kryo = SparkSimulationTest.conf()
                .set("spark.serializer", "org.apache.spark.serializer.KryoSerializer");
        Ran ran = run(kryo, "--world", "hcp", "--intervention", "email_campaign", "--set", "duration_weeks=6",
                "--size", "70_000", "--seed", "3", "--where", "decile <= 5");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.status()).isZero();
        assertThat(ran.out().strip()).isEqualTo(alone().table().strip());
    }

    /** The file with what stands beside it, none of which an executor sees. */
    @Test
    void command_worldFileWithALearnedModel_travelsAsText() throws IOException {
        String text = "{model: m, learned: {rate: %s}, variables: {x: '~ uniform(0, 1)'}, "
                + "interventions: {i: {base: 'predict(rate)'}}}";
        LearnedModel rate = TwinModel.parse(
                text.formatted("{type: linear, link: identity, intercept: 0.1, terms: {x: 0.5}}"), "m.yaml")
                .learned().get("rate");
        String sha256 = rate.write(folder.resolve("rate.json"));
        Files.writeString(folder.resolve("other.json"), "not read");
        Path world = folder.resolve("m.yaml");
        Files.writeString(world, text.formatted("{file: rate.json, sha256: '" + sha256 + "'}"));
        assertThat(WorldSource.of(world.toString()).files().keySet()).containsExactly("rate.json");
        Ran ran = run("--world", world.toString(), "--intervention", "i", "--size", "70000", "--shards", "2");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.status()).isZero();
        TwinModel model = TwinModel.read(world);
        assertThat(ran.out().strip()).isEqualTo(
                Simulation.of(model.generate(70_000, 42), model.intervention("i")).run().table().strip());
    }

    /** The message is the one of a single machine, whichever shard is done first. */
    @Test
    void formula_notFiniteForATwin_isRefusedAsOnOneMachine() throws IOException {
        Path world = folder.resolve("m.yaml");
        Files.writeString(world, "{model: m, variables: {x: '~ uniform(0, 1)'}, "
                + "interventions: {i: {base: '1 / if(x > 0.99999, 0, 1)'}}}");
        TwinModel model = TwinModel.read(world);
        Simulation alone = Simulation.of(model.generate(400_000, 42), model.intervention("i"));
        String message = catchThrowableOfType(InputException.class, alone::run).getMessage();
        assertThat(message).contains(" is Infinity at row ").doesNotContain(" at row 0;");
        Ran ran = run("--world", world.toString(), "--intervention", "i", "--size", "400000", "--shards", "4");
        assertThat(ran).isEqualTo(new Ran(2, "", message + System.lineSeparator()));
    }

    @Test
    void command_tooFewTwins_fails() {
        Ran ran = run("--world", "hcp", "--intervention", "email_campaign", "--size", "1");
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).startsWith("failed: ");
    }

    @Test
    void cluster_absent_fails() {
        Ran ran = run(SparkSimulationTest.conf().setMaster("nowhere"), "--world", "hcp",
                "--intervention", "email_campaign");
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).contains("nowhere");
    }

    @Test
    void help_asked_isPrinted() {
        assertThat(run("--help")).isEqualTo(new Ran(0, Words.USAGE, ""));
    }

    @Test
    void words_malformed_areRefusedWithTheirMessage() {
        String known = "known: --world, --intervention, --set, --size, --seed, --where, --subgroup, --shards, --json, "
                + "--help";
        String[][] cases = {
            {"twin-spark must be given --world"},
            {"twin-spark must be given --intervention; known: email_campaign, call_frequency_increase, "
                    + "speaker_program_invitation, sample_distribution, peer_influence_activation, digital_engagement",
                "--world", "hcp"},
            {"--world must have a value", "--world"},
            {"--world must be given once", "--world", "hcp", "--world", "hcp"},
            {"unknown option \"--sise\"; did you mean \"--size\"? " + known, "--sise", "3"},
            {"unknown option \"-x\"; " + known, "-x"},
            {"words must be options, got \"hcp\"", "hcp"},
            {"--json must have no value, got \"--json=1\"", "--json=1"},
            {"unknown world \"hpc\"; did you mean \"hcp\"? known: hcp, patient, territory, skincare, psychiatry, "
                    + "conversation, factory, factory-original; or a path to a .yaml or .json file",
                "--world", "hpc", "--intervention", "email_campaign"},
            {"--size must be a whole number in [0, 9223372036854775807], got \"1.5\"", "--world", "hcp",
                "--intervention", "email_campaign", "--size", "1.5"},
            {"--shards must be a whole number in [1, 2147483647], got \"0\"", "--world", "hcp",
                "--intervention", "email_campaign", "--shards", "0"},
            {"--set must be PARAM=VALUE, got \"weeks\"", "--world", "hcp", "--intervention", "email_campaign",
                "--set", "weeks"},
            {"--set must set a parameter once, got \"duration_weeks\" again", "--world", "hcp",
                "--intervention", "email_campaign", "--set", "duration_weeks=1", "--set", "duration_weeks=2"},
        };
        int refused = 0;
        for (String[] c : cases) {
            String[] args = Arrays.copyOfRange(c, 1, c.length);
            assertThat(run(args)).isEqualTo(new Ran(2, "", c[0] + System.lineSeparator()));
            refused++;
        }
        assertThat(refused).isEqualTo(13);
    }
}
