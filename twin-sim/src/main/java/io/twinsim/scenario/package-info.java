/**
 * Comparisons of scenarios. {@link io.twinsim.scenario.Comparison} simulates several interventions, or one with several
 * parameters, on the same twins with the same draws, and says in a {@link io.twinsim.scenario.ComparisonResult} which
 * is best, by how much, how sure that is and what would change it. Doing nothing, with effect 0, always takes part.
 *
 * <pre>{@code
 * ComparisonResult result = Comparison.of(twins, email, hcp.intervention("call_frequency_increase")).run();
 * System.out.println(result.table());
 * }</pre>
 *
 * <p>What makes the numbers of a comparison different from those of its parts:
 * <ul>
 *   <li><b>Common random numbers.</b> Scenarios share twins and noise, so they differ twin by twin, and the standard
 *       error of a difference is that of the mean of these differences. What scenarios have in common cancels.</li>
 *   <li><b>Coefficients.</b> Interventions that differ in nothing but parameters share their coefficients, draw by
 *       draw. Others are separate beliefs, even if their coefficients have the same names, and independent unless
 *       declared otherwise ({@link io.twinsim.scenario.Comparison#withSharedCoefficients}): each of the 1,000 draws
 *       of one goes with each of the other, a million pairs, so that no accident of pairing shows.</li>
 *   <li><b>Intervals.</b> The total interval of a difference covers both, like that of an effect. It holds for one
 *       difference at a time; beside it stands a wider one, of which all hold together at the same level.</li>
 *   <li><b>Probabilities.</b> How likely each scenario is to be the best is counted over joint draws of coefficients
 *       and simulation errors; ties are shared.</li>
 * </ul>
 *
 * <p>Nothing is shrunken: effects of a simulation are what is believed, not estimates whose largest is large by luck.
 * Where coefficients are fitted to data they are such estimates, and a warning says so. Costs are not part of it.
 */
@NullMarked
package io.twinsim.scenario;

import org.jspecify.annotations.NullMarked;
