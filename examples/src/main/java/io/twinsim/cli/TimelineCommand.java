package io.twinsim.cli;

import io.twinsim.InputException;
import io.twinsim.column.ColumnType;
import io.twinsim.inference.IntervalOptions;
import io.twinsim.internal.text.Names;
import io.twinsim.model.Population;
import io.twinsim.model.TimeSpan;
import io.twinsim.model.TwinModel;
import io.twinsim.report.Report;
import io.twinsim.sim.SimulationResult;
import io.twinsim.timeline.ContextSeries;
import io.twinsim.timeline.EventCursor;
import io.twinsim.timeline.EventPage;
import io.twinsim.timeline.EventQuery;
import io.twinsim.timeline.Timeline;
import io.twinsim.timeline.TimelineResult;
import io.twinsim.timeline.TwinHistory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Twins that live: a world over time, with and without interventions. */
final class TimelineCommand implements Command {

    /** Rows of a page of events. */
    private static final int PAGE = 50;

    @Override
    public String name() {
        return "timeline";
    }

    @Override
    public String summary() {
        return "Lets the twins of a world live for a while, with and without interventions, and says what changes, "
                + "when and how surely.";
    }

    @Override
    public String operand() {
        return "WORLD";
    }

    @Override
    public List<Option> options() {
        return List.of(Option.HORIZON, Option.INTERVENTION, Option.ARM, Option.SET, Option.OBSERVE, Option.AT,
                Option.TWIN, Option.EVENTS, Option.FROM, Option.TO, Option.LIMIT, Option.AFTER, Option.CONTEXT,
                Option.EPOCH, Option.SIZE, Option.SEED, Option.DATA, Option.DELIMITER, Option.MISSING,
                Option.CATEGORY, Option.WHERE, Option.LEVEL, Option.REPLICATES, Option.THREADS, Option.DEADLINE,
                Option.REPORT, Option.JSON);
    }

    @Override
    public String brief() {
        return "Lets the twins of a world live, with and without interventions: what changes, when.";
    }

    @Override
    public List<Example> examples() {
        return List.of(new Example("timeline skincare --horizon \"30 days\" --intervention add_retinoid --size 1000",
                        "curves with bands, with and without"),
                new Example("timeline psychiatry --size 300 --horizon \"21 days\" --arm ssri --arm ssri+cbt",
                        "three arms"),
                new Example("timeline skincare --intervention add_retinoid --twin 17", "what happens to one face"),
                new Example("timeline skincare --intervention add_retinoid --events irritated --to \"7 days\" "
                        + "--limit 20", "who gets irritated, and when"));
    }

    @Override
    public String more() {
        return "README.md, a world that moves; examples/docs";
    }

    @Override
    public int run(Arguments arguments, Console console) {
        checkTogether(arguments);
        TwinModel model = World.model(arguments, "WORLD");
        if (model.timeline().isEmpty()) {
            throw new InputException("world " + model.name() + " has no timeline; twin simulate tells what its "
                    + "interventions do");
        }
        TimelineArms arms = TimelineArms.of(model, arguments);
        Timeline timeline = arms.on(timeline(model, arguments));
        if (arguments.text(Option.TWIN).isPresent()) {
            return replay(timeline, arms.shown(), arguments, console);
        }
        return arguments.text(Option.EVENTS).isPresent() ? page(timeline, model, arguments, console)
                : answer(timeline, arguments, console);
    }

    /** What was typed must have an effect: options of one answer are refused beside another. */
    private static void checkTogether(Arguments arguments) {
        boolean twin = arguments.text(Option.TWIN).isPresent();
        boolean events = arguments.text(Option.EVENTS).isPresent();
        if (twin && events) {
            throw new InputException("--events belongs to all twins; --twin replays one, with all its events");
        }
        for (Option option : List.of(Option.FROM, Option.TO, Option.LIMIT, Option.AFTER)) {
            if (!events && arguments.text(option).isPresent()) {
                throw new InputException(option.flag() + " belongs to a list of events; say which with --events");
            }
        }
        if ((twin || events) && arguments.deadline().isPresent()) {
            throw new InputException("--deadline belongs to the report on all twins; leave --twin and --events out");
        }
        if ((twin || events) && ReportFile.of(arguments).path().isPresent()) {
            throw new InputException("--report belongs to the report on all twins; leave --twin and --events out");
        }
        if ((twin || events) && !arguments.texts(Option.AT).isEmpty()) {
            throw new InputException("--at belongs to the report on all twins; leave --twin and --events out");
        }
        if (arguments.text(Option.EPOCH).isPresent() && arguments.texts(Option.CONTEXT).isEmpty()) {
            throw new InputException("--epoch belongs to records over time; bring them with --context");
        }
    }

