/**
 * Runs the {@code timeline:} of a world: states that move step by step, events, alerts, context series, queues, and
 * interventions in time.
 *
 * <pre>{@code
 * Population twins = model.generate(10_000, 42);
 * TimelineResult result = Timeline.of(twins).over("90 days").with(model.intervention("add_retinoid")).run();
 * TwinHistory twin = Timeline.of(twins).over("90 days").replay(17);
 * }</pre>
 *
 * <p>Times are text with a unit ({@code 90 days}, {@code 8 h}) where they go in, and numbers in the unit of the
 * timeline where they come out. What there is to ask:
 * <ul>
 * <li>{@link io.twinsim.timeline.TimelineResult}: how a population moves ({@code summary}), what an arm changes ({@code
 *     effect}: an <em>interval</em> for one time alone, a <em>band</em> for the whole curve at once; both say how much
 *     chance the number of twins leaves), events, two times compared;</li>
 * <li>{@link io.twinsim.timeline.TwinHistory}, {@link io.twinsim.timeline.StepForecast}: one twin as it is drawn, and
 *     where one twin may land, with a prediction interval;</li>
 * <li>{@link io.twinsim.timeline.SeriesPatterns}, {@link io.twinsim.timeline.NOfOneTrial}: what one series shows, and
 *     what a treatment does to one twin;</li>
 * <li>{@link io.twinsim.timeline.ContextSeries}: records of weather, routine or wearables;</li>
 * <li>{@link io.twinsim.timeline.TwinEnvironment}: the same worlds in the hands of a controller.</li>
 * </ul>
 *
 * <p>The engine goes block by block (1,024 twins), all steps of a block before the next, with two registers per node
 * and arm: the values before the step and those after it. Nothing else is kept, so memory does not grow with the
 * horizon; what was not kept is replayed from the seed. Arms share every draw, and share control's registers until
 * the first of their interventions begins: until then they are control, to the bit.
 *
 * <p>Results are bit-identical for any number of threads, and a twin's history does not depend on who else is run.
 */
@NullMarked
package io.twinsim.timeline;

import org.jspecify.annotations.NullMarked;
