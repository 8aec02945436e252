package io.twinsim.sim;

import io.twinsim.inference.Interval;
import io.twinsim.internal.text.Cells;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import io.twinsim.internal.text.Page;
import io.twinsim.internal.text.TextTable;
import io.twinsim.model.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A result as it is read: the answer first. In a terminal at most 100 characters a line. */
final class ResultText {

    /** Ends a line of a command that goes on. */
    private static final String CONTINUED = " \\";
    private static final int MOST_DECIMALS = 6;
    /** Shares below half a percent would be shown as 0. */
    private static final double SHOWN_SHARE = 0.005;
    /** Characters that the last column of the intervals has room for. */
    private static final int COVERS = 38;
    private static final int UNIT = 12;

    private final SimulationResult result;
    private final Page page = new Page();

    ResultText(SimulationResult result) {
        this.result = result;
    }

    Page page() {
        line(0, result.intervention() + " on " + Shown.count(result.n(), "twin") + " of " + result.world() + " ("
                + result.provenance().id() + "): " + headline());
        result.reason().ifPresent(why -> line(0, result.status().id() + ": " + why));
        if (result.hasNumbers()) {
            answer();
        }
        for (String warning : result.warnings()) {
            line(0, "warning: " + warning);
        }
        provenance();
        return page;
    }

    private String headline() {
        if (!result.hasNumbers()) {
            return "no answer";
        }
        Optional<Interval> total = result.intervals().total();
        Interval interval = total.orElse(result.intervals().simulation());
        int decimals = Numbers.decimals(interval.width() / 2);
        String effect = "mean effect " + Numbers.signed(result.ate().estimate(), decimals)
                + (unit().isEmpty() ? "" : " " + unit());
        return total.isPresent() ? effect + ", " + Shown.percent(interval.level()) + " interval "
                + Shown.range(interval)
                : effect + " (simulation only " + Shown.range(interval) + "; total interval not done)";
    }

    /** The unit of effects; empty if the world states none. */
    private String unit() {
        return result.recipe().intervention().model().outcome().flatMap(Outcome::unit).orElse("");
    }

    private void answer() {
        result.recommendation().ifPresent(this::recommendation);
        page.gap();
        intervals();
        effect();
        result.assumption().ifPresent(this::assumption);
        result.plannedTrial().ifPresent(this::planned);
        result.subgroups().values().forEach(table -> table.write(page.gap()));
        segments("helped most", result.helpful());
        segments("harmed", result.harmful());
        result.sampleSize().ifPresent(this::sampleSize);
        page.gap();
    }

    private void recommendation(Recommendation r) {
        line(0, r.verdict() + ": " + r.rationale());
        line(2, "reaches the threshold " + Numbers.significant(r.threshold(), 6) + " with probability "
                + Shown.probability(r.probWorthwhile())
                + (r.basis().equals(Recommendation.TOTAL) ? "" : ", given the coefficients"));
        line(2, r.flip().map(Recommendation.Flip::text).orElse(result.recipe().intervention().coefficients().isEmpty()
                ? "no coefficient is named, so nothing can be said about where the verdict flips"
                : "no single coefficient changes the verdict within 6 sd" + (stated().missing().isEmpty() ? ""
                : " (without one: -1 to 3 times its value)")));
        if (!headline(r)) {
            line(2, "judged by the " + Shown.percent(r.interval().level()) + " interval " + Shown.range(r.interval())
                    + (reachedSome() ? " per twin reached" : ""));
        }
    }

    /** Whether the first line has shown the interval that was judged. */
    private boolean headline(Recommendation r) {
        Interval shown = result.intervals().total().orElse(result.intervals().simulation());
        return shown.level() == r.interval().level() && Shown.range(shown).equals(Shown.range(r.interval()));
    }

