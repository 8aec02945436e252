package io.twinsim.fidelity;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Why a model should be learned again.
 *
 * @param kind the rule that spoke
 * @param since the time of the validation at which it first spoke in the look-back
 * @param validations the validations that had been seen by then, of those since the model's last job
 * @param statistic the absolute z, or the number of misses
 * @param limit what it had to exceed, or to reach in the case of misses
 * @param text the reason in words
 */
public record Trigger(Kind kind, Instant since, int validations, double statistic, double limit, String text) {

    /** The rules. */
    public enum Kind {
        /** All validations of a round are off in one direction. */
        ERROR,
        /** The latest validations are off in one direction. */
        RECENT_ERROR,
        /** Too many validations are not covered. */
        COVERAGE;

        /**
         * The name used in JSON.
         *
         * @return the lower-case name, such as {@code recent-error}
         */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The rules and their reasons in full. */
    static List<String> texts(List<Trigger> triggers) {
        return triggers.stream().map(t -> t.kind().id() + ": " + t.text()).toList();
    }

    /** One line: the rule and its reason. */
    @Override
    public String toString() {
        return FidelityText.line(kind.id() + ": " + text);
    }
}
