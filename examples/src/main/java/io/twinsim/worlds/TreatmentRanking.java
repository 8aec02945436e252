package io.twinsim.worlds;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import io.twinsim.internal.text.TextTable;
import io.twinsim.timeline.EffectCurve;
import io.twinsim.timeline.EffectPoint;
import io.twinsim.timeline.TimelineResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The arms of a run, best first by their effect on one outcome at one time. An arm shares the place of the one before
 * it if the paired difference between the two is not clear: its interval contains 0.
 *
 * <pre>{@code
 * TimelineResult result = Timeline.of(patients).withArm("ssri", ssri).withArm("snri", snri).run();
 * TreatmentRanking ranking = TreatmentRanking.of(result, "score", "90 days");
 * }</pre>
 *
 * <p>Intervals hold for one comparison each, not for the whole order. They say how much chance is left by the number of
 * twins, not whether the world is true: a ranking of treatments in the psychiatric world says nothing about treatments.
 *
 * @param outcome the name of the outcome
 * @param time when, such as {@code 90 days}
 * @param places the arms but control, best first; immutable
 */
public record TreatmentRanking(String outcome, String time, List<Place> places) {

    /**
     * One arm in the ranking.
     *
     * @param rank 1 for the best; tied arms have the same
     * @param arm the name of the arm
     * @param effect against control
     * @param toBest against the arm that is ranked first; of the first itself, zero
     */
    public record Place(int rank, String arm, EffectPoint effect, EffectPoint toBest) {

        /** One line: rank, arm and effect. */
        @Override
        public String toString() {
            return Lines.one(rank + ". " + arm + " " + effect);
        }
    }

    /**
     * Copies the places.
     *
     * @param outcome the name of the outcome
     * @param time when
     * @param places the arms but control
     */
    public TreatmentRanking {
        places = List.copyOf(places);
    }

    /**
     * Ranks the arms of a run.
     *
     * @param result of a timeline with at least one arm besides control
     * @param outcome an observed number or flag that declares whether higher is better
     * @param time a step of the run, such as {@code 90 days}
     * @return the ranking
     * @throws InputException if the outcome is not observed or has no better direction, there is no arm but control,
     *     or the time is not a step
     */
    public static TreatmentRanking of(TimelineResult result, String outcome, String time) {
        Checks.notNull(result, "result");
        List<String> arms = new ArrayList<>(result.arms());
        arms.remove("control");
        if (arms.isEmpty()) {
            throw new InputException("result must have an arm besides control, got none");
        }
        EffectCurve first = result.effect(outcome, arms.get(0));
        boolean higher = first.higherIsBetter().orElseThrow(() -> new InputException(
                "outcome must say which direction is better, got " + outcome + ", which does not; write better: in "
                        + "the world"));
        Comparator<String> by = Comparator.comparingDouble(arm -> result.effect(outcome, arm).at(time).estimate());
        arms.sort(higher ? by.reversed() : by);
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < arms.size(); i++) {
            String arm = arms.get(i);
            boolean tied = i > 0 && !apart(result.contrast(outcome, arm, arms.get(i - 1)).at(time));
            int rank = tied ? places.get(i - 1).rank() : i + 1;
            EffectPoint effect = result.effect(outcome, arm).at(time);
            EffectPoint toBest = i == 0 ? new EffectPoint(effect.time(), 0, 0, 0, 0, 0, 0)
                    : result.contrast(outcome, arm, arms.get(0)).at(time);
            places.add(new Place(rank, arm, effect, toBest));
        }
        return new TreatmentRanking(outcome, time, places);
    }

    private static boolean apart(EffectPoint difference) {
        return difference.lower() > 0 || difference.upper() < 0;
    }

    /**
     * The arm that is ranked first.
     *
     * @return its name
     */
    public String best() {
        return places.get(0).arm();
    }

    /**
     * The ranking as a table.
     *
     * @return lines of up to 100 characters, each ended by a line feed
     */
    public String table() {
        TextTable table = TextTable.of(">rank", "arm", ">effect on " + outcome, ">interval", ">to the best",
                ">interval");
        for (Place place : places) {
            table.row(Integer.toString(place.rank()), place.arm(), Numbers.signed(place.effect().estimate(), 4),
                    range(place.effect()), place == places.get(0) ? "" : Numbers.signed(place.toBest().estimate(), 4),
                    place == places.get(0) ? "" : range(place.toBest()));
        }
        return table.render(0);
    }

    private static String range(EffectPoint point) {
        return Numbers.fixed(point.lower(), 4) + ".." + Numbers.fixed(point.upper(), 4);
    }

    /** One line: outcome, time and the order. */
    @Override
    public String toString() {
        return Lines.one("TreatmentRanking[" + outcome + " at " + time + ": "
                + String.join(", ", places.stream().map(Place::arm).toList()) + "]");
    }
}
