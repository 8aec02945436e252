package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The effect of an experiment on scales without a unit, from the plain arms: in standard deviations, and relative to
 * the controls. What is undefined for these data is absent, and {@code problems} says why.
 *
 * @param cohenD the difference of means over the pooled standard deviation, with its exact interval
 * @param hedgesG the same without its bias
 * @param relativeLift the mean of the treated over that of the controls, minus 1, with Fieller's interval
 * @param problems why something is absent; usually empty
 */
public record EffectSizes(
        Optional<EffectSize> cohenD, Optional<EffectSize> hedgesG, Optional<Estimate> relativeLift,
        List<String> problems) {

    /** Copies the list. */
    public EffectSizes {
        problems = List.copyOf(problems);
    }

    static EffectSizes of(Sample treated, Sample control, String estimand, double level) {
        List<String> problems = new ArrayList<>();
        Optional<EffectSize> d = defined(
                () -> EffectSize.cohenD(treated.moments(), control.moments()).withLevel(level), "", problems);
        Optional<EffectSize> g = d.filter(made -> made.df() >= 2).map(EffectSize::unbiased);
        IntervalOptions options = IntervalOptions.of().withLevel(level).withMethod(IntervalMethod.FIELLER);
        Optional<Estimate> lift = defined(() -> Bootstrap.of(Ratios.lift(treated, control)).withEstimand(estimand)
                .withOptions(options).estimate(), "relative lift: ", problems);
        return new EffectSizes(d, g, lift, problems);
    }

    private static <T> Optional<T> defined(Supplier<T> made, String name, List<String> problems) {
        try {
            return Optional.of(made.get());
        } catch (InputException undefined) {
            problems.add(name + undefined.getMessage());
            return Optional.empty();
        }
    }

    Map<String, @Nullable Object> toTree() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("cohenD", cohenD.map(EffectSize::toTree).orElse(null));
        tree.put("hedgesG", hedgesG.map(EffectSize::toTree).orElse(null));
        tree.put("relativeLift", relativeLift.map(Estimate::toTree).orElse(null));
        tree.put("problems", problems);
        return tree;
    }

    /** One line such as {@code Cohen's d +0.219 (0.2..0.238), relative lift +72.1 % (64..81 %)}. */
    @Override
    public String toString() {
        return Lines.one(text());
    }

    /** All of it, however long. */
    String text() {
        List<String> parts = new ArrayList<>();
        cohenD.ifPresent(d -> parts.add("Cohen's d "
                + Numbers.signed(d.value(), Numbers.decimals(d.upper() - d.lower()))
                + " (" + Texts.range(d.lower(), d.upper()) + ")"));
        relativeLift.ifPresent(lift -> {
            Interval i = lift.interval();
            parts.add("relative lift " + Numbers.signed(100 * lift.estimate(), Numbers.decimals(100 * i.width()))
                    + " % (" + Texts.range(100 * i.lower(), 100 * i.upper()) + " %)");
        });
        parts.addAll(problems);
        return String.join(", ", parts);
    }
}
