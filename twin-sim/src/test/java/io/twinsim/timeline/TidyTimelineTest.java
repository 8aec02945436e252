package io.twinsim.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.model.Population;
import io.twinsim.model.ReadOptions;
import io.twinsim.model.TwinModel;
import io.twinsim.sim.Cancellation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TidyTimelineTest {

    /** Two steps in which all twins go the same way; the push adds a half from the first day on. */
    private static final TwinModel STEPS = TwinModel.parse("""
            model: steps
            version: 1
            variables:
              base: "~ uniform(0, 1)"
            timeline:
              step: 1 day
              horizon: 2 days
              state:
                x: {start: "1", next: "x + 1", type: real, unit: kg}
                mood: {start: "'low'", next: "if(next.x > 2, 'high', 'low')"}
              derived:
                heavy: "x > 2.75"
              alerts:
                warn: {when: "x > 2"}
            interventions:
              push: {course: {start: 0 days, add: {x: "0.5"}}}
            """, "steps.yaml");

    @TempDir
    Path folder;

    private static List<String> lines(Population tidy) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < tidy.size(); i++) {
            int row = i;
            lines.add(String.join("|", tidy.names().stream().map(name -> tidy.column(name).text(row)).toList()));
        }
        return lines;
    }

    private static void assertReadsBack(Population tidy, Path file) {
        tidy.write(file);
        ReadOptions options = ReadOptions.of();
        for (String column : tidy.names()) {
            options = options.withType(column, tidy.scope().symbol(column).type());
        }
        assertThat(lines(Population.read(file, options))).isEqualTo(lines(tidy));
        assertThat(Population.read(file, options).contentHash()).isEqualTo(tidy.contentHash());
    }

    @Test
    void tidy_ofATimeline_isEveryNumberOnce() {
        TimelineResult result = Timeline.of(STEPS.generate(4, 42)).with(STEPS.intervention("push")).run();
        Population tidy = result.tidy();
        assertThat(tidy.names()).containsExactly("scenario", "subgroup", "group", "time", "metric", "estimate",
                "standard_error", "lower", "upper", "level", "interval", "n");
        assertThat(lines(tidy)).containsExactly(
                "control|||0.0|x|1.0|0.0|||||4.0",
                "control|||1.0|x|2.0|0.0|||||4.0",
                "control|||2.0|x|3.0|0.0|||||4.0",
                "treated|||0.0|x|1.0|0.0|||||4.0",
                "treated|||1.0|x|2.5|0.0|||||4.0",
                "treated|||2.0|x|4.0|0.0|||||4.0",
                "treated - control|||0.0|x|0.0|0.0|0.0|0.0|0.95|simulation|4.0",
                "treated - control|||0.0|x|0.0|0.0|0.0|0.0|0.95|band|4.0",
                "treated - control|||1.0|x|0.5|0.0|0.5|0.5|0.95|simulation|4.0",
                "treated - control|||1.0|x|0.5|0.0|0.5|0.5|0.95|band|4.0",
                "treated - control|||2.0|x|1.0|0.0|1.0|1.0|0.95|simulation|4.0",
                "treated - control|||2.0|x|1.0|0.0|1.0|1.0|0.95|band|4.0",
                "treated - control||||x_over_time|0.5|0.0|0.5|0.5|0.95|simulation|4.0",
                "control|||0.0|mood=low|1.0||||||4.0",
                "control|||1.0|mood=low|1.0||||||4.0",
                "control|||2.0|mood=low|0.0||||||4.0",
                "control|||0.0|mood=high|0.0||||||4.0",
                "control|||1.0|mood=high|0.0||||||4.0",
                "control|||2.0|mood=high|1.0||||||4.0",
                "treated|||0.0|mood=low|1.0||||||4.0",
                "treated|||1.0|mood=low|0.0||||||4.0",
                "treated|||2.0|mood=low|0.0||||||4.0",
                "treated|||0.0|mood=high|0.0||||||4.0",
                "treated|||1.0|mood=high|1.0||||||4.0",
                "treated|||2.0|mood=high|1.0||||||4.0",
                "treated - control|||0.0|mood=low|0.0|0.0|0.0|0.0|0.95|simulation|4.0",
                "treated - control|||0.0|mood=low|0.0|0.0|0.0|0.0|0.95|band|4.0",
                "treated - control|||1.0|mood=low|-1.0|0.0|-1.0|-1.0|0.95|simulation|4.0",
                "treated - control|||1.0|mood=low|-1.0|0.0|-1.0|-1.0|0.95|band|4.0",
                "treated - control|||2.0|mood=low|0.0|0.0|0.0|0.0|0.95|simulation|4.0",
                "treated - control|||2.0|mood=low|0.0|0.0|0.0|0.0|0.95|band|4.0",
                "treated - control|||0.0|mood=high|0.0|0.0|0.0|0.0|0.95|simulation|4.0",
                "treated - control|||0.0|mood=high|0.0|0.0|0.0|0.0|0.95|band|4.0",
                "treated - control|||1.0|mood=high|1.0|0.0|1.0|1.0|0.95|simulation|4.0",
                "treated - control|||1.0|mood=high|1.0|0.0|1.0|1.0|0.95|band|4.0",
                "treated - control|||2.0|mood=high|0.0|0.0|0.0|0.0|0.95|simulation|4.0",
                "treated - control|||2.0|mood=high|0.0|0.0|0.0|0.0|0.95|band|4.0",
                "control|||0.0|heavy|0.0||||||4.0",
                "control|||1.0|heavy|0.0||||||4.0",
                "control|||2.0|heavy|1.0||||||4.0",
                "treated|||0.0|heavy|0.0||||||4.0",
                "treated|||1.0|heavy|0.0||||||4.0",
                "treated|||2.0|heavy|1.0||||||4.0",
                "treated - control|||0.0|heavy|0.0|0.0|0.0|0.0|0.95|simulation|4.0",
                "treated - control|||0.0|heavy|0.0|0.0|0.0|0.0|0.95|band|4.0",
                "treated - control|||1.0|heavy|0.0|0.0|0.0|0.0|0.95|simulation|4.0",
                "treated - control|||1.0|heavy|0.0|0.0|0.0|0.0|0.95|band|4.0",
                "treated - control|||2.0|heavy|0.0|0.0|0.0|0.0|0.95|simulation|4.0",
                "treated - control|||2.0|heavy|0.0|0.0|0.0|0.0|0.95|band|4.0",
                "treated - control||||heavy_over_time|0.0|0.0|0.0|0.0|0.95|simulation|4.0",
                "control||||warn_any|1.0||||||4.0",
                "control||||warn_per_twin|1.0||||||4.0",
                "treated||||warn_any|1.0||||||4.0",
                "treated||||warn_per_twin|2.0||||||4.0",
                "treated - control||||warn_any|0.0||0.0|0.0|0.95|simulation|4.0",
                "treated - control||||warn_per_twin|1.0||1.0|1.0|0.95|simulation|4.0");
        assertReadsBack(tidy, folder.resolve("steps.csv"));
    }

    @Test
    void tidy_ofSkin_agreesWithTheCurves() {
        TwinModel skin = TwinModel.parse(TimelineResultTest.SKIN, "skin.yaml");
        TimelineResult result = Timeline.of(skin.generate(200, 42)).with(skin.intervention("retinoid")).run();
        Population tidy = result.tidy();
        EffectCurve curve = result.effect("hydration");
        Population band = tidy.where("scenario == 'treated - control' and metric == 'hydration' and interval == 'band'");
        assertThat(band.doubles("time")).isEqualTo(result.times());
        assertThat(band.doubles("estimate")).isEqualTo(curve.estimate());
        assertThat(band.doubles("standard_error")).isEqualTo(curve.standardError());
        assertThat(band.doubles("lower")).isEqualTo(curve.bandLower());
        assertThat(band.doubles("upper")).isEqualTo(curve.bandUpper());
        assertThat(tidy.where("scenario == 'treated' and metric == 'mood=dry'").doubles("estimate"))
                .isEqualTo(result.summary("mood", "treated").share("dry"));
        assertThat(tidy.where("scenario == 'treated - control' and metric == 'hydration_over_time'")
                .doubles("estimate"))
                .containsExactly(curve.overTime().estimate());
        assertThat(tidy.where("scenario == 'control' and metric == 'flare_per_twin'").doubles("estimate"))
                .containsExactly(result.events().get("flare").in("control").perTwin());
        assertReadsBack(tidy, folder.resolve("skin.csv"));
    }

    @Test
    void tidy_ofOneTwin_hasNoLimits() {
        Population tidy = Timeline.of(STEPS.generate(1, 42)).with(STEPS.intervention("push")).run().tidy();
        Population effects = tidy.where("scenario == 'treated - control' and estimate != 0");
        assertThat(effects.size()).isEqualTo(9);
        assertThat(effects.where("is_missing(standard_error) and is_missing(lower) and is_missing(level) and "
                + "is_missing(interval)").size()).isEqualTo(9);
    }

    @Test
    void markdownAndHtml_haveUnitsAndCaptions() {
        TimelineResult result = Timeline.of(STEPS.generate(4, 42)).with(STEPS.intervention("push")).run();
        assertThat(result.table()).contains("\nx (kg)  ")
                .containsPattern("\nx +control +treated +effect +95 % interval +95 % "
                + "band\n +kg +kg +kg +kg +kg\n");
        assertThat(result.toMarkdown()).contains("**effects at 2 days**\n\n| at 2 days | control | treated | effect |",
                "| x (kg) | 3.0", "**alerts**");
        assertThat(result.toHtml()).contains("<caption>effects at 2 days</caption>",
                "<th scope=\"row\" align=\"left\">x (kg)</th>")
                .startsWith("<div class=\"twinsim\">\n<p>steps over 2 days").endsWith("</div>\n");
        assertThat(result.effect("x").table()).containsPattern("\n +kg +kg +kg +kg\n");
        assertThat(result.summary("x").table()).containsPattern("\n +kg +kg +kg +kg +kg +kg +kg\n");
    }

    @Test
    void tidy_withoutNumbers_saysWhy() {
        Cancellation stop = new Cancellation();
        stop.cancel();
        TimelineResult none = Timeline.of(STEPS.generate(4, 42)).withCancellation(stop).run();
        assertThatThrownBy(none::tidy).isInstanceOf(IllegalStateException.class)
                .hasMessage("the result has no numbers: stopped after 0 of 4 twins");
    }
}
