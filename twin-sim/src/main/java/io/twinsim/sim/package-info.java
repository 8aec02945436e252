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
 * <p>Every number is the same bits for any number of threads and shards, stored or streamed (but where a stream warns
 * that its first twins decided something), and for a filter in the population or in the simulation. A run ends
 * complete, partial (stopped by a deadline, a {@link io.twinsim.sim.Cancellation} or an interrupt) or failed (too few
 * twins).
 */
@NullMarked
package io.twinsim.sim;

import org.jspecify.annotations.NullMarked;
