package io.twinsim.fidelity;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Names;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What follows from events in order, and nothing else: the same events give the same state. One thread at a time. */
final class FidelityState {

    /** What is known of one model. */
    static final class History {
        final List<Prediction> predictions = new ArrayList<>();
        final List<Validation> validations = new ArrayList<>();
        /** The first validation by each experiment; more by the same one bring no new data. */
        final List<Validation> evidence = new ArrayList<>();
        final Set<String> experiments = new HashSet<>();
        /** How much evidence there was when its last job was decided; only what came later speaks for another. */
        int heard;

        private void add(Validation validation) {
            validations.add(validation);
            Optional<String> experiment = validation.actual().experiment();
            if (experiment.isEmpty() || experiments.add(experiment.get())) {
                evidence.add(validation);
            }
        }
    }

    private final Map<String, Prediction> predictions = new HashMap<>();
    private final Set<String> validated = new HashSet<>();
    private final Set<String> experiments = new HashSet<>();
    private final Map<String, History> models = new LinkedHashMap<>();
    private final Map<String, RetrainingJob> jobs = new LinkedHashMap<>();

    /** Refuses what cannot happen now. */
    void check(FidelityEvent event) {
        if (event instanceof FidelityEvent.Predicted e) {
            if (predictions.containsKey(e.prediction().id())) {
                throw new InputException("id must be new, got " + Names.quote(e.prediction().id())
                        + "; there is such a prediction");
            }
        } else if (event instanceof FidelityEvent.Validated e) {
            prediction(e.predictionId());
            e.actual().experiment().filter(id -> experiments.contains(key(e.predictionId(), id))).ifPresent(id -> {
                throw new IllegalStateException("prediction " + Names.quote(e.predictionId())
                        + " is validated already by experiment " + Names.quote(id));
            });
        } else if (event instanceof FidelityEvent.Decided e) {
            active(e.modelId()).ifPresent(job -> {
                throw new IllegalStateException(job.id() + " is " + job.status().id());
            });
        } else if (event instanceof FidelityEvent.Moved e) {
            RetrainingJob job = job(e.jobId());
            if (!job.status().next().contains(e.status())) {
                throw new IllegalStateException(
                        job.id() + " is " + job.status().id() + " and cannot become " + e.status().id());
            }
        }
    }

    /** Takes an event in, which must be possible. */
    void apply(FidelityEvent event) {
        check(event);
        if (event instanceof FidelityEvent.Predicted e) {
            predictions.put(e.prediction().id(), e.prediction());
            model(e.prediction().modelId()).predictions.add(e.prediction());
        } else if (event instanceof FidelityEvent.Validated e) {
            Prediction prediction = prediction(e.predictionId());
            model(prediction.modelId()).add(new Validation(prediction, e.actual(), e.at()));
            validated.add(e.predictionId());
            e.actual().experiment().ifPresent(id -> experiments.add(key(e.predictionId(), id)));
        } else if (event instanceof FidelityEvent.Decided e) {
            History history = model(e.modelId());
            history.heard = history.evidence.size();
            jobs.put(e.jobId(), RetrainingJob.of(e));
        } else if (event instanceof FidelityEvent.Moved e) {
            jobs.put(e.jobId(), job(e.jobId()).after(e));
        }
    }

    /** Injective: the length tells where the id ends. */
    static String key(String predictionId, String experiment) {
        return predictionId.length() + "/" + predictionId + "/" + experiment;
    }

    private History model(String id) {
        return models.computeIfAbsent(id, k -> new History());
    }

    Prediction prediction(String id) {
        return predictions.get(Checks.known("prediction", id, predictions.keySet()));
    }

    boolean hasPrediction(String id) {
        return predictions.containsKey(id);
    }

    boolean hasJob(String id) {
        return jobs.containsKey(id);
    }

    List<String> models() {
        return List.copyOf(models.keySet());
    }

    History history(String modelId) {
        return models.get(Checks.known("model", modelId, models.keySet()));
    }

    Collection<RetrainingJob> jobs() {
        return jobs.values();
    }

    RetrainingJob job(String id) {
        return jobs.get(Checks.known("job", id, jobs.keySet()));
    }

    /** The job of a model that has not ended. */
    Optional<RetrainingJob> active(String modelId) {
        return jobs.values().stream().filter(job -> job.modelId().equals(modelId) && !job.status().ended()).findFirst();
    }

    /** When the last job ended that learned a model again, or made it. */
    Optional<Instant> lastJob(String modelId) {
        return jobs.values().stream().filter(job -> job.modelId().equals(modelId)
                        || job.newModelId().filter(modelId::equals).isPresent())
                .map(RetrainingJob::changed).max(Instant::compareTo);
    }

    /** What a report is made of; the figures, which take longer, do not need the state any more. */
    Supplier<FidelityReport> report(String modelId, Instant from, Instant to) {
        History history = history(modelId);
        List<Prediction> made = history.predictions.stream().filter(p -> isIn(p.at(), from, to)).toList();
        int open = (int) made.stream().filter(p -> !validated.contains(p.id())).count();
        List<Validation> validations = within(history.validations, from, to);
        return () -> FidelityFigures.report(modelId, from, to, made.size(), validations, open);
    }

    static List<Validation> within(List<Validation> validations, Instant from, Instant to) {
        return validations.stream().filter(v -> isIn(v.at(), from, to)).toList();
    }

    /** So long before, as far as time goes back. */
    static Instant before(Instant now, Duration time) {
        return Duration.between(Instant.MIN, now).compareTo(time) > 0 ? now.minus(time) : Instant.MIN;
    }

    /** So long after, as far as time goes on. */
    static Instant after(Instant now, Duration time) {
        return Duration.between(now, Instant.MAX).compareTo(time) > 0 ? now.plus(time) : Instant.MAX;
    }

    private static boolean isIn(Instant at, Instant from, Instant to) {
        return !at.isBefore(from) && !at.isAfter(to);
    }
}
