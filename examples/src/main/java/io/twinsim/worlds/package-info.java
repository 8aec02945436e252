/**
 * The built-in worlds. A world is data: the YAML files beside this package say which variables a twin has, how they
 * depend on each other, how they move in time and which interventions exist; the engine knows none of these words.
 * {@link io.twinsim.worlds.Worlds} parses them.
 *
 * <pre>{@code
 * Population doctors = Worlds.hcp().generate(100_000, 42);
 * Population faces = Worlds.skincare().generate(10_000, 42);
 * Timeline.of(faces).over("90 days").with(Worlds.skincare().intervention("add_retinoid")).run();
 * }</pre>
 *
 * <p>{@code hcp}, {@code patient} and {@code territory} stand still and have an outcome; {@code skincare}, {@code
 * psychiatry}, {@code conversation} and {@code factory} live, each with a page of documentation. What only one world
 * needs is a class here: {@link io.twinsim.worlds.ConversationMetrics} measures conversations, simulated or real, by
 * one set of definitions, {@link io.twinsim.worlds.LineKpis} and {@link io.twinsim.worlds.RemainingLife} read the
 * figures of a production line.
 *
 * <p>Every number in these files is assumed and says so: frequencies are of a plausible order, base effects of the
 * worlds that stand still carry a standard deviation of 20 % of their value. They are good for planning, teaching and
 * testing, and evidence for nothing. To use your own numbers, copy a file, change it and read it with
 * {@code TwinModel.read(Path.of("my-world.yaml"))}.
 */
@NullMarked
package io.twinsim.worlds;

import org.jspecify.annotations.NullMarked;
