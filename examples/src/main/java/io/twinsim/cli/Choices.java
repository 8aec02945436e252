package io.twinsim.cli;

import io.twinsim.inference.Correction;
import io.twinsim.inference.EffectEstimator;
import io.twinsim.inference.IntervalMethod;
import io.twinsim.inference.TestFamily;
import io.twinsim.inference.VarianceEstimator;
import io.twinsim.sim.Estimand;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** The values of options that take one of a few words. */
final class Choices {

    private Choices() {
    }

    /** What an option takes in a command; empty if that is not one of a few words. */
    static List<String> of(Option option, Command command) {
        return switch (option) {
            case CI -> Arrays.stream(IntervalMethod.values())
                    .filter(method -> command.statistics().stream().anyMatch(method::serves))
                    .map(IntervalMethod::id).toList();
            case ESTIMAND -> ids(Estimand.values(), Estimand::id);
            case ESTIMATOR -> ids(EffectEstimator.values(), EffectEstimator::id);
            case SE -> ids(VarianceEstimator.values(), VarianceEstimator::id);
            case CORRECTION -> ids(Correction.values(), Correction::id);
            case FAMILY -> ids(TestFamily.values(), TestFamily::id);
            case RESAMPLING -> EstimateCommand.SCHEMES;
            case STATISTIC -> StatisticArgument.STATISTICS.stream().map(name -> name + ":").toList();
            case DELIMITER -> List.of("tab");
            default -> List.of();
        };
    }

    private static <T> List<String> ids(T[] values, Function<T, String> id) {
        return Arrays.stream(values).map(id).toList();
    }
}
