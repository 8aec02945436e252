/**
 * Predictions against what really happened.
 *
 * <pre>{@code
 * try (FileStore store = FileStore.open(Path.of("fidelity.jsonl"))) {
 *     FidelityTracker tracker = FidelityTracker.of(store, InstantSource.system());
 *     Prediction prediction = tracker.record(simulation.run());       // what the twins say
 *     tracker.validate(prediction.id(), Actual.of(0.061, 0.013));     // what a real test found, later
 *     System.out.println(tracker.report(prediction.modelId()).table());
 *     RetrainingDecision decision = tracker.decide(prediction.modelId());
 * }
 * }</pre>
 *
 * <p>A {@link io.twinsim.fidelity.Prediction} carries the uncertainty of the simulation and that of its assumptions, an
 * {@link io.twinsim.fidelity.Actual} that of the real test; a {@link io.twinsim.fidelity.Validation} holds the two
 * together: z, covered, relative error, {@link io.twinsim.fidelity.Grade}. A {@link
 * io.twinsim.fidelity.FidelityReport} sums them up for one model over a look-back: the error that the real tests' noise
 * does not explain, coverage with its exact binomial test, degradation. Whether the actual lies inside the simulated
 * interval is never asked (but by the legacy score, which triggers nothing): a real test is noisier than a million
 * twins, so that a perfect twin would fail nearly always.
 *
 * <p>{@link io.twinsim.fidelity.FidelityTracker#decide} may be called after every validation. Its rule counts its own
 * looks: a perfect twin has about half a percent of false alarms in 20 validations, and in each further 20. What it
 * decides is a {@link io.twinsim.fidelity.RetrainingJob}, approved by somebody or automatic where fidelity is very low,
 * run by the caller's executor and {@link io.twinsim.fidelity.Retrainer}, and completed only if the new model scores
 * better. {@link io.twinsim.fidelity.FidelityTracker#compare} tells two models apart on the same real tests.
 *
 * <p>All state is a fold over {@link io.twinsim.fidelity.FidelityEvent}s in a {@link
 * io.twinsim.fidelity.FidelityStore}: in memory, or in a {@link io.twinsim.fidelity.FileStore}, which survives the
 * death of its process at any byte. The clock is the caller's.
 *
 * <p><b>How the rooms lie.</b> {@code FidelityTracker} makes events of calls; its {@code Ledger} checks them, has them
 * stored and takes them into {@code FidelityState}, the fold. {@code SequentialRule}, its {@code
 * SequentialBounds} and {@code MissCounts} decide, {@code FidelityFigures}, {@code Coverage} and {@code Degradation}
 * report, {@code JobRunner} retrains. {@code EventWriter} and {@code EventReader} know the JSON of an event, {@code
 * StoredLines} the numbers and checksums around it.
 */
@NullMarked
package io.twinsim.fidelity;

import org.jspecify.annotations.NullMarked;
