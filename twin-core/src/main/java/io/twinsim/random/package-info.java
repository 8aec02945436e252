/**
 * Draws and distributions.
 *
 * <p>A draw is a pure function of the root seed, the path of its stream, the row and the draw number. {@link
 * io.twinsim.random.Draws} names streams, {@link io.twinsim.random.DrawStream} gives the bits or uniforms of any row
 * in any order. No object moves on, so nothing can be drawn twice or out of turn, and a slice can be made alone:
 * <pre>{@code
 * DrawStream stream = Draws.of(42).stream("var/age");
 * double u = stream.uniform(17);                              // row 17, whatever came before
 * double age = Family.NORMAL.bind(50, 12).quantile(u);        // one uniform per value
 * }</pre>
 *
 * <p>Every {@link io.twinsim.random.Distribution} samples by its quantile function: one uniform in, one value out,
 * never falling in the uniform. Rows thus never shift, correlated uniforms give correlated values, and common random
 * numbers work for any family. {@link io.twinsim.random.Family} lists the families; {@link
 * io.twinsim.random.Categorical}, {@link io.twinsim.random.Truncated}, {@link io.twinsim.random.Mixture} and {@link
 * io.twinsim.random.Empirical} are built from other things than a list of numbers.
 *
 * <p>Dependence is a matter of the uniforms alone: {@link io.twinsim.random.Draws#joined} lets a {@link
 * io.twinsim.random.GaussianCopula} correlate some streams, and {@link io.twinsim.random.RealisedCorrelation} says which
 * {@link io.twinsim.random.CorrelationMatrix} of normal variables gives values or ranks the correlation that is wanted.
 *
 * <p>{@code UniformBlock}, {@code StreamSwitch} and {@code CategoricalSwitch} are how the formula engine draws whole
 * blocks; they are public for its sake and give nothing that streams and distributions do not.
 */
@NullMarked
package io.twinsim.random;

import org.jspecify.annotations.NullMarked;
