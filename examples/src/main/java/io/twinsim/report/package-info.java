/**
 * Pictures of results. {@link io.twinsim.report.EffectPlot} draws {@code result.plot(Path.of("ate.svg"))} with
 * XChart: how much single twins gain, and below it, on the same axis, each interval of the mean by its name.
 *
 * <p>The engine knows only the interface {@code io.twinsim.sim.PlotRenderer}; this package is found through
 * {@link java.util.ServiceLoader}, so that the engine itself needs no AWT. The file's ending chooses SVG or PNG.
 */
@NullMarked
package io.twinsim.report;

import org.jspecify.annotations.NullMarked;
