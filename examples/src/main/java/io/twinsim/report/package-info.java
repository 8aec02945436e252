/**
 * Pictures and reports of results. {@link io.twinsim.report.ChartRenderer} draws every {@link io.twinsim.plot.Figure}
 * as SVG or PNG: {@code result.plot(Path.of("ate.svg"))} shows how much single twins gain, and below it, on the same
 * axis, each interval of the mean by its name.
 *
 * <p>XChart draws what stands for data; axes and words are set here, as text that stays text, so that a page can change
 * their colours and screen readers read them. The engine knows only the interface {@link io.twinsim.plot.PlotRenderer};
 * this package is found through {@link java.util.ServiceLoader}, so that the engine itself needs no AWT.
 *
 * <p>{@link io.twinsim.report.Report} makes one HTML page of a result for people who did not run it: the question, the
 * answer, what would change it, pictures, intervals, assumptions, subgroups, and how to get the same numbers again.
 */
@NullMarked
package io.twinsim.report;

import org.jspecify.annotations.NullMarked;
