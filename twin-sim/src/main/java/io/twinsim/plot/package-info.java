/**
 * Pictures as data. A {@link io.twinsim.plot.Figure} says what a picture shows: titles, axes with their units, numbers
 * and the names of intervals; it knows no colour and no pixel and needs no AWT. Results make figures, and a
 * {@link io.twinsim.plot.PlotRenderer} draws them; the one of twin-examples does so with XChart, as SVG and PNG.
 *
 * <pre>{@code
 * result.plot(Path.of("ate.svg"));                               // the distribution of the effect and its intervals
 * result.subgroup("adoption_stage").plot(Path.of("stages.png")); // one line for each group
 * Figure figure = result.figure();                               // the data of the picture
 * System.out.println(figure.text());                             // what a screen reader says of it
 * }</pre>
 *
 * <ul>
 *   <li>{@link io.twinsim.plot.DistributionFigure}: effects of units, and the intervals of their mean by name;</li>
 *   <li>{@link io.twinsim.plot.ForestFigure}: effects with intervals below each other: groups, scenarios;</li>
 *   <li>{@link io.twinsim.plot.SharesFigure}: what each uncertain coefficient contributes;</li>
 *   <li>{@link io.twinsim.plot.CurvesFigure}: curves over time with bands, one for each arm;</li>
 *   <li>{@link io.twinsim.plot.MarginalsFigure}: columns of real units and twins side by side;</li>
 *   <li>{@link io.twinsim.plot.HeatMapFigure}: correlations, and how they differ;</li>
 *   <li>{@link io.twinsim.plot.ScalingFigure}: time against size.</li>
 * </ul>
 *
 * <p>Figures are records and compare by value. They refuse numbers that are not finite and limits that are not in
 * order; empty intervals and missing estimates are fine and shown as missing.
 */
@NullMarked
package io.twinsim.plot;

import org.jspecify.annotations.NullMarked;
