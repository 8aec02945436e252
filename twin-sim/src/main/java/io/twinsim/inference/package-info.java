/**
 * Estimates that say how sure they are. A statistic of a sample or of two arms comes as an {@link
 * io.twinsim.inference.Estimate}: the number, its standard error, an {@link io.twinsim.inference.Interval} that names
 * what it covers and how it was made, and notes on everything a reader should know before trusting it.
 *
 * <p><b>One sample, two arms.</b> {@link io.twinsim.inference.Statistic} states what is estimated: a mean, a difference
 * of means, a ratio, a relative lift, a correlation, a quantile, or a function of one's own, of means or of weighted
 * rows. {@link io.twinsim.inference.Bootstrap} draws the rows again as a {@link io.twinsim.inference.Resampling} says
 * (multinomial, Poisson or Bayesian; within strata; by cluster), and one run, its {@link
 * io.twinsim.inference.Replicates}, serves every method and level. {@link io.twinsim.inference.IntervalMethod} has the
 * table of methods and the statistics each one serves; formulas (Student, Welch, Wilson, Newcombe, Fieller, ABC, {@link
 * io.twinsim.inference.Saddlepoint}) stand beside the replicates and need none. {@link
 * io.twinsim.inference.ShardedBootstrap} resamples data that lie in pieces. {@link io.twinsim.inference.Summary} and
 * {@link io.twinsim.inference.EffectSize} describe samples.
 *
 * <p><b>Experiments.</b> {@link io.twinsim.inference.Experiment} estimates the effect of a two-arm experiment, raw or
 * adjusted by one {@link io.twinsim.inference.EffectEstimator} with all others beside it, tests the sample ratio, and
 * looks into subgroups: p-values with a {@link io.twinsim.inference.Correction} for their number, {@link
 * io.twinsim.inference.Heterogeneity}, and effects shrunken towards their mean. Without random assignment it says
 * "observational" and what a hidden confounder would have to do. {@link io.twinsim.inference.PowerAnalysis} says how
 * many units an experiment needs.
 *
 * <p><b>How the rooms lie.</b> A statistic made of means is a {@code SmoothFunction} of the means of terms, so that
 * {@code ReplicateMeans} (drawing) and {@code ReplicateIntervals}, {@code Studentized}, {@code Abc} (limits) know
 * nothing of each other; {@code ReplicateWeights} and {@code QuantileReplicates} serve the rest. Regressions live in
 * {@code internal.math}; {@code RegressionEffect}, {@code PropensityModel} and their neighbours turn them into effects.
 *
 * <p>All results are bit-identical for any number of threads.
 */
@NullMarked
package io.twinsim.inference;

import org.jspecify.annotations.NullMarked;
