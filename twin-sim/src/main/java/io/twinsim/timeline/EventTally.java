package io.twinsim.timeline;

import io.twinsim.InputException;
import io.twinsim.inference.Interval;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How often an event or an alert happened, in each arm, and what the arms change. Immutable.
 *
 * @param name the event or alert
 * @param priority the priority of an alert, such as {@code high}; empty for an event
 * @param label what people call it, if the world says
 * @param arms by arm, control first
 * @param effects by arm, without control: what it changes
 */
public record EventTally(String name, Optional<String> priority, Optional<String> label, Map<String, Arm> arms,
        Map<String, Effect> effects) {

    /**
     * How often it happened in one arm.
     *
     * @param n the twins
     * @param total how often in all
     * @param twins the twins with any
     * @param perStep how often in the step that ends at each time
     * @param firsts the twins that had it for the first time then
     * @param dt the length of a step
     */
    public record Arm(long n, long total, long twins, List<Long> perStep, List<Long> firsts, double dt) {

        /** Copies the lists. */
        public Arm {
            perStep = List.copyOf(perStep);
            firsts = List.copyOf(firsts);
        }

        /**
         * The share of twins with any.
         *
         * @return in [0, 1]
         */
        public double share() {
            return (double) twins / n;
        }

        /**
         * How often per twin.
         *
         * @return the mean over all twins
         */
        public double perTwin() {
            return (double) total / n;
        }

        /**
         * The median time of the first one, of those twins that had any; the earlier of the two in the middle.
         *
         * @return in the timeline's unit; empty if no twin had any
         */
        public OptionalDouble medianFirst() {
            return reached(twins);
        }

        /**
         * When half of all twins have had it.
         *
         * @return in the timeline's unit; empty if fewer than half ever had it
         */
        public OptionalDouble halfReached() {
            return 2 * twins >= n ? reached(n) : OptionalDouble.empty();
        }

        private OptionalDouble reached(long of) {
            long so = 0;
            for (int step = 0; step < firsts.size() && of > 0; step++) {
                so += firsts.get(step);
                if (2 * so >= of) {
                    return OptionalDouble.of(step * dt);
                }
            }
            return OptionalDouble.empty();
        }

        /** One line such as {@code 1,204 in 31.2 % of twins}. */
        @Override
        public String toString() {
            return Lines.one(Numbers.grouped(total) + " in " + Shown.percent(share()) + " of twins");
        }
    }

    /**
     * What an arm changes; paired differences from control, with Student's t limits.
     *
     * @param share the difference of the shares of twins with any
     * @param shareInterval its limits
     * @param perTwin the difference of the numbers per twin
     * @param perTwinInterval its limits
     */
    public record Effect(double share, Interval shareInterval, double perTwin, Interval perTwinInterval) {

        /** One line such as {@code -0.0123 of twins (-0.0150..-0.0096)}. */
        @Override
        public String toString() {
            int decimals = Shown.decimals(shareInterval.width() / 2);
            return Lines.one(Numbers.signed(share, decimals) + " of twins ("
                    + Shown.range(shareInterval.lower(), shareInterval.upper(), decimals) + ")");
        }
    }

    /** Copies the maps. */
    public EventTally {
        arms = Collections.unmodifiableMap(new LinkedHashMap<>(arms));
        effects = Collections.unmodifiableMap(new LinkedHashMap<>(effects));
    }

    /**
     * Whether it is an alert.
     *
     * @return true if it has a priority
     */
    public boolean isAlert() {
        return priority.isPresent();
    }

    /**
     * How often it happened in an arm.
     *
     * @param arm such as {@code control}
     * @return the counts
     * @throws InputException if there is no such arm
     */
    public Arm in(String arm) {
        return arms.get(Checks.known("arm", arm, arms.keySet()));
    }

    /** One line such as {@code EventTally[flare: 1,204 in 31.2 % of twins]}. */
    @Override
    public String toString() {
        return Lines.one("EventTally[" + name + ": " + arms.values().iterator().next() + "]");
    }
}
