package io.twinsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * One run of the command line in this virtual machine.
 *
 * @param status the exit status
 * @param out standard output
 * @param err standard error
 */
record CliRun(int status, String out, String err) {

    static CliRun of(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Main.run(words, new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new CliRun(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** The one JSON document of a run that is done and says nothing else. */
    static Map<String, Object> json(String... words) {
        CliRun run = of(words);
        assertThat(run.err).isEmpty();
        assertThat(run.status).isZero();
        return run.document();
    }

    Map<String, Object> document() {
        return JsonTree.object(out);
    }

    void isRefused(String message) {
        assertThat(err).isEqualTo(message + "\n");
        assertThat(out).isEmpty();
        assertThat(status).isEqualTo(2);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> at(Map<String, Object> tree, String... path) {
        Map<String, Object> node = tree;
        for (String key : path) {
            assertThat(node).containsKey(key);
            node = (Map<String, Object>) node.get(key);
        }
        return node;
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> list(Map<String, Object> tree, String key) {
        assertThat(tree).containsKey(key);
        return (List<Map<String, Object>>) tree.get(key);
    }
}
