package io.twinsim.cli;

import io.twinsim.InputException;
import io.twinsim.inference.IntervalOptions;
import io.twinsim.inference.PowerAnalysis;
import io.twinsim.inference.PowerResult;
import io.twinsim.internal.text.Numbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
                + "effect or margin it detects.";
    }

    @Override
    public List<Option> options() {
        return List.of(Option.EFFECT, Option.SD, Option.PROPORTIONS, Option.EQUIVALENCE, Option.NON_INFERIORITY,
                Option.ONE_SIDED, Option.STRICT, Option.NORMAL_APPROXIMATION, Option.LEVEL, Option.POWER, Option.RATIO,
                Option.PLAN, Option.JSON);
    }

    @Override
    public String brief() {
        return "Says how many units a real test needs, or what a test of a given size finds.";
    }

    @Override
    public List<Example> examples() {
        return List.of(new Example("power --proportions 0.25,0.20", "units per arm to tell these shares apart"),
                new Example("power --effect 0.3 --sd 1.2 --power 0.9 --ratio 2", "means, two treated for one control"),
                new Example("power --sd 1 --plan 400,400", "the effect that a test of this size finds"),
                new Example("power --effect 0 --sd 1 --equivalence 0.3", "units to show that nothing differs"));
    }

    @Override
    public int run(Arguments arguments, Console console) {
        PowerAnalysis analysis = tested(assumed(arguments), arguments);
        analysis = analysis.withLevel(level(arguments)).withPower(wanted(arguments));
        if (arguments.plan().isPresent()) {
            planned(analysis, arguments, console);
            return DONE;
        }
        PowerResult result = arguments.ratio().map(analysis::withRatio).orElse(analysis).run();
        if (arguments.flag(Option.JSON)) {
            Map<String, Object> document = result.toTree();
            sides(document, arguments);
            console.json(document);
        } else {
            console.print(result.table() + sides(arguments));
        }
        return DONE;
    }

    private static void sides(Map<String, Object> document, Arguments arguments) {
        document.put("oneSided", arguments.flag(Option.ONE_SIDED) || hasMargin(arguments));
        document.put("strict", arguments.flag(Option.STRICT));
    }

    private static String sides(Arguments arguments) {
        return arguments.flag(Option.ONE_SIDED) ? "  one-sided test, in the direction of the effect\n"
                : arguments.flag(Option.STRICT) ? "  power counts rejections in the wrong direction too\n" : "";
    }

    /** What is assumed about the outcomes. */
    private static PowerAnalysis assumed(Arguments arguments) {
        boolean means = arguments.text(Option.EFFECT).isPresent() || arguments.text(Option.SD).isPresent();
        if (means == arguments.text(Option.PROPORTIONS).isPresent()) {
            throw new InputException("power must be given either --effect with --sd or --proportions");
        }
        if (means) {
            // A plan has a detectable effect without any effect; the power for effect 0 is then not shown.
            boolean optional = arguments.plan().isPresent() || hasMargin(arguments);
            double effect = optional ? arguments.number(Option.EFFECT).orElse(0.0)
                    : Arguments.number(Option.EFFECT, arguments.required(Option.EFFECT));
            return PowerAnalysis.means(effect, Arguments.number(Option.SD, arguments.required(Option.SD)));
        }
        double[] shares = arguments.shares(Option.PROPORTIONS, "P1,P2");
        if (shares[0] == shares[1] && arguments.plan().isEmpty() && !hasMargin(arguments)) {
            throw new InputException("--proportions must differ, got " + Numbers.shortest(shares[0])
                    + " for both; no finite n detects no difference");
        }
        return PowerAnalysis.proportions(shares[0], shares[1]);
    }

    private static boolean hasMargin(Arguments arguments) {
        return arguments.text(Option.EQUIVALENCE).isPresent() || arguments.text(Option.NON_INFERIORITY).isPresent();
    }

    /** What the test is to show. */
    private static PowerAnalysis tested(PowerAnalysis assumed, Arguments arguments) {
        PowerAnalysis analysis = arguments.flag(Option.NORMAL_APPROXIMATION) ? assumed.normalApproximation() : assumed;
        if (arguments.flag(Option.ONE_SIDED) || arguments.flag(Option.STRICT)) {
            return sided(analysis, arguments);
        }
        Optional<Double> equivalence = arguments.number(Option.EQUIVALENCE);
        Optional<Double> nonInferiority = arguments.number(Option.NON_INFERIORITY);
        if (equivalence.isPresent() && nonInferiority.isPresent()) {
            throw new InputException("power must be given one of --equivalence and --non-inferiority, got both");
        }
        if (equivalence.isPresent()) {
            return analysis.equivalence(equivalence.get());
        }
        return nonInferiority.isPresent() ? analysis.nonInferiority(nonInferiority.get()) : analysis;
    }

    /** Other sides of a test of a difference than two without the wrong one; tests with a margin have their own. */
    private static PowerAnalysis sided(PowerAnalysis analysis, Arguments arguments) {
        boolean one = arguments.flag(Option.ONE_SIDED);
        if (one && arguments.flag(Option.STRICT)) {
            throw new InputException("power must be given one of --one-sided and --strict, got both");
        }
        if (hasMargin(arguments)) {
            throw new InputException((one ? Option.ONE_SIDED : Option.STRICT).flag()
                    + " must not be given with a margin; tests of margins are one-sided");
        }
        return one ? analysis.oneSided() : analysis.strict();
    }

    private static double level(Arguments arguments) {
        return arguments.number(Option.LEVEL).orElse(IntervalOptions.DEFAULT_LEVEL);
    }

    private static double wanted(Arguments arguments) {
        return arguments.text(Option.POWER).map(text -> Arguments.share(Option.POWER, text)).orElse(DEFAULT_POWER);
    }

    private static void planned(PowerAnalysis analysis, Arguments arguments, Console console) {
        if (arguments.text(Option.RATIO).isPresent()) {
            throw new InputException("--ratio must not be given with --plan; the plan says how large both arms are");
        }
        long[] arms = arguments.plan().orElseThrow();
        boolean margin = hasMargin(arguments);
        boolean known = margin || arguments.text(Option.SD).isEmpty() || arguments.text(Option.EFFECT).isPresent();
        Double achieved = known ? analysis.power(arms[0], arms[1]) : null;
        double detectable = margin ? analysis.detectableMargin(arms[0], arms[1])
                : analysis.detectableEffect(arms[0], arms[1]);
        if (arguments.flag(Option.JSON)) {
            Map<String, Object> document = analysis.toTree();
            document.remove("ratio");
            if (!known) {
                document.put("effect", null);
            }
            document.put("n", arms(arms));
            document.put("achievedPower", achieved);
            document.put(margin ? "detectableMargin" : "detectableEffect", detectable);
            sides(document, arguments);
            console.json(document);
        } else {
            console.print("treated " + Numbers.grouped(arms[0]) + ", control " + Numbers.grouped(arms[1]) + "\n"
                    + (achieved == null ? "" : "  power              " + Numbers.fixed(achieved, 4) + "\n")
                    + (margin ? "  detectable margin  " : "  detectable effect  ")
                    + Numbers.significant(detectable, 4) + "  (power " + Numbers.significant(100 * wanted(arguments), 4)
                    + " %, level " + Numbers.significant(100 * level(arguments), 6) + " %)\n" + sides(arguments));
        }
    }

    private static Map<String, Object> arms(long[] units) {
        Map<String, Object> arms = new LinkedHashMap<>();
        arms.put("treated", units[0]);
        arms.put("control", units[1]);
        return arms;
    }
}
