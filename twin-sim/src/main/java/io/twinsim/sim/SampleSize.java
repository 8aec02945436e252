package io.twinsim.sim;

import io.twinsim.internal.text.Numbers;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How many units a real test of the simulated effect needs, by the variance of the outcome. Nothing is clamped. Arms of
 * two variances or sizes have Satterthwaite's degrees of freedom.
 *
 * @param forPower the size that finds the effect with the stated power if the assumed coefficients hold; empty if the
 *        outcome's variance is not known or the effect is 0
 * @param forAssurance the size that succeeds with the stated probability over the uncertainty of the coefficients;
 *        empty if that is not stated or not attainable
 * @param power the power and the assurance asked for, 0.8
 * @param level the level of the test, two-sided
 * @param effect the mean effect that is to be found
 * @param ratio treated over control units, that of the planned trial unless another one is asked for
 * @param baseline the outcome's mean without intervention; empty if no outcome is declared
 * @param cohensD the effect in standard deviations of the outcome; empty if its variance is not known
 * @param notes what is missing, what is unusual
 */
public record SampleSize(
        Optional<Arms> forPower, Optional<Arms> forAssurance, double power, double level, double effect,
        double ratio, OptionalDouble baseline, OptionalDouble cohensD, List<String> notes) {

    /** Copies the notes. */
    public SampleSize {
        notes = List.copyOf(notes);
    }

    /**
     * The sizes of both arms.
     *
     * @param treated units to be treated
     * @param control units to be left alone
     */
    public record Arms(long treated, long control) {

        /**
         * Both arms together.
         *
         * @return units, treated and control
         */
        public long total() {
            return treated + control;
        }

        /** Such as {@code 1,000 treated + 1,000 control}. */
        @Override
        public String toString() {
            return Numbers.grouped(treated) + " treated + " + Numbers.grouped(control) + " control";
        }
    }

    /** One line: the units per arm, or that they are not known. */
    @Override
    public String toString() {
        return Shown.cut("SampleSize[" + forPower.map(arms -> Numbers.grouped(arms.treated()) + " + "
                + Numbers.grouped(arms.control()) + " units").orElse("not known") + " for power "
                + Numbers.significant(power, 3) + ", effect " + Numbers.significant(effect, 4) + "]", Shown.LINE);
    }
}
