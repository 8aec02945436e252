/**
 * Estimates that say how sure they are. A statistic of a sample (a mean, a proportion, a difference of two arms) comes
 * as an {@link io.twinsim.inference.Estimate}: the number, its standard error, an {@link io.twinsim.inference.Interval}
 * that names what it covers and how it was made, and notes on everything a reader should know before trusting it.
 *
 * <p>The methods are listed in {@link io.twinsim.inference.IntervalMethod}, with the statistics each one serves.
 * Normal theory ({@code student}, {@code welch}, {@code normal}) and score methods ({@code score}, {@code newcombe})
 * need no resampling. The bootstrap family ({@code bootstrap-normal}, {@code basic}, {@code percentile}, {@code bca})
 * resamples slab by slab with {@link io.twinsim.inference.MultinomialBootstrap}, and
 * {@link io.twinsim.inference.Saddlepoint} gives the limit of the percentile interval for very many replicates without
 * drawing any.
 *
 * <p>{@link io.twinsim.inference.Experiment} estimates the effect of a real two-arm experiment with subgroups,
 * corrected p-values and a sample-ratio test; {@link io.twinsim.inference.PowerAnalysis} says how many units such an
 * experiment needs.
 *
 * <p>All results are bit-identical for any number of threads.
 */
@NullMarked
package io.twinsim.inference;

import org.jspecify.annotations.NullMarked;
