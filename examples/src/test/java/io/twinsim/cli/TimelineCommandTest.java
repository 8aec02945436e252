package io.twinsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimelineCommandTest {

    private static final String WORLD = """
            model: skin
            variables:
              age: "~ uniform_int(18, 80)"
            timeline:
              step: 1 day
              horizon: 60 days
              parameters: {pull: {value: 0.15, range: [0, 1]}}
              context: {env: {columns: {humidity: "50"}, window: 2 h}}
              state:
                hydration:
                  start: "~ truncated(normal(55, 15), 0, 100)"
                  next: >-
                    hydration + $pull * (first(hydration) - hydration) - 0.05 * max(0, 40 - env.humidity)
                    + normal(0, 1.5)
                  range: [0, 100]
                  better: higher
              events: {flare: {probability: "if(hydration < 40, 0.02, 0.005)"}}
              alerts: {dehydrated: {when: "hydration < 20", cooldown: 7 days}}
            interventions:
              mist:
                parameters: {dose: {value: 1, range: [0, 3]}}
                course: {start: 10 days, dose: "$dose", profile: {ramp: 7 days}, add: {hydration: "1.5 * exposure"}}
              cream: {course: {add: {hydration: "exposure"}}}
              letter: {base: 0.02}
            """;

    @TempDir
    Path folder;

    private String world;

    @BeforeEach
    void write() throws IOException {
        world = Files.writeString(folder.resolve("skin.yaml"), WORLD).toString();
    }

    private String[] words(String... more) {
        List<String> words = new ArrayList<>(List.of("timeline", world, "--size", "2000"));
        words.addAll(List.of(more));
        return words.toArray(new String[0]);
    }

    @Test
    void timeline_intervention_answersInWordsAndTables() {
        CliRun run = CliRun.of(words("--intervention", "mist"));
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .startsWith("skin over 60 days in steps of 1 day, 2,000 twins: control and treated (mist)\n")
                .contains("hydration: treated - control +", "better", "95 % band", "sup-t", "\nflare ",
                        "dehydrated (medium)", "assumed: mist rests on assumptions, not on data");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void timeline_json_holdsCurvesOfEveryArm() {
        Map<String, Object> tree = CliRun.json(words("--horizon", "20 days", "--intervention", "mist", "--set",
                "dose=2", "--set", "pull=0.1", "--seed", "7", "--threads", "2", "--json"));
        assertThat(tree).containsEntry("world", "skin").containsEntry("seed", 7L).containsEntry("n", 2000L)
                .containsEntry("status", "complete").containsEntry("provenance", "assumed");
        assertThat(((List<?>) tree.get("times")).stream().map(Object::toString))
                .hasSize(21).startsWith("0.0").endsWith("20.0");
        Map<String, Object> curve = CliRun.at(tree, "outcomes", "hydration", "effects", "treated");
        assertThat(curve).containsKeys("estimate", "standardError", "lower", "upper", "bandLower", "bandUpper");
        List<?> estimate = (List<?>) curve.get("estimate");
        // The course begins on day 10: until then the arms are the same to the bit.
        assertThat(estimate.subList(0, 10)).hasSize(10).allMatch(value -> value.equals(0.0));
        assertThat((Double) estimate.get(20)).isGreaterThan(1);
        assertThat(CliRun.at(tree, "parameters").toString()).contains("pull=0.1");
        assertThat(CliRun.of(words("--horizon", "20 days", "--intervention", "mist", "--set", "dose=2", "--set",
                "pull=0.1", "--seed", "7", "--threads", "1", "--json")).document()).isEqualTo(tree);
    }

    @Test
    void arms_severalInterventions_areComparedWithControl() {
        Map<String, Object> tree = CliRun.json(words("--arm", "mist", "--arm", "mist + cream", "--json"));
        Map<String, Object> effects = CliRun.at(tree, "outcomes", "hydration", "effects");
        assertThat(effects).containsOnlyKeys("mist", "mist + cream");
        assertThat(last(CliRun.at(effects, "mist + cream"))).isGreaterThan(last(CliRun.at(effects, "mist")));
    }

    private static double last(Map<String, Object> curve) {
        List<?> estimate = (List<?>) curve.get("estimate");
        return (Double) estimate.get(estimate.size() - 1);
    }

    @Test
    void twin_replayed_showsItsHistory() {
        CliRun run = CliRun.of(words("--intervention", "mist", "--twin", "17"));
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith("twin 17, treated, 60 days in steps of 1 day").contains("hydration");
        Map<String, Object> tree = CliRun.json(words("--twin", "17", "--json"));
        assertThat(tree).containsEntry("twin", 17L).containsEntry("arm", "control");
        assertThat((List<?>) CliRun.at(tree, "values").get("hydration")).hasSize(61);
        CliRun.of(words("--twin", "2000"))
                .isRefused("twin must be the row id of one of the 2,000 twins, 0 to 1999, got 2000");
    }

    @Test
    void events_inPages_areTheWholeList() {
        List<Map<String, Object>> whole = CliRun.list(CliRun.json(flares("--limit", "10000")), "events");
        assertThat(whole).hasSizeGreaterThan(100);
        List<Map<String, Object>> paged = new ArrayList<>();
        String after = null;
        do {
            Map<String, Object> page = CliRun.json(after == null ? flares("--limit", "97")
                    : flares("--limit", "97", "--after", after));
            paged.addAll(CliRun.list(page, "events"));
            after = (String) page.get("next");
        } while (after != null);
        assertThat(paged).isEqualTo(whole);
        assertThat(CliRun.of(words("--events", "flare", "--limit", "3")).out()).contains("more after ");
    }

    private String[] flares(String... more) {
        List<String> words = new ArrayList<>(
                List.of("--events", "flare", "--from", "5 days", "--to", "15 days", "--json"));
        words.addAll(List.of(more));
        return words(words.toArray(new String[0]));
    }

    @Test
    void context_fromAFile_isJoined() throws IOException {
        Path weather = Files.writeString(folder.resolve("weather.csv"),
                "time,humidity\n2026-03-02,10\n2026-03-03,10\n");
        Map<String, Object> dry = CliRun.json(words("--horizon", "2 days", "--context", "env=" + weather, "--epoch",
                "2026-03-01", "--json"));
        Map<String, Object> usual = CliRun.json(words("--horizon", "2 days", "--json"));
        assertThat(mean(dry, 0)).isEqualTo(mean(usual, 0));
        // Two days of air 30 points below the limit of 40, each 1.5 drier: 1.5 + 0.85 * 1.5 but for the ends.
        assertThat(mean(usual, 2) - mean(dry, 2)).isBetween(2.6, 2.8);
    }

    @Test
    void context_thatNeverMatches_isWarnedOf() throws IOException {
        Path late = Files.writeString(folder.resolve("late.csv"), "time,humidity\n1000,10\n1001,20\n");
        assertThat(CliRun.json(words("--context", "env=" + late, "--json")).get("warnings").toString()).contains(
                "context env: no record lies in the window of 2 h (backward) of any twin at any time, so its formulas "
                        + "stood in throughout; the first record is at 1000 days");
        Path early = Files.writeString(folder.resolve("early.csv"), "time,humidity\n0,10\n1001,20\n");
        assertThat(CliRun.json(words("--context", "env=" + early, "--json")).get("warnings").toString())
                .doesNotContain("no record lies");
    }

    private static double mean(Map<String, Object> tree, int step) {
        return (Double) ((List<?>) CliRun.at(tree, "outcomes", "hydration", "arms", "control").get("mean")).get(step);
    }

    @Test
    void refusals_nameWhatIsWrong() {
        CliRun.of(words("--horizon", "60.5 days"))
                .isRefused("horizon must be a whole number of steps of 1 day, at least 1, got 60.5 days");
        CliRun.of(words("--intervention", "mist", "--set", "dos=2"))
                .isRefused("unknown parameter \"dos\"; did you mean \"dose\"? known: pull, dose (in --set)");
        CliRun.of(words("--intervention", "mist", "--set", "dose=1", "--set", "dose=2"))
                .isRefused("--set must set a parameter once, got \"dose\" again");
        CliRun.of(words("--intervention", "misty"))
                .isRefused("unknown intervention \"misty\"; did you mean \"mist\"? known: mist, cream, letter");
        CliRun.of(words("--arm", "mist", "--arm", "mist")).isRefused("--arm must differ, got \"mist\" twice");
        CliRun.of(words("--events", "flares"))
                .isRefused("unknown event or alert \"flares\"; did you mean \"flare\"? known: flare, dehydrated");
        CliRun.of(words("--context", "weather.csv"))
                .isRefused("--context must be NAME=FILE, got \"weather.csv\"");
        CliRun.of("timeline", "hcp")
                .isRefused("world hcp has no timeline; twin simulate tells what its interventions do");
        CliRun.of("simulate", world, "--intervention", "mist").isRefused("intervention mist acts in time (course:), so "
                + "it needs a timeline: Timeline.of(population).with(intervention), or twin timeline");
        CliRun.of("simulate", world, "--intervention", "letter", "--intervention", "mist")
                .isRefused("--intervention must be given once");
    }

    @Test
    void options_withoutEffect_areRefused() {
        for (String option : List.of("--from", "--to", "--limit", "--after")) {
            CliRun.of(words(option, "5 days"))
                    .isRefused(option + " belongs to a list of events; say which with --events");
        }
        CliRun.of(words("--twin", "3", "--events", "flare"))
                .isRefused("--events belongs to all twins; --twin replays one, with all its events");
        CliRun.of(words("--twin", "3", "--at", "7 days"))
                .isRefused("--at belongs to the report on all twins; leave --twin and --events out");
        CliRun.of(words("--epoch", "2026-03-01"))
                .isRefused("--epoch belongs to records over time; bring them with --context");
        CliRun.of(words("--at", "7"))
                .isRefused("a time span must be a number with a unit, such as \"90 days\" or \"15 min\", got \"7\" "
                        + "(in --at)");
        CliRun.of(words("--at", "61 days")).isRefused(
                "time must be a whole number of steps of 1 day and at most 60 days, got 61 days");
        CliRun.of(words("--horizon", "1e9 days")).isRefused("horizon must leave room for the sums of each step, got "
                + "1000000000 days; take fewer steps, or observe less");
        CliRun.of(words("--arm", "mist+"))
                .isRefused("--arm must be interventions with + between them, got \"mist+\"");
        CliRun.of(words("--intervention", "mist", "--set", "mist.dose=2", "--set", "dose=3"))
                .isRefused("--set must set a parameter once, got \"dose\" of mist again");
    }

    @Test
    void at_withoutIntervention_showsThoseTimes() {
        assertThat(CliRun.of(words("--at", "7 days,30 days")).out())
                .contains("\nhydration    mean     sd ", "\nat 7 days ", "\nat 30 days ").doesNotContain("at 15 days");
        assertThat(CliRun.of(words("--events", "flare", "--limit", "3")).out())
                .startsWith("time in units of 1 day\n\ntime  twin  name   arm\n");
    }

    @Test
    void table_ofAnyWorld_fitsTheScreenAndTellsNamesApart() {
        String face = CliRun.of("timeline", "skincare", "--size", "500", "--intervention", "add_retinoid").out();
        assertThat(face.lines()).allMatch(line -> line.length() <= 100).anyMatch(line -> line.contains("(critical)"));
        String line = CliRun.of("timeline", "factory", "--size", "50", "--horizon", "2 h", "--intervention",
                "high_demand").out();
        assertThat(line.lines()).allMatch(text -> text.length() <= 100).anyMatch(text -> text.contains("packaging"));
        String levels = CliRun.of("timeline", "psychiatry", "--size", "20", "--horizon", "1 day", "--observe",
                "level.raphe_nuclei.*").out();
        assertThat(levels.lines().filter(text -> text.startsWith("level.raph")).map(text -> text.split(" ")[0])
                .distinct()).hasSizeGreaterThanOrEqualTo(12).contains("level.raph...lei.serotonin");
    }

    @Test
    void noTwins_isAFailedRun() {
        CliRun run = CliRun.of("timeline", world, "--size", "2000", "--where", "age > 200", "--json");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("failed: no twins\n");
        assertThat(run.document()).containsEntry("status", "failed").containsEntry("n", 0L);
    }

    @Test
    void records_thatDoNotFit_areRefused() throws IOException {
        String dates = file("dates.csv", "time,humidity\n2026-03-02,10\n");
        String numbers = file("numbers.csv", "time,humidity\n0,10\n1,20\n");
        String when = file("when.csv", "when,humidity\n0,10\n");
        CliRun.of(words("--context", "env=" + dates)).isRefused("--epoch must be given, as the times of --context env "
                + "are dates; it is the date of t = 0, such as --epoch 2026-03-01");
        CliRun.of(words("--context", "env=" + dates, "--epoch", "soon")).isRefused("time must be a local date or date "
                + "and time such as 2026-03-01T08:30, got \"soon\" (in --epoch)");
        CliRun.of(words("--context", "env=" + numbers, "--epoch", "2026-03-01")).isRefused("--epoch belongs to "
                + "records whose times are dates; these are numbers, which count from the start of the timeline");
        CliRun.of(words("--context", "env=" + when))
                .isRefused("--context env must have a column \"time\", got when, humidity");
        CliRun.of(words("--context", "env=" + numbers, "--context", "env=" + numbers))
                .isRefused("--context must bring a context once, got \"env\" again");
        CliRun.of(words("--context", "enw=" + numbers))
                .isRefused("unknown context \"enw\"; did you mean \"env\"? known: env");
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
