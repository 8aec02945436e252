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
