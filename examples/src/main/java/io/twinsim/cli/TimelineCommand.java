package io.twinsim.cli;

import io.twinsim.InputException;
import io.twinsim.inference.IntervalOptions;
import io.twinsim.internal.text.Names;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import io.twinsim.timeline.ContextSeries;
import io.twinsim.timeline.EventCursor;
import io.twinsim.timeline.EventPage;
import io.twinsim.timeline.EventQuery;
import io.twinsim.timeline.Timeline;
import io.twinsim.timeline.TimelineResult;
import io.twinsim.timeline.TwinHistory;
import java.util.List;
import java.util.Optional;

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
        return "Lets the twins of a world live for a while, with and without interventions, and says what changes, when "
                + "and how surely.";
    }

    @Override
    public String operand() {
        return "WORLD";
    }

    @Override
    public List<Option> options() {
        return List.of(Option.HORIZON, Option.INTERVENTION, Option.ARM, Option.SET, Option.OBSERVE, Option.AT,
                Option.TWIN, Option.EVENTS, Option.FROM, Option.TO, Option.LIMIT, Option.AFTER, Option.CONTEXT, Option.EPOCH,
                Option.SIZE, Option.SEED, Option.DATA, Option.DELIMITER, Option.MISSING, Option.CATEGORY, Option.WHERE,
                Option.LEVEL, Option.REPLICATES, Option.THREADS, Option.JSON);
    }

    @Override
    public int run(Arguments arguments, Console console) {
        TwinModel model = World.model(arguments.operand("WORLD"));
        if (model.timeline().isEmpty()) {
            throw new InputException("world " + model.name() + " has no timeline; twin simulate tells what its "
                    + "interventions do");
        }
        TimelineArms arms = TimelineArms.of(model, arguments);
        Timeline timeline = arms.on(timeline(model, arguments));
        if (arguments.text(Option.TWIN).isPresent()) {
            return replay(timeline, arms.shown(), arguments, console);
        }
        return arguments.text(Option.EVENTS).isPresent() ? page(timeline, arguments, console)
                : answer(timeline, arguments, console);
    }

    private static Timeline timeline(TwinModel model, Arguments arguments) {
        Timeline timeline = Timeline.of(World.twins(model, arguments));
        if (arguments.text(Option.DATA).isPresent() && arguments.text(Option.SEED).isPresent()) {
            timeline = timeline.withSeed(World.seed(arguments));
        }
        if (arguments.text(Option.HORIZON).isPresent()) {
            timeline = timeline.over(arguments.required(Option.HORIZON));
        }
        if (!arguments.texts(Option.OBSERVE).isEmpty()) {
            timeline = timeline.observing(arguments.list(Option.OBSERVE).toArray(new String[0]));
        }
        if (!arguments.texts(Option.AT).isEmpty()) {
            timeline = timeline.withTimes(arguments.list(Option.AT).toArray(new String[0]));
        }
        for (String series : arguments.texts(Option.CONTEXT)) {
            timeline = context(timeline, series, arguments.text(Option.EPOCH));
        }
        return timeline.withLevel(arguments.number(Option.LEVEL).orElse(IntervalOptions.DEFAULT_LEVEL))
                .withReplicates(Settings.replicates(arguments)).withThreads(World.threads(arguments));
    }

    /** {@code NAME=FILE}: records with a column {@code time}, and a column {@code twin} if each twin has its own. */
    private static Timeline context(Timeline timeline, String series, Optional<String> epoch) {
        int equals = series.indexOf('=');
        if (equals < 1) {
            throw new InputException("--context must be NAME=FILE, got " + Names.quote(series));
        }
        Population records = Population.read(Arguments.path("--context", series.substring(equals + 1)));
        ContextSeries context = ContextSeries.of(records, "time");
        context = epoch.isPresent() ? context.startingAt(epoch.get()) : context;
        return timeline.withContext(series.substring(0, equals).strip(),
                records.has("twin") ? context.byTwin("twin") : context);
    }

    private static int answer(Timeline timeline, Arguments arguments, Console console) {
        TimelineResult result = timeline.run();
        console.print(arguments.flag(Option.JSON) ? result.toJson() : result.table());
        return DONE;
    }

    private static int replay(Timeline timeline, String arm, Arguments arguments, Console console) {
        TwinHistory history = timeline.replay(arguments.whole(Option.TWIN, 0, 0, Long.MAX_VALUE), arm);
        console.print(arguments.flag(Option.JSON) ? history.toJson() : history.table());
        return DONE;
    }

    private static int page(Timeline timeline, Arguments arguments, Console console) {
        EventQuery query = EventQuery.of(arguments.required(Option.EVENTS))
                .limit((int) arguments.whole(Option.LIMIT, PAGE, 1, EventQuery.MOST_ROWS));
        Optional<String> from = arguments.text(Option.FROM);
        query = from.isPresent() ? query.from(from.get()) : query;
        Optional<String> to = arguments.text(Option.TO);
        query = to.isPresent() ? query.to(to.get()) : query;
        Optional<String> after = arguments.text(Option.AFTER);
        query = after.isPresent() ? query.after(EventCursor.parse(after.get())) : query;
        EventPage page = timeline.events(query);
        console.print(arguments.flag(Option.JSON) ? page.toJson() : page.table());
        return DONE;
    }
}
