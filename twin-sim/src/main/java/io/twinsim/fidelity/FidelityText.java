package io.twinsim.fidelity;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import java.util.OptionalDouble;

/** The forms in which this package checks and shows texts and numbers. */
final class FidelityText {

    private static final int ID = 12;

    private FidelityText() {
    }

    /** A name that is not blank, in the normal form in which a file gives it back. */
    static String name(String value, String what) {
        if (Checks.notNull(value, what).isBlank()) {
            throw new InputException(what + " must not be blank");
        }
        return Names.normal(value, what);
    }

    /** The one line of a toString. */
    static String line(String text) {
        return Lines.one(Names.visible(text));
    }

    static String cut(String text, int length) {
        return Lines.cut(Names.visible(text), length);
    }

    /** The start of a model's id, which is enough for people. */
    static String shortId(String id) {
        return id.length() <= ID ? id : id.substring(0, ID);
    }

    static String percent(double share) {
        return Numbers.significant(100 * share, 3) + " %";
    }

    static String percent(OptionalDouble share) {
        return share.isPresent() ? percent(share.getAsDouble()) : "-";
    }

    /** A p-value that never claims to be 0. */
    static String probability(double p) {
        return p < 0.0001 ? "< 0.0001" : Numbers.fixed(p, 4);
    }

    /** One validation, two validations. */
    static String count(long n, String noun) {
        return Numbers.grouped(n) + " " + noun + (n == 1 ? "" : "s");
    }
}
