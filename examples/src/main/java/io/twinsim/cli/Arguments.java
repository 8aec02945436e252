package io.twinsim.cli;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Names;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.ParseResult;

/** What was typed after the command. Values are checked when they are asked for, and refused by the option's name. */
final class Arguments {

    private static final Pattern AMOUNT = Pattern.compile(
            "([0-9]+(?:\\.[0-9]+)?) *(ms|milliseconds?|s|sec|seconds?|min|minutes?|h|hours?)");

    private static final BigDecimal LONGEST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final double HUNDRED = 100;
    /** An arm needs a variance. */
    private static final long FEWEST = 2;

    private final String command;
    private final ParseResult parsed;
    private final Optional<String> operand;
    private final StandardInput in;

    Arguments(String command, ParseResult parsed, Optional<String> operand, StandardInput in) {
        this.command = command;
        this.parsed = parsed;
        this.operand = operand;
        this.in = in;
    }

    /** Everything that was typed, the command first. */
    List<String> words() {
        return parsed.originalArgs();
    }

    /** What {@code -} stands for. */
    StandardInput standardInput() {
        return in;
    }

    /** The argument without dashes, if there is one. */
    Optional<String> operand() {
        return operand;
    }

    /** The argument without dashes, which must be there. */
    String operand(String what) {
        return operand.orElseThrow(() -> new InputException(command + " must be given a " + what));
    }

    boolean flag(Option option) {
        return parsed.hasMatchedOption(option.flag());
    }

    Optional<String> text(Option option) {
        String value = parsed.matchedOptionValue(option.flag(), (String) null);
        return Optional.ofNullable(value);
    }

    String required(Option option) {
        return text(option).orElseThrow(() -> new InputException(command + " must be given " + option.flag()));
    }

    /** The value of a repeatable option that this command takes once. */
    Optional<String> once(Option option) {
        List<String> all = texts(option);
        if (all.size() > 1) {
            throw new InputException(option.flag() + " must be given once");
        }
        return all.stream().findFirst();
    }

    /** All values of a repeatable option, in the order typed. */
    List<String> texts(Option option) {
        return parsed.matchedOptionValue(option.flag(), List.of());
    }

    long whole(Option option, long fallback, long least, long most) {
        Optional<String> text = text(option);
        return text.isEmpty() ? fallback : whole(option, text.get(), least, most);
    }

