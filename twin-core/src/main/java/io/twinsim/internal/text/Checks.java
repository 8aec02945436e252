package io.twinsim.internal.text;

import io.twinsim.InputException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The checks at the border. Each returns its value, is written positively, so that NaN fails, and refuses with
 * {@code name must rule, got value[; hint]}.
 */
public final class Checks {

    private Checks() {
    }

    /**
     * Refuses null by name.
     *
     * @param value the value
     * @param name the parameter's name
     * @param <T> the value's type
     * @return the value
     * @throws InputException if it is null
     */
    public static <T> T notNull(@Nullable T value, String name) {
        if (value != null) {
            return value;
        }
        throw new InputException(name + " must not be null");
    }

    /**
     * Accepts 0 &lt; value &lt; 1.
     *
     * @param value the value
     * @param name the parameter's name
     * @return the value
     * @throws InputException if it is outside
     */
    public static double openUnit(double value, String name) {
        if (value > 0 && value < 1) {
            return value;
        }
        throw refuse(name, "be in (0, 1)", value, null);
    }

    /**
     * Accepts a confidence level, 0 &lt; level &lt; 1, and points out that 95 is meant as 0.95.
     *
     * @param level the value
     * @return the value
     * @throws InputException if it is outside
     */
    public static double level(double level) {
        if (level > 0 && level < 1) {
            return level;
        }
        String hint = level > 1 && level < 100 ? "did you mean " + Numbers.shortest(level / 100) + "?" : null;
        throw refuse("level", "be in (0, 1)", level, hint);
    }

    /**
     * Accepts 0 &lt;= value &lt;= 1.
     *
     * @param value the value
     * @param name the parameter's name
     * @return the value
     * @throws InputException if it is outside
     */
    public static double closedUnit(double value, String name) {
        return inRange(0, 1, value, name);
    }

    /**
     * Accepts lower &lt;= value &lt;= upper.
     *
     * @param lower the lowest value allowed
     * @param upper the highest value allowed
     * @param value the value
     * @param name the parameter's name
     * @return the value
     * @throws InputException if it is outside
     */
    public static double inRange(double lower, double upper, double value, String name) {
        if (value >= lower && value <= upper) {
            return value;
        }
        throw refuse(name, "be in [" + Numbers.shortest(lower) + ", " + Numbers.shortest(upper) + "]", value, null);
    }

    /**
     * Accepts lower &lt;= value &lt;= upper.
     *
     * @param lower the lowest value allowed
     * @param upper the highest value allowed
     * @param value the value
     * @param name the parameter's name
     * @return the value
     * @throws InputException if it is outside
     */
    public static long inRange(long lower, long upper, long value, String name) {
        if (value >= lower && value <= upper) {
            return value;
        }
        throw new InputException(name + " must be in [" + lower + ", " + upper + "], got " + value);
    }

    /**
     * Accepts value &gt;= least.
     *
     * @param least the lowest value allowed
     * @param value the value
     * @param name the parameter's name
     * @return the value
     * @throws InputException if it is below
     */
    public static long atLeast(long least, long value, String name) {
        if (value >= least) {
            return value;
        }
        throw new InputException(name + " must be at least " + least + ", got " + value);
    }

    /**
     * Accepts finite values above 0.
     *
     * @param value the value
     * @param name the parameter's name
     * @return the value
     * @throws InputException if it is not
     */
    public static double positive(double value, String name) {
        if (value > 0 && value < Double.POSITIVE_INFINITY) {
            return value;
        }
        throw refuse(name, "be positive and finite", value, null);
    }

    /**
     * Accepts finite values.
     *
     * @param value the value
     * @param name the parameter's name
     * @return the value
     * @throws InputException if it is not
     */
    public static double finite(double value, String name) {
        if (Double.isFinite(value)) {
            return value;
        }
        throw refuse(name, "be finite", value, null);
    }

    /**
     * Accepts a name that is known.
     *
     * @param kind what the name stands for
     * @param name the name asked for
     * @param known the names there are
     * @return the name
     * @throws InputException if it is not known, with the nearest one
     */
    public static String known(String kind, String name, Collection<String> known) {
        if (known.contains(notNull(name, kind))) {
            return name;
        }
        throw new InputException(Names.unknown(kind, name, known));
    }

    /**
     * The constant of a name.
     *
     * @param <E> the enum
     * @param kind what is named, such as {@code estimator}
     * @param name the name
     * @param constants all of them
     * @param id the name of a constant
     * @return the constant
     * @throws InputException if no constant has that name, with the nearest one
     */
    public static <E extends Enum<E>> E constant(String kind, String name, E[] constants, Function<E, String> id) {
        List<String> known = Arrays.stream(constants).map(id).toList();
        return constants[known.indexOf(known(kind, name, known))];
    }

    /**
     * The refusal itself, for rules that have no method here.
     *
     * @param name the parameter's name
     * @param rule what it must do, such as {@code be in (0, 1)}
     * @param value what was given
     * @param hint what to do about it, or null
     * @return the exception to throw
     */
    public static InputException refuse(String name, String rule, double value, @Nullable String hint) {
        return new InputException(
                name + " must " + rule + ", got " + Numbers.shortest(value) + (hint == null ? "" : "; " + hint));
    }
}