    private void intervals() {
        int decimals = decimals();
        TextTable table = TextTable.of("interval", ">lower", ">upper", "method", "covers");
        String unit = Cells.cut(unit(), UNIT);
        table.units("", unit, unit, "", "");
        result.intervals().total().ifPresentOrElse(i -> row(table, "total", i, decimals,
                result.assumption().isPresent() ? covered() : "finite twins; coefficients " + stated().word()),
                () -> table.row("total", "", "", "", "not done"));
        result.recommendation().filter(r -> reachedSome()).ifPresent(r -> row(table, "total per reached", r.interval(),
                decimals, "twins reached at " + Shown.percent(r.interval().level()) + ": judged"));
        row(table, "simulation", result.intervals().simulation(), decimals, switch (result.estimand()) {
            case MODEL_MEAN -> "finitely many twins of the model";
            case THESE_UNITS -> "these very units; only noise is chance";
            case SUPERPOPULATION -> "a larger population, of which a sample";
        });
        result.intervals().assumption().ifPresentOrElse(
                i -> row(table, "assumption", i, decimals, "uncertain coefficients"),
                () -> table.row("assumption", "", "", "", result.intervals().total().isPresent() ? stated().word()
                : "not done"));
        result.intervals().plannedTrial().ifPresent(i -> row(table, "planned trial", i, decimals,
                "the estimate of that real test"));
        page.table(0, "intervals of the mean effect", table);
    }

    private Stated stated() {
        return new Stated(result.recipe().intervention());
    }

    /** Whether the intervention reaches some of the twins, but not all. */
    private boolean reachedSome() {
        return result.ate().reached() > 0 && result.ate().reached() < result.n();
    }

    /** What the total interval covers: all coefficients, or those of which an uncertainty is stated. */
    private String covered() {
        List<String> missing = stated().missing();
        if (missing.isEmpty()) {
            return "twins and coefficients: the headline";
        }
        List<String> known = result.assumption().orElseThrow().shares().stream().map(Assumption.Share::coefficient)
                .toList();
        String named = "twins and " + String.join(", ", known) + "; " + String.join(", ", missing)
                + (missing.size() == 1 ? " is" : " are") + " not stated";
        return named.length() <= COVERS ? named
                : "twins, " + Shown.count(known.size(), "coefficient") + "; " + missing.size() + " not stated";
    }

    /** Decimals for all intervals, enough for the narrowest that is no point. */
    private int decimals() {
        Intervals all = result.intervals();
        double narrowest = Stream.of(Optional.of(all.simulation()), all.total(), all.assumption(), all.plannedTrial())
                .flatMap(Optional::stream).mapToDouble(Interval::width).filter(width -> width > 0).min().orElse(0);
        return Math.min(MOST_DECIMALS, Numbers.decimals(narrowest / 2));
    }

    private static void row(TextTable table, String name, Interval i, int decimals, String covers) {
        table.row(name, Numbers.fixed(i.lower(), decimals), Numbers.fixed(i.upper(), decimals), i.method().id(),
                covers);
    }

    private void effect() {
        Ate ate = result.ate();
        line(0, "effects of twins: sd " + short6(ate.sd()) + " (systematic " + short6(ate.sdSystematic()) + ", noise "
                + short6(ate.sdNoise()) + "); standard error of the mean " + short6(ate.standardError()) + "; estimand "
                + result.estimand().id());
        if (ate.sd() > 0) {
            line(2, "5 % are below " + short6(result.quantile(0.05)) + ", half below " + short6(result.quantile(0.5))
                    + ", 95 % below " + short6(result.quantile(0.95))
                    + " (no test shows that: it rests on the noise assumed)");
        }
        result.pairs().ifPresent(pairs -> line(0, "antithetic pairs: " + pairs.text()));
        if (ate.reached() == 0) {
            line(0, "reaches none of " + Shown.count(result.n(), "twin"));
        } else if (ate.reached() < result.n()) {
            line(0, "reaches " + Shown.count(ate.reached(), "twin") + " of " + Numbers.grouped(result.n())
                    + "; mean effect per twin reached " + short6(ate.perReached()));
        }
    }

    private static String short6(double value) {
        return Numbers.significant(value, 4);
    }