    private static long whole(Option option, String text, long least, long most) {
        try {
            long value = new BigDecimal(text.strip().replace("_", "")).longValueExact();
            if (value >= least && value <= most) {
                return value;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // the message below names the value
        }
        throw new InputException(option.flag() + " must be a whole number in [" + least + ", " + most + "], got "
                + Names.quote(text));
    }

    Optional<Double> number(Option option) {
        return text(option).map(text -> number(option, text));
    }

    static double number(Option option, String text) {
        double value;
        try {
            value = new BigDecimal(text.strip()).doubleValue();
        } catch (NumberFormatException e) {
            value = Double.NaN;
        }
        if (Double.isFinite(value)) {
            return value;
        }
        throw new InputException(option.flag() + " must be a finite number, got " + Names.quote(text));
    }

    /** Two values with a comma between them. */
    Optional<String[]> pair(Option option, String form) {
        return text(option).map(text -> {
            String[] parts = text.split(",", -1);
            if (parts.length == 2) {
                return parts;
            }
            throw new InputException(option.flag() + " must be " + form + ", got " + Names.quote(text));
        });
    }

    /** A value between 0 and 1; one that reads like per cent is refused with what was probably meant. */
    static double share(Option option, String text) {
        double value = number(option, text);
        if (value > 0 && value < 1) {
            return value;
        }
        throw new InputException(option.flag() + " must be in (0, 1), got " + Names.quote(text)
                + (value > 1 && value < HUNDRED ? "; did you mean " + hundredth(text) + "?" : ""));
    }

    /** Two values between 0 and 1. */
    double[] shares(Option option, String form) {
        String[] parts = pair(option, form).orElseThrow();
        double[] values = {number(option, parts[0]), number(option, parts[1])};
        if (Arrays.stream(values).allMatch(value -> value > 0 && value < 1)) {
            return values;
        }
        boolean perCent = Arrays.stream(values).allMatch(value -> value > 1 && value < HUNDRED);
        throw new InputException(option.flag() + " must be two numbers in (0, 1), got "
                + Names.quote(parts[0] + "," + parts[1])
                + (perCent ? "; did you mean " + hundredth(parts[0]) + "," + hundredth(parts[1]) + "?" : ""));
    }

    private static String hundredth(String text) {
        return new BigDecimal(text.strip()).movePointLeft(2).stripTrailingZeros().toPlainString();
    }

    /** The numbers of units in the treated and the control arm of a planned trial. */
    Optional<long[]> plan() {
        return pair(Option.PLAN, "N1,N0").map(parts -> new long[] {
            whole(Option.PLAN, parts[0], FEWEST, Long.MAX_VALUE),
            whole(Option.PLAN, parts[1], FEWEST, Long.MAX_VALUE)});
    }

    /** Treated over control units, {@code 2} or {@code 2/1}. */
    Optional<Double> ratio() {
        return text(Option.RATIO).map(text -> {
            int slash = text.indexOf('/');
            return slash < 0 ? number(Option.RATIO, text)
                    : Checks.positive(number(Option.RATIO, text.substring(0, slash)), "ratio")
                            / Checks.positive(number(Option.RATIO, text.substring(slash + 1)), "ratio");
        });
    }

    Optional<Duration> deadline() {
        return text(Option.DEADLINE).map(Arguments::duration);
    }

    /** ISO ({@code PT2S}) or an amount with a unit ({@code 500 ms}). */
    private static Duration duration(String text) {
        Matcher amount = AMOUNT.matcher(text.strip().toLowerCase(Locale.ROOT));
        Duration duration = Duration.ZERO;
        try {
            if (amount.matches()) {
                BigDecimal unit = BigDecimal.valueOf(switch (amount.group(2)) {
                    case "ms", "millisecond", "milliseconds" -> 1_000_000L;
                    case "s", "sec", "second", "seconds" -> 1_000_000_000L;
                    case "min", "minute", "minutes" -> 60_000_000_000L;
                    default -> 3_600_000_000_000L;
                });
                duration = Duration.ofNanos(new BigDecimal(amount.group(1)).multiply(unit)
                        .min(LONGEST).longValue());
            } else {
                duration = Duration.parse(text.strip().toUpperCase(Locale.ROOT));
            }
        } catch (DateTimeParseException e) {
            // the message below names the value
        }
        if (duration.isNegative() || duration.isZero()) {
            throw new InputException(Option.DEADLINE.flag()
                    + " must be a positive time in ms, s, min or h such as \"500 ms\", "
                    + "or ISO-8601 such as PT2S, got " + Names.quote(text));
        }
        return duration;
    }

    Path path(Option option) {
        return path(option.flag(), required(option));
    }

    static Path path(String name, String text) {
        try {
            if (!text.isBlank()) {
                return Path.of(text);
            }
        } catch (InvalidPathException e) {
            // the message below names the text
        }
        throw new InputException(name + " must be a path, got " + Names.quote(text));
    }

    /** The values of a list option: repeated, or with commas, and blanks at will, between them. */
    List<String> list(Option option) {
        List<String> all = new ArrayList<>();
        for (String text : texts(option)) {
            String[] parts = text.split(",", -1);
            // A value alone may have blanks at its ends.
            Arrays.stream(parts).map(part -> parts.length == 1 ? part : part.strip()).forEach(all::add);
        }
        return all;
    }

    /** The same for names: one that is known as it stands may hold commas, and blanks at its ends. */
    List<String> list(Option option, Collection<String> known) {
        return texts(option).stream()
                .flatMap(text -> known.contains(text) ? Stream.of(text) : Arrays.stream(text.split(",", -1)))
                .map(name -> known.contains(name) ? name : name.strip()).toList();
    }
}
