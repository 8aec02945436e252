package io.twinsim.cli;

import io.twinsim.inference.Estimate;
import io.twinsim.inference.IntervalMethod;
import io.twinsim.inference.IntervalOptions;
import java.util.Optional;
import java.util.stream.Stream;

/** The settings that every estimate shares, as typed or at their defaults. */
final class Settings {

    private Settings() {
    }

    static IntervalOptions intervals(Arguments arguments) {
        IntervalOptions options = IntervalOptions.of();
        options = options.withLevel(arguments.number(Option.LEVEL).orElse(options.level()));
        options = options.withReplicates(replicates(arguments));
        options = options.withSeed(World.seed(arguments));
        options = options.withThreads(World.threads(arguments));
        return options.withMethod(method(arguments));
    }

    static int replicates(Arguments arguments) {
        return (int) arguments.whole(Option.REPLICATES, IntervalOptions.DEFAULT_REPLICATES, 1, Integer.MAX_VALUE);
    }

    /** Done, or partial if resampling was stopped, which is then said. */
    static int status(Estimate estimate, Console console) {
        Optional<String> stopped = Stream.concat(estimate.notes().stream(), estimate.interval().notes().stream())
                .filter(note -> note.startsWith("stopped after ")).findFirst();
        stopped.ifPresent(note -> console.message("partial: " + note));
        return stopped.isPresent() ? Command.FAILED : Command.DONE;
    }

    static IntervalMethod method(Arguments arguments) {
        return arguments.text(Option.CI).map(IntervalMethod::named).orElse(IntervalMethod.AUTO);
    }
}
