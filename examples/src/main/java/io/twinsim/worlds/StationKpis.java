package io.twinsim.worlds;

import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import java.util.OptionalDouble;

/**
 * Key figures of one station of a line of the factory world, from the start of the shift up to a moment. A ratio of
 * nothing is empty, never 0: a station that has completed no piece has no quality and no OEE.
 *
 * @param station the label of the station, such as {@code assembly}
 * @param processed pieces completed here, defective ones included
 * @param defects pieces completed here that were defective
 * @param waiting pieces in front of the station at this moment
 * @param health of the machine at this moment, in [0, 1]
 * @param utilisation share of the places' whole time that was spent at work: an average over time, in [0, 1]
 * @param availability share of the time that the machine was not broken down, in [0, 1]
 * @param performance ideal time of the pieces processed over the time that the places were available: design time x
 *     processed / (places x time available); above 1 where a machine runs faster than designed
 * @param quality share of the processed pieces that were good; empty if none was processed
 */
public record StationKpis(String station, long processed, long defects, long waiting, double health,
        double utilisation, double availability, double performance, OptionalDouble quality) {

    /**
     * Overall equipment effectiveness: availability x performance x quality.
     *
     * @return the product, at least 0; empty if nothing was processed
     */
    public OptionalDouble oee() {
        return quality.isPresent()
                ? OptionalDouble.of(availability * performance * quality.getAsDouble())
                : OptionalDouble.empty();
    }

    /** The name, OEE, utilisation and health. */
    @Override
    public String toString() {
        return Lines.one("StationKpis[" + station + ", OEE " + LineKpis.shown(oee(), 3) + ", busy "
                + Numbers.fixed(utilisation, 3) + ", health " + Numbers.fixed(health, 2) + "]");
    }
}