    private void assumption(Assumption a) {
        List<String> shares = new ArrayList<>();
        for (Assumption.Share share : a.shares()) {
            shares.add(share.coefficient() + (share.share().isPresent()
                    ? " " + Numbers.fixed(100 * share.share().getAsDouble(), 0) + " %" : ""));
        }
        a.interactions().ifPresent(rest -> {
            if (Math.abs(rest) >= SHOWN_SHARE) {
                shares.add("interactions " + Numbers.fixed(100 * rest, 0) + " %");
            }
        });
        line(0, "coefficients move the mean effect by sd " + short6(a.sd()) + " (delta method " + short6(a.deltaSd())
                + "): "
                + String.join(", ", shares) + (shares.size() > 1 && a.interactions().isEmpty()
                ? "; correlated, so none has a share of its own" : ""));
    }

    private void planned(PlannedTrial trial) {
        String assurance = trial.assurance().isPresent() ? ", assurance "
                + Shown.probability(trial.assurance().getAsDouble())
                + " (closed form " + Shown.probability(trial.closedForm().orElseThrow())
                + ", ceiling " + Shown.probability(trial.ceiling().getAsDouble()) + ")" : "";
        line(0, "planned trial of " + Numbers.grouped(trial.treated()) + " against " + Numbers.grouped(trial.control())
                + ": standard error " + short6(trial.standardError()) + ", power " + Shown.probability(trial.power())
                + assurance);
    }

    private void segments(String title, List<SimulationResult.Segment> segments) {
        if (segments.isEmpty()) {
            return;
        }
        List<String> texts = new ArrayList<>();
        for (SimulationResult.Segment segment : segments) {
            texts.add(segment.dimension() + " " + segment.row().value() + " ("
                    + Numbers.signed(segment.row().ate(), Numbers.decimals(segment.row().interval()
                            .map(i -> i.width() / 2).orElse(0.0))) + ")");
        }
        page.gap();
        line(0, title + ": " + String.join(", ", texts));
    }

    private void sampleSize(SampleSize size) {
        if (size.cohensD().isEmpty()) {
            return;
        }
        page.gap();
        line(0, "a real test" + (reachedSome() ? " enrolling all twins" : "") + " needs "
                + size.forPower().map(a -> units(a) + ", " + Numbers.grouped(a.total()) + " in all, for power")
                .orElse("no known number of units for power") + " " + short6(size.power())
                + size.forAssurance().map(a -> "; " + units(a) + " for assurance " + short6(size.power()))
                .orElse(""));
        String baseline = size.baseline().isPresent() ? "baseline " + short6(size.baseline().getAsDouble()) + ", " : "";
        line(2, baseline + "Cohen's d " + short6(size.cohensD().getAsDouble()) + ", two-sided level "
                + Shown.percent(size.level()));
    }

    private static String units(SampleSize.Arms arms) {
        return arms.treated() == arms.control() ? Numbers.grouped(arms.control()) + " units per arm"
                : Numbers.grouped(arms.treated()) + " treated and " + Numbers.grouped(arms.control()) + " controls";
    }

    private void provenance() {
        Recipe recipe = result.recipe();
        line(0, "model " + result.world() + " v" + recipe.intervention().model().version() + " ("
                + result.modelId().substring(0, 12) + "), seed " + result.seed()
                + (result.seed() == result.populationSeed() ? "" : " (twins: " + result.populationSeed() + ")")
                + ", simulation " + result.hash().substring(0, 12)
                + (recipe.filters().isEmpty() ? "" : ", where " + RepeatCommand.joined(recipe.filters())));
        recipe.command().ifPresent(this::repeat);
    }

    /** Broken between options, in the way that a shell joins again. */
    private void repeat(List<String> options) {
        StringBuilder lines = new StringBuilder();
        StringBuilder text = new StringBuilder("repeat:");
        for (String option : options) {
            if (text.length() + 1 + option.length() + CONTINUED.length() > Lines.WIDTH) {
                lines.append(text).append(CONTINUED).append('\n');
                text = new StringBuilder("   ");
            }
            text.append(' ').append(option);
        }
        page.command(lines.append(text).append('\n').toString());
    }

    private void line(int indent, String paragraph) {
        page.line(indent, paragraph);
    }
}
