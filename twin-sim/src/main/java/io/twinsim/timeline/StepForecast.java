package io.twinsim.timeline;

import io.twinsim.InputException;
import io.twinsim.column.CategoryColumn;
import io.twinsim.column.Column;
import io.twinsim.column.FlagColumn;
import io.twinsim.column.IntegerColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.math.SampleQuantiles;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import io.twinsim.internal.text.TextTable;
import io.twinsim.model.Intervention;
import io.twinsim.model.Population;
import io.twinsim.model.PopulationBuilder;
import io.twinsim.model.TimeSpan;
import io.twinsim.random.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The futures of one twin: what is to be expected of it at 7, 30 and 90 days, with prediction intervals.
 *
 * <pre>{@code
 * StepForecast forecast = StepForecast.of(Timeline.of(twins).with(retinoid), 17);
 * forecast.table("hydration", "7 days", "30 days", "90 days");
 * }</pre>
 *
 * <p>The twin is run many times over, each time with other draws of everything that the timeline draws: noise, events,
 * transitions, adherence, and the start of its states where that is drawn. Its variables, its context records, the
 * interventions and the parameters are those of the timeline. To forecast from a measured state, let the world's start
 * formulas read it from variables of the twins, and adopt data with those columns.
 *
 * <p>A prediction interval holds the twin's value with its probability if the world is right; it says nothing of how
 * uncertain the world's numbers are. Its limits are the quantiles of type 6 (k = (R + 1) p), which hold one more future
 * with just that probability. Deterministic for a seed; draws are keyed by twin, and are not those of the twin's own
 * history. Immutable.
 */
public final class StepForecast {

    private static final int DEFAULT_REPLICATES = 1000;
    private static final double DEFAULT_LEVEL = 0.95;
    /** So that one more future is inside with the interval's probability. */
    private static final int QUANTILE_TYPE = 6;

    private final Timeline timeline;
    private final long twin;
    private final int replicates;
    private final double level;

    private StepForecast(Timeline timeline, long twin, int replicates, double level) {
        this.timeline = timeline;
        this.twin = twin;
        this.replicates = replicates;
        this.level = level;
    }

    /**
     * The futures of a twin: 1,000 of them, intervals at level 0.95.
     *
     * @param timeline twins, arms, parameters and contexts; its horizon does not matter
     * @param twin the row id of the twin
     * @return the forecast
     * @throws InputException if there is no such twin
     */
    public static StepForecast of(Timeline timeline, long twin) {
        Population twins = Checks.notNull(timeline, "timeline").twins();
        long place = twin - twins.baseRow();
        if (place < 0 || place >= twins.storageSize() || !twins.selection().contains((int) place)) {
            throw new InputException("twin must be one of the timeline's (" + Numbers.grouped(twins.size())
                    + "), got row id " + twin);
        }
        return new StepForecast(timeline, twin, DEFAULT_REPLICATES, DEFAULT_LEVEL);
    }

    /**
     * Another number of futures.
     *
     * @param replicates at least as many as the level needs, 39 for 0.95; at most 100,000
     * @return the changed forecast
     * @throws InputException if it is out of range
     */
    public StepForecast withReplicates(int replicates) {
        return checked(new StepForecast(timeline, twin, replicates, level));
    }

    /**
     * Another level of the intervals.
     *
     * @param level in (0, 1)
     * @return the changed forecast
     * @throws InputException if it is out of range or needs more futures
     */
    public StepForecast withLevel(double level) {
        return checked(new StepForecast(timeline, twin, replicates, Checks.level(level)));
    }

    private static StepForecast checked(StepForecast forecast) {
        Checks.inRange(2L, 100_000, forecast.replicates, "replicates");
        double least = 2 / (1 - forecast.level) - 1;
        if (forecast.replicates + 1e-9 < least) {
            throw new InputException("replicates must be at least " + (long) Math.ceil(least - 1e-9) + " for level "
                    + Numbers.shortest(forecast.level) + ", got " + forecast.replicates);
        }
        return forecast;
    }

    /**
     * What is to be expected in control.
     *
     * @param name a node
     * @param times such as {@code 7 days}, at least one
     * @return one point per time, in their order
     * @throws InputException if the node is unknown or a time is not a step
     */
    public List<ForecastPoint> at(String name, String... times) {
        return at(name, TimelineSettings.CONTROL, List.of(times));
    }

    /**
     * What is to be expected in an arm.
     *
     * @param name a node
     * @param arm the arm, such as {@code treated}
     * @param times such as {@code 7 days}, at least one
     * @return one point per time, in their order
     * @throws InputException if the node or the arm is unknown or a time is not a step
     */
    public List<ForecastPoint> at(String name, String arm, List<String> times) {
        Checks.atLeast(1, Checks.notNull(times, "times").size(), "times.size()");
        Timeline futures = futures(times);
        futures.plan().node(Checks.notNull(name, "name"));
        List<ForecastPoint> points = new ArrayList<>();
        for (String time : times) {
            points.add(point(name, arm, time, futures.state(time, arm).column(name)));
        }
        return List.copyOf(points);
    }

