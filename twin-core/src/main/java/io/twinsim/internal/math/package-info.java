/**
 * The numbers beneath everything: functions with the same bits on every machine, sums in one fixed order.
 *
 * <p>{@link io.twinsim.internal.math.Elementary} has exp, log and kin; {@link io.twinsim.internal.math.Normal}, {@link
 * io.twinsim.internal.math.StudentT} and {@link io.twinsim.internal.math.Special} the distribution functions,
 * accurate in relative terms far out in both tails. {@link io.twinsim.internal.math.Blocks} states the sizes in which
 * work is cut, {@link io.twinsim.internal.math.Moments} what a block of values leaves behind, {@link
 * io.twinsim.internal.math.BlockTree} the one order in which blocks are combined. Where objects for each block cost too
 * much there are {@link io.twinsim.internal.math.MomentKernel}, {@link io.twinsim.internal.math.CellKernel} for groups,
 * {@link io.twinsim.internal.math.DyadicBins} for distributions and, for tiles in any order, {@link
 * io.twinsim.internal.math.NodeTree}.
 *
 * <p>For correlations there are {@link io.twinsim.internal.math.NormalScore} (functions of normal variables and how
 * they correlate), {@link io.twinsim.internal.math.BivariateNormal}, {@link io.twinsim.internal.math.CholeskyFactor}
 * and {@link io.twinsim.internal.math.SymmetricEigen}.
 *
 * <p>Regressions are {@link io.twinsim.internal.math.LeastSquares}, with its {@link io.twinsim.internal.math.Robust}
 * and {@link io.twinsim.internal.math.ClusterRobust} standard errors, and {@link
 * io.twinsim.internal.math.GeneralisedLinear}.
 *
 * <p>Samples are described by {@link io.twinsim.internal.math.SampleQuantiles}, {@link io.twinsim.internal.math.Ranks}
 * and {@link io.twinsim.internal.math.SampleCorrelation}; tests take their critical values from {@link
 * io.twinsim.internal.math.ChiSquare}, {@link io.twinsim.internal.math.FisherF}, {@link
 * io.twinsim.internal.math.Kolmogorov} and {@link io.twinsim.internal.math.KolmogorovExact}, and the power of
 * equivalence is {@link io.twinsim.internal.math.TwoOneSidedTests}.
 *
 * <p>Not part of any promise: the package is public for the compiler's sake and used by io.twinsim alone.
 */
@NullMarked
package io.twinsim.internal.math;

import org.jspecify.annotations.NullMarked;
