package io.twinsim.cli;

import io.twinsim.InputException;
import io.twinsim.inference.IntervalOptions;
import io.twinsim.inference.PowerAnalysis;
import io.twinsim.inference.PowerResult;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Numbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many units a real test needs, or what a test of a given size finds. */
final class PowerCommand implements Command {

    private static final double DEFAULT_POWER = 0.8;

    @Override
    public String name() {
        return "power";
    }

    @Override
    public String summary() {
        return "Says how many units a real test needs; with --plan, what power a test of that size has and which "
                + "effect it detects.";
    }

    @Override
    public List<Option> options() {
        return List.of(Option.EFFECT, Option.SD, Option.PROPORTIONS, Option.LEVEL, Option.POWER, Option.RATIO,
                Option.PLAN, Option.JSON);
    }

    @Override
    public int run(Arguments arguments, Console console) {
        PowerAnalysis analysis = analysis(arguments);
        if (arguments.number(Option.LEVEL).isPresent()) {
            analysis = analysis.withLevel(arguments.number(Option.LEVEL).get());
        }
        analysis = analysis.withPower(wanted(arguments));
        if (arguments.plan().isPresent()) {
            planned(analysis, arguments, console);
            return DONE;
        }
        PowerResult result = arguments.text(Option.RATIO).isPresent()
                ? analysis.withRatio(ratio(arguments.required(Option.RATIO))).run() : analysis.run();
        if (arguments.flag(Option.JSON)) {
            console.json(result.toTree());
        } else {
            console.print(result.table());
        }
        return DONE;
    }

    private static PowerAnalysis analysis(Arguments arguments) {
        boolean means = arguments.text(Option.EFFECT).isPresent() || arguments.text(Option.SD).isPresent();
        if (means == arguments.text(Option.PROPORTIONS).isPresent()) {
            throw new InputException("power must be given either --effect with --sd or --proportions");
        }
        if (means) {
            // A plan has a detectable effect without any effect; the power for effect 0 is then not shown.
            double effect = arguments.plan().isPresent() ? arguments.number(Option.EFFECT).orElse(0.0)
                    : Arguments.number(Option.EFFECT, arguments.required(Option.EFFECT));
            return PowerAnalysis.means(effect, Arguments.number(Option.SD, arguments.required(Option.SD)));
        }
        double[] shares = arguments.shares(Option.PROPORTIONS, "P1,P2");
        return PowerAnalysis.proportions(shares[0], shares[1]);
    }

    private static double wanted(Arguments arguments) {
        return arguments.text(Option.POWER).map(text -> Arguments.share(Option.POWER, text)).orElse(DEFAULT_POWER);
    }

    /** {@code 2} or {@code 2/1}. */
    private static double ratio(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return Arguments.number(Option.RATIO, text);
        }
        return Checks.positive(Arguments.number(Option.RATIO, text.substring(0, slash)), "ratio")
                / Checks.positive(Arguments.number(Option.RATIO, text.substring(slash + 1)), "ratio");
    }

    private static void planned(PowerAnalysis analysis, Arguments arguments, Console console) {
        if (arguments.text(Option.RATIO).isPresent()) {
            throw new InputException("--ratio must not be given with --plan; the plan says how large both arms are");
        }
        long[] arms = arguments.plan().orElseThrow();
        PowerAnalysis sized = analysis.withRatio(ratio(arms));
        boolean known = arguments.text(Option.SD).isEmpty() || arguments.text(Option.EFFECT).isPresent();
        Double achieved = known ? sized.power(arms[1]) : null;
        double detectable = sized.detectableEffect(arms[1]);
        if (arguments.flag(Option.JSON)) {
            console.json(document(arguments, arms, achieved, detectable));
        } else {
            console.print("treated " + Numbers.grouped(arms[0]) + ", control " + Numbers.grouped(arms[1]) + "\n"
                    + (achieved == null ? "" : "  power              " + Numbers.fixed(achieved, 4) + "\n")
                    + "  detectable effect  " + Numbers.significant(detectable, 4));
        }
    }

    /** Treated over control units, rounded up so that the treated arm does not become smaller than planned. */
    private static double ratio(long[] arms) {
        double ratio = (double) arms[0] / arms[1];
        return ratio * arms[1] < arms[0] ? Math.nextUp(ratio) : ratio;
    }

    /** The keys of the other form, where they apply; the detectable effect is the one found with the wanted power. */
    private static Map<String, Object> document(
            Arguments arguments, long[] arms, @Nullable Double achieved, double detectable) {
        Map<String, Object> document = new LinkedHashMap<>();
        if (arguments.text(Option.PROPORTIONS).isPresent()) {
            double[] shares = arguments.shares(Option.PROPORTIONS, "P1,P2");
            document.put("effect", shares[0] - shares[1]);
            document.put("proportions", arms(shares[0], shares[1]));
        } else {
            document.put("effect", arguments.number(Option.EFFECT).orElse(null));
            document.put("sd", arguments.number(Option.SD).orElseThrow());
        }
        document.put("level", arguments.number(Option.LEVEL).orElse(IntervalOptions.DEFAULT_LEVEL));
        document.put("power", wanted(arguments));
        document.put("n", arms(arms[0], arms[1]));
        document.put("achievedPower", achieved);
        document.put("detectableEffect", detectable);
        return document;
    }

    private static Map<String, Object> arms(Object treated, Object control) {
        Map<String, Object> arms = new LinkedHashMap<>();
        arms.put("treated", treated);
        arms.put("control", control);
        return arms;
    }
}
