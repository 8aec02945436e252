/**
 * Simulations. {@link io.twinsim.sim.Simulation} applies an intervention to the twins of a population, block by block,
 * and answers with a {@link io.twinsim.sim.SimulationResult}: the mean effect, four intervals that say what they cover,
 * a {@link io.twinsim.sim.Recommendation} with the value at which it would change, subgroup tables and the size of a
 * real test.
 *
 * <pre>{@code
 * SimulationResult result = Simulation.of(twins, model.intervention("email_campaign")).run();
 * System.out.println(result.table());
 * }</pre>
 *
 * <p>The effect of a twin is {@code tau(x; b) + noise} where the intervention applies and exactly 0 elsewhere; tau is
 * the product of base and modifiers, b the assumed coefficients. The intervals:
 * <ul>
 *   <li><b>simulation</b>: only finitely many twins were simulated;</li>
 *   <li><b>assumption</b>: the coefficients are uncertain; 1,000 stratified draws of them on the same twins;</li>
 *   <li><b>total</b>: both, and the one that counts;</li>
 *   <li><b>planned trial</b>: what a real test of a given size would show.</li>
 * </ul>
 *
 * <p>Twins that are generated in antithetic pairs ({@link io.twinsim.model.GenerateOptions#withAntithetic}) are not
 * independent, their pairs are: every standard error and simulation interval then rests on the pairs, and the result
 * says what that gained ({@link io.twinsim.sim.AntitheticPairs}). A filter that parts pairs keeps the errors right and
 * loses the gain.
 *
 * <p>{@link io.twinsim.sim.Simulation#stream} holds no twin and takes any number of them; a {@link
 * io.twinsim.sim.ShardPlan} cuts a stream into shards for many machines. Inside, one pass sums blocks of 1,024 rows
 * into tiles of 16, on any thread, and merges the tiles in the canonical tree of the row numbers.
 *
 * <p><b>Tidy tables.</b> {@code tidy()} of a result of any kind is a population with one number a row ({@link
 * io.twinsim.inference.TidyRow}), to filter, print, write and join:
 * <ul>
 *   <li>{@code scenario}: what was done: the intervention, the arm; {@code A - B} for a difference of two arms;</li>
 *   <li>{@code subgroup}, {@code group}: a column and the label of one of its groups; missing for all units;</li>
 *   <li>{@code time}: only of results over time: in the timeline's unit; missing for what is of the whole run;</li>
 *   <li>{@code metric}: what the number is, see below;</li>
 *   <li>{@code estimate}, {@code standard_error}, {@code lower}, {@code upper}, {@code level}: missing where a number
 *       is not known or not defined;</li>
 *   <li>{@code interval}: what the limits cover: {@code simulation}, {@code assumption}, {@code total}, {@code
 *       plannedTrial}, {@code sampling}, or {@code band} (as simulation, for all times of a curve at once);</li>
 *   <li>{@code n}: the units behind the number.</li>
 * </ul>
 *
 * <p>The metrics of a simulation: {@code effect}, the mean effect, a row for each interval and for each group (with the
 * simulation's standard error there); {@code effect_per_reached} over the twins that the intervention reaches, if it
 * does not reach all, with the interval that was judged; {@code effect_sd}, {@code effect_sd_systematic}, {@code
 * effect_sd_noise}, {@code effect_q05}, {@code effect_q50}, {@code effect_q95} of the effects of twins; {@code
 * probability_worthwhile}; for each subgroup {@code effect_difference} (its group is {@code high - low}) and {@code
 * variance_explained}. Of an experiment: {@code effect}, {@code effect_ESTIMATOR} by other estimators, {@code
 * effect_shrunken}, {@code p_value}, {@code p_holm}, {@code p_bh} and so on; {@code mean} and {@code sd} with an arm
 * as scenario. Of a timeline: the observed node, {@code node=label} for the share of a label, {@code node_over_time}
 * for the mean over time; {@code event_any} (share of twins with any), {@code event_per_twin}; {@code over}, the share
 * of twins that are over. A group of whole numbers or flags is text all the same: read such a file back with the type
 * of its column declared ({@link io.twinsim.model.ReadOptions#withType}).
 *
 * <p>{@link io.twinsim.sim.JointSimulation} runs several simulations of the same twins and adds what they have in
 * common: errors of differences, found twin by twin, and means under coefficient draws that belong together. The package
 * {@code io.twinsim.scenario} compares by it.
 *
 * <p>Every number is the same bits for any number of threads and shards, stored or streamed (but where a stream warns
 * that its first twins decided something), and for a filter in the population or in the simulation. A run ends
 * complete, partial (stopped by a deadline, a {@link io.twinsim.sim.Cancellation} or an interrupt) or failed (too few
 * twins).
 */
@NullMarked
package io.twinsim.sim;

import org.jspecify.annotations.NullMarked;
