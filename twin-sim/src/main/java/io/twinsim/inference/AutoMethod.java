package io.twinsim.inference;

/** What {@code auto} stands for. */
final class AutoMethod {

    private static final long FEW = 10;

    private AutoMethod() {
    }

    static IntervalMethod of(Statistic statistic, Resampling resampling) {
        if (!resampling.equals(Resampling.multinomial())) {
            return statistic instanceof MeansStatistic ? IntervalMethod.BCA : IntervalMethod.PERCENTILE;
        }
        return switch (statistic.kind()) {
            case MEAN -> IntervalMethod.STUDENT;
            case PROPORTION -> IntervalMethod.SCORE;
            case MEAN_DIFFERENCE -> IntervalMethod.WELCH;
            case PROPORTION_DIFFERENCE -> anyFew((MeansStatistic) statistic) ? IntervalMethod.NEWCOMBE
                    : IntervalMethod.WELCH;
            case RELATIVE_LIFT -> IntervalMethod.FIELLER;
            case RATIO, CORRELATION, FUNCTION_OF_MEANS -> IntervalMethod.BCA;
            case QUANTILE, FUNCTION_OF_WEIGHTS -> IntervalMethod.PERCENTILE;
        };
    }

    private static boolean anyFew(MeansStatistic difference) {
        return few(difference.sample(0)) || few(difference.sample(1));
    }

    private static boolean few(Sample arm) {
        return arm.ones() < FEW || arm.size() - arm.ones() < FEW;
    }
}
