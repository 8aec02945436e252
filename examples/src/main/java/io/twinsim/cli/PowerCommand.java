package io.twinsim.cli;

import io.twinsim.InputException;
import io.twinsim.inference.PowerAnalysis;
import io.twinsim.inference.PowerResult;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Numbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many units a real test needs, or what a test of a given size finds. */
final class PowerCommand implements Command {

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
        if (arguments.number(Option.POWER).isPresent()) {
            analysis = analysis.withPower(arguments.number(Option.POWER).get());
        }
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
            return PowerAnalysis.means(Arguments.number(Option.EFFECT, arguments.required(Option.EFFECT)),
                    Arguments.number(Option.SD, arguments.required(Option.SD)));
        }
        String[] shares = arguments.pair(Option.PROPORTIONS, "P1,P2").orElseThrow();
        return PowerAnalysis.proportions(
                Arguments.number(Option.PROPORTIONS, shares[0]), Arguments.number(Option.PROPORTIONS, shares[1]));
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
        PowerAnalysis sized = analysis.withRatio((double) arms[0] / arms[1]);
        double power = sized.power(arms[1]);
        double detectable = sized.detectableEffect(arms[1]);
        if (arguments.flag(Option.JSON)) {
            Map<String, Object> n = new LinkedHashMap<>();
            n.put("treated", arms[0]);
            n.put("control", arms[1]);
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("n", n);
            document.put("power", power);
            document.put("detectableEffect", detectable);
            console.json(document);
        } else {
            console.print("treated " + Numbers.grouped(arms[0]) + ", control " + Numbers.grouped(arms[1]) + "\n"
                    + "  power              " + Numbers.fixed(power, 4) + "\n"
                    + "  detectable effect  " + Numbers.significant(detectable, 4));
        }
    }
}
