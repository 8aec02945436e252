package io.twinsim.plot;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import java.util.List;
import java.util.OptionalDouble;

/** What figures refuse, and the texts they have in common. */
final class FigureChecks {

    private FigureChecks() {
    }

    /** Text that must be there. */
    static String named(String text, String name) {
        if (!Checks.notNull(text, name).isBlank()) {
            return text;
        }
        throw new InputException(name + " must not be blank");
    }

    /** A copy that holds something. */
    static <T> List<T> some(List<T> items, String name) {
        List<T> copy = List.copyOf(Checks.notNull(items, name));
        if (!copy.isEmpty()) {
            return copy;
        }
        throw new InputException(name + " must not be empty");
    }

    /** A copy of so many finite numbers. */
    static List<Double> numbers(List<Double> values, int size, String name) {
        List<Double> copy = List.copyOf(Checks.notNull(values, name));
        if (copy.size() != size) {
            throw new InputException(name + " must have " + size + " values, got " + copy.size());
        }
        copy.forEach(value -> Checks.finite(value, name));
        return copy;
    }

    /** A copy of finite numbers, each greater than the one before. */
    static List<Double> ascending(List<Double> values, int least, String name) {
        List<Double> copy = List.copyOf(Checks.notNull(values, name));
        Checks.atLeast(least, copy.size(), "the number of " + name);
        copy.forEach(value -> Checks.finite(value, name));
        for (int i = 1; i < copy.size(); i++) {
            if (!(copy.get(i) > copy.get(i - 1))) {
                throw Checks.refuse(name, "ascend", copy.get(i), null);
            }
        }
        return copy;
    }

    /** Shares, one for each of so many. */
    static List<Double> shares(List<Double> values, int size, String name) {
        List<Double> copy = numbers(values, size, name);
        copy.forEach(value -> Checks.closedUnit(value, name));
        return copy;
    }

    static OptionalDouble finite(OptionalDouble value, String name) {
        Checks.notNull(value, name).ifPresent(number -> Checks.finite(number, name));
        return value;
    }

    static void ordered(double lower, double upper) {
        Checks.finite(lower, "lower");
        Checks.finite(upper, "upper");
        if (!(lower <= upper)) {
            throw Checks.refuse("lower", "be at most upper (" + Numbers.shortest(upper) + ")", lower, null);
        }
    }

    /** A share of 1 such as {@code 12.5 %}. */
    static String percent(double share) {
        return Numbers.significant(100 * share, 3) + " %";
    }

    /** One line such as {@code ForestFigure[email_campaign in hcp, 12 rows]}. */
    static String line(String kind, String title, int count, String noun) {
        return Lines.one(kind + "[" + Lines.cut(title, 40) + ", " + Numbers.grouped(count) + " " + noun
                + (count == 1 ? "" : "s") + "]");
    }

    /** Two limits as text. */
    static String range(double lower, double upper) {
        return Numbers.significant(lower, 4) + ".." + Numbers.significant(upper, 4);
    }
}