    private ForecastPoint point(String name, String arm, String time, Column column) {
        double[] values = new double[replicates];
        column.load(0, values, 0, replicates);
        String when = TimeSpan.parse(time).toString();
        if (column instanceof CategoryColumn labels) {
            Map<String, Double> shares = new LinkedHashMap<>();
            for (int code = 0; code < labels.labels().size(); code++) {
                int wanted = code;
                shares.put(labels.labels().get(code),
                        Arrays.stream(values).filter(value -> value == wanted).count() / (double) replicates);
            }
            return new ForecastPoint(name, arm, when, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, level,
                    shares, replicates);
        }
        Moments moments = Moments.of(values);
        Arrays.sort(values);
        return new ForecastPoint(name, arm, when, moments.mean(), moments.standardError(), moments.sd(),
                SampleQuantiles.of(values, (1 - level) / 2, QUANTILE_TYPE),
                SampleQuantiles.of(values, (1 + level) / 2, QUANTILE_TYPE), level, Map.of(), replicates);
    }

    /**
     * The forecast in every arm for people.
     *
     * @param name a node
     * @param times such as {@code 7 days}, at least one
     * @return lines of at most 100 characters
     * @throws InputException as for {@link #at(String, String...)}
     */
    public String table(String name, String... times) {
        TextTable table = TextTable.of("arm", ">time", ">expected", ">sd",
                ">" + Numbers.significant(100 * level, 6) + " % prediction");
        List<String> arms = new ArrayList<>(List.of(TimelineSettings.CONTROL));
        arms.addAll(timeline.settings().arms.keySet());
        for (String arm : arms) {
            for (ForecastPoint point : at(name, arm, List.of(times))) {
                table.row(arm, point.time(), point.value(),
                        point.shares().isEmpty() ? Numbers.significant(point.sd(), 3) : "", point.interval());
            }
        }
        return "Forecast of " + name + " of twin " + twin + ", " + Numbers.grouped(replicates) + " futures\n"
                + table.render(2);
    }

    /** The timeline of as many copies of the twin as there are futures, up to the last time. */
    private Timeline futures(List<String> times) {
        Population twins = timeline.twins();
        int place = (int) (twin - twins.baseRow());
        PopulationBuilder copies = Population.builder();
        for (String column : twins.names()) {
            copies.column(column, repeated(twins.storage(column), place));
        }
        TimelineSettings settings = timeline.settings();
        TimeSpan last = times.stream().map(TimeSpan::parse)
                .reduce((a, b) -> b.in(a.unit()) > a.count() ? b : a).orElseThrow();
        Timeline futures = Timeline.of(twins.model().orElseThrow().adopt(copies.build())).over(last)
                .withSeed(Draws.of(settings.seed(twins)).stream("forecast").bits(twin)).withThreads(settings.threads);
        for (Map.Entry<String, List<Intervention>> arm : settings.arms.entrySet()) {
            futures = futures.withArm(arm.getKey(), arm.getValue().toArray(Intervention[]::new));
        }
        for (Map.Entry<String, Object> parameter : settings.parameters.entrySet()) {
            futures = futures.withParameter(parameter.getKey(), parameter.getValue());
        }
        for (Map.Entry<String, ContextSeries> context : settings.contexts.entrySet()) {
            futures = futures.withContext(context.getKey(), context.getValue().of(twin, twins));
        }
        return futures;
    }

    private Column repeated(Column column, int place) {
        boolean[] missing = new boolean[replicates];
        Arrays.fill(missing, column.isMissing(place));
        double[] value = new double[1];
        column.load(place, value, 0, 1);
        if (column instanceof FlagColumn) {
            boolean[] flags = new boolean[replicates];
            Arrays.fill(flags, value[0] == 1);
            return FlagColumn.of(flags, missing);
        }
        if (column instanceof RealColumn) {
            double[] reals = new double[replicates];
            Arrays.fill(reals, missing[0] ? 0 : value[0]);
            return RealColumn.of(reals, missing);
        }
        int[] codes = new int[replicates];
        Arrays.fill(codes, missing[0] ? 0 : (int) value[0]);
        return column instanceof IntegerColumn ? IntegerColumn.of(codes, missing)
                : CategoryColumn.of(column.labels(), codes, missing);
    }

    /** One line such as {@code StepForecast[twin 17, 1,000 futures, 95 %]}. */
    @Override
    public String toString() {
        return Lines.one("StepForecast[twin " + twin + ", " + Numbers.grouped(replicates) + " futures, "
                + Numbers.significant(100 * level, 6) + " %]");
    }
}
