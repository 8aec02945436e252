package io.twinsim.learn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a fit is made with.
 *
 * @param name the world's name
 * @param without columns that are left out
 * @param outcome the column to learn a model of
 * @param treatment the column that tells the arms of an experiment apart
 * @param control the label of the untreated arm; found if the treatment is 0 or 1
 * @param time the column by which rows stand in time
 * @param id the column that tells units apart
 * @param ordered labels that rise, by column
 * @param learners candidates for the outcome; empty for the usual ones
 * @param seed of everything that is drawn on the way
 * @param threads which cannot change a bit
 */
record WorldSettings(String name, List<String> without, Optional<String> outcome, Optional<String> treatment,
        Optional<String> control, Optional<String> time, Optional<String> id, Map<String, List<String>> ordered,
        List<Learner> learners, long seed, int threads) {

    WorldSettings {
        without = List.copyOf(without);
        ordered = Collections.unmodifiableMap(new LinkedHashMap<>(ordered));
        learners = List.copyOf(learners);
    }

    static WorldSettings of(String name, long seed, int threads) {
        return new WorldSettings(name, List.of(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(),
                Optional.empty(), Map.of(), List.of(), seed, threads);
    }

    WorldSettings without(List<String> columns) {
        return new WorldSettings(name, columns, outcome, treatment, control, time, id, ordered, learners, seed,
                threads);
    }

    WorldSettings withOutcome(String column) {
        return new WorldSettings(name, without, Optional.of(column), treatment, control, time, id, ordered, learners,
                seed, threads);
    }

    WorldSettings withTreatment(String column, Optional<String> untreated) {
        return new WorldSettings(name, without, outcome, Optional.of(column), untreated, time, id, ordered, learners,
                seed, threads);
    }

    WorldSettings withTime(String column) {
        return new WorldSettings(name, without, outcome, treatment, control, Optional.of(column), id, ordered, learners,
                seed, threads);
    }

    WorldSettings withId(String column) {
        return new WorldSettings(name, without, outcome, treatment, control, time, Optional.of(column), ordered,
                learners, seed, threads);
    }

    WorldSettings withOrdered(String column, List<String> labels) {
        Map<String, List<String>> all = new LinkedHashMap<>(ordered);
        all.put(column, List.copyOf(labels));
        return new WorldSettings(name, without, outcome, treatment, control, time, id, all, learners, seed, threads);
    }

    WorldSettings withLearners(List<Learner> candidates) {
        return new WorldSettings(name, without, outcome, treatment, control, time, id, ordered, candidates, seed,
                threads);
    }

    WorldSettings withSeed(long value) {
        return new WorldSettings(name, without, outcome, treatment, control, time, id, ordered, learners, value,
                threads);
    }

    WorldSettings withThreads(int count) {
        return new WorldSettings(name, without, outcome, treatment, control, time, id, ordered, learners, seed, count);
    }

    /** Columns with a role of their own, which twins do not have. */
    List<String> aside() {
        List<String> aside = new ArrayList<>(without);
        List.of(outcome, treatment, time, id).forEach(role -> role.ifPresent(aside::add));
        return aside;
    }
}
