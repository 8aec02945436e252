package io.twinsim.timeline;

import io.twinsim.model.InteractionSpec;
import java.util.List;
import java.util.Optional;

/**
 * What a run of a timeline was, besides its numbers.
 *
 * @param rows twins asked for
 * @param rowsDone twins done, a prefix; fewer only if the run was stopped
 * @param reason why it is not complete
 * @param hash the identity of the run
 * @param snapshots the observed columns at the times asked for
 * @param flagged the declared interactions whose interventions are together in an arm
 * @param warnings what the reader should know
 */
record RunOutcome(long rows, long rowsDone, Optional<String> reason, String hash, Snapshots snapshots,
        List<Flagged> flagged, List<String> warnings) {

    /** An interaction in an arm. */
    record Flagged(String arm, InteractionSpec interaction) {
    }
}