    private static Timeline timeline(TwinModel model, Arguments arguments) {
        Timeline timeline = Timeline.of(World.twins(model, arguments));
        if (arguments.text(Option.DATA).isPresent() && arguments.text(Option.SEED).isPresent()) {
            timeline = timeline.withSeed(World.seed(arguments));
        }
        if (arguments.text(Option.HORIZON).isPresent()) {
            timeline = timeline.over(span(Option.HORIZON, arguments.required(Option.HORIZON)));
        }
        if (!arguments.texts(Option.OBSERVE).isEmpty()) {
            timeline = timeline.observing(arguments.list(Option.OBSERVE).toArray(new String[0]));
        }
        if (!arguments.texts(Option.AT).isEmpty()) {
            timeline = timeline.withTimes(arguments.list(Option.AT).stream()
                    .map(time -> span(Option.AT, time)).toArray(String[]::new));
        }
        return contexts(timeline, arguments)
                .withLevel(arguments.number(Option.LEVEL).orElse(IntervalOptions.DEFAULT_LEVEL))
                .withReplicates(Settings.replicates(arguments)).withThreads(World.threads(arguments));
    }

    /** Text that is a length of time; a message names the option. */
    private static String span(Option option, String text) {
        try {
            TimeSpan.parse(text);
            return text;
        } catch (InputException e) {
            throw new InputException(e.getMessage() + " (in " + option.flag() + ")");
        }
    }

    private static Timeline contexts(Timeline timeline, Arguments arguments) {
        Timeline joined = timeline;
        Set<String> names = new HashSet<>();
        List<String> dated = new ArrayList<>();
        for (String series : arguments.texts(Option.CONTEXT)) {
            int equals = series.indexOf('=');
            if (equals < 1) {
                throw new InputException("--context must be NAME=FILE, got " + Names.quote(series));
            }
            String name = series.substring(0, equals).strip();
            if (!names.add(name)) {
                throw new InputException("--context must bring a context once, got " + Names.quote(name) + " again");
            }
            Population records = Population.read(Arguments.path("--context", series.substring(equals + 1)),
                    World.reading(arguments));
            joined = joined.withContext(name, context(name, records, arguments.text(Option.EPOCH), dated));
        }
        if (arguments.text(Option.EPOCH).isPresent() && dated.isEmpty()) {
            throw new InputException("--epoch belongs to records whose times are dates; these are numbers, which count "
                    + "from the start of the timeline");
        }
        return joined;
    }

    /** Records with a column {@code time}, and a column {@code twin} if each twin has its own. */
    private static ContextSeries context(String name, Population records, Optional<String> epoch, List<String> dated) {
        if (!records.has("time")) {
            throw new InputException("--context " + name + " must have a column \"time\", got "
                    + Names.list(records.names()));
        }
        ContextSeries context = ContextSeries.of(records, "time");
        if (records.size() > 0 && records.column("time").type() == ColumnType.CATEGORY) {
            dated.add(name);
            context = dated(context, epoch.orElseThrow(() -> new InputException("--epoch must be given, as the times "
                    + "of --context " + name + " are dates; it is the date of t = 0, such as --epoch 2026-03-01")));
        }
        return records.has("twin") ? context.byTwin("twin") : context;
    }

    private static ContextSeries dated(ContextSeries context, String epoch) {
        try {
            return context.startingAt(epoch);
        } catch (InputException e) {
            throw new InputException(e.getMessage() + " (in --epoch)");
        }
    }

    private static int answer(Timeline timeline, Arguments arguments, Console console) {
        ReportFile report = ReportFile.of(arguments);
        TimelineResult result = run(timeline, arguments, console);
        console.print(arguments.flag(Option.JSON) ? result.toJson() : result.table());
        report.write(Report.of(result), arguments, console);
        if (result.status() == SimulationResult.Status.COMPLETE) {
            return DONE;
        }
        console.message(result.status().id() + ": " + result.reason().orElse("no twins"));
        return FAILED;
    }

    private static TimelineResult run(Timeline timeline, Arguments arguments, Console console) {
        Optional<Duration> deadline = arguments.deadline();
        Timeline timed = deadline.isPresent() ? timeline.withDeadline(deadline.get()) : timeline;
        try (Progress progress = console.progress("simulating")) {
            return (progress.shows() ? timed.withListener(progress.listener()) : timed).run();
        }
    }

    private static int replay(Timeline timeline, String arm, Arguments arguments, Console console) {
        TwinHistory history = timeline.replay(arguments.whole(Option.TWIN, 0, 0, Long.MAX_VALUE), arm);
        console.print(arguments.flag(Option.JSON) ? history.toJson() : history.table());
        return DONE;
    }

    private static int page(Timeline timeline, TwinModel model, Arguments arguments, Console console) {
        EventQuery query = EventQuery.of(arguments.required(Option.EVENTS))
                .limit((int) arguments.whole(Option.LIMIT, PAGE, 1, EventQuery.MOST_ROWS));
        Optional<String> from = arguments.text(Option.FROM);
        query = from.isPresent() ? query.from(span(Option.FROM, from.get())) : query;
        Optional<String> to = arguments.text(Option.TO);
        query = to.isPresent() ? query.to(span(Option.TO, to.get())) : query;
        Optional<String> after = arguments.text(Option.AFTER);
        query = after.isPresent() ? query.after(EventCursor.parse(after.get())) : query;
        EventPage page = timeline.events(query);
        if (arguments.flag(Option.JSON)) {
            console.print(page.toJson());
        } else {
            TimeSpan unit = new TimeSpan(1, model.timeline().orElseThrow().unit());
            console.print("time in units of " + unit + "\n\n" + page.table());
        }
        return DONE;
    }
}
