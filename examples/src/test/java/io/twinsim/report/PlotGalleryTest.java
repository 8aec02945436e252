package io.twinsim.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.internal.text.Numbers;
import io.twinsim.learn.Likeness;
import io.twinsim.learn.LikenessReport;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import io.twinsim.plot.Figure;
import io.twinsim.scenario.Comparison;
import io.twinsim.sim.Simulation;
import io.twinsim.sim.SimulationResult;
import io.twinsim.timeline.Timeline;
import io.twinsim.timeline.TimelineResult;
import io.twinsim.worlds.Worlds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every plot of the built-in worlds and of the samples, kept in {@code target/plots} for people to look at. */
class PlotGalleryTest {

    private static final int MOST_BYTES = 150_000;

    private static void simulations(Map<String, Figure> figures) {
        TwinModel hcp = Worlds.hcp();
        SimulationResult email = Simulation.of(hcp.generate(10_000, 42),
                hcp.intervention("email_campaign").with("duration_weeks", 12)).withPlan(900, 900).run();
        figures.put("ate", email.figure());
        figures.put("subgroups", email.forest());
        figures.put("subgroup", email.subgroup("adoption_stage").figure());
        figures.put("assumption", email.assumption().orElseThrow().figure());
        figures.put("ate-some", Simulation.of(hcp.generate(2_000, 7), hcp.intervention("peer_influence_activation"))
                .run().figure());
        figures.put("ate-constant", Simulation.of(hcp.generate(500, 7), hcp.parseIntervention("x: {base: \"-0.3\"}",
                "x.yaml")).run().figure());
        figures.put("ate-none", Simulation.of(hcp.generate(500, 7), hcp.parseIntervention("x: {base: \"0\"}",
                "x.yaml")).run().figure());
    }

    private static void timelines(Map<String, Figure> figures) {
        TwinModel skincare = Worlds.skincare();
        TimelineResult one = ReportSamples.skincare();
        figures.put("timeline", one.figure());
        figures.put("timeline-effect", one.effect(one.names().get(0)).figure());
        TimelineResult arms = Timeline.of(skincare.generate(300, 3)).over("30 days")
                .withArm("retinoid", skincare.intervention("add_retinoid"))
                .withArm("sun screen", skincare.intervention("daily_spf")).withReplicates(200).run();
        for (String name : arms.names()) {
            figures.put("timeline-arms-" + name, arms.figure(name));
        }
    }

    private static void likeness(Map<String, Figure> figures) {
        TwinModel hcp = Worlds.hcp();
        Population real = hcp.generate(4_000, 1);
        LikenessReport report = Likeness.of(real.slice(0, 2_000), real.slice(2_000, 4_000), hcp.generate(2_000, 2), 42);
        figures.put("likeness", report.figure());
        figures.put("likeness-pairs", report.correlations());
    }

    @Test
    void result_plotted_isFoundThroughTheService(@TempDir Path folder) throws IOException {
        SimulationResult result = Simulation.of(Worlds.hcp().generate(3_000, 42),
                Worlds.hcp().intervention("email_campaign")).run();
        result.plot(folder.resolve("ate.svg"));
        assertThat(Files.readString(folder.resolve("ate.svg")))
                .contains("<title>email_campaign in hcp: effect on each twin</title>", ">total 95 %</text>",
                        ">assumption 95 %</text>", ">simulation 95 %</text>", ">threshold 0.05</text>",
                        ">mean " + Numbers.signed(result.ate().estimate(), 4) + "</text>")
                .doesNotContain("planned trial");
        result.subgroup("region").plot(folder.resolve("regions.PNG"));
        assertThat(ImageIO.read(folder.resolve("regions.PNG").toFile()).getWidth()).isEqualTo(1720);
    }

    @Test
    void plots_ofAllResults_areWritten() throws IOException {
        Map<String, Figure> figures = new LinkedHashMap<>(ChartSamples.all());
        simulations(figures);
        timelines(figures);
        likeness(figures);
        figures.put("experiment", ReportSamples.hillstrom().figure());
        figures.put("comparison", Comparison.of(Worlds.hcp().generate(5_000, 42),
                Worlds.hcp().intervention("email_campaign"), Worlds.hcp().intervention("peer_influence_activation"),
                Worlds.hcp().intervention("email_campaign").with("duration_weeks", 26)).run().figure());
        Path folder = Files.createDirectories(Path.of("target", "plots"));
        for (Map.Entry<String, Figure> figure : figures.entrySet()) {
            for (String ending : new String[] {".svg", ".png"}) {
                Path file = folder.resolve(figure.getKey() + ending);
                figure.getValue().write(file);
                assertThat(Files.size(file)).as(file.toString()).isGreaterThan(600);
            }
            assertThat(folder.resolve(figure.getKey() + ".svg").toFile().length()).isLessThan(MOST_BYTES);
            for (int width : new int[] {360, 760}) {
                Files.writeString(folder.resolve(figure.getKey() + "-" + width + ".inline.svg"),
                        Charts.svg(figure.getValue(), width));
            }
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.count()).isGreaterThanOrEqualTo(4L * figures.size());
        }
    }
}
