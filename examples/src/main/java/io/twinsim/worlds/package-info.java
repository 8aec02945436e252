/**
 * The built-in worlds. A world is data: {@code hcp.yaml}, {@code patient.yaml} and {@code territory.yaml} beside this
 * package say which variables a twin has, how they depend on each other and which interventions exist; the engine
 * knows none of these words. {@link io.twinsim.worlds.Worlds} parses them.
 *
 * <pre>{@code
 * TwinModel hcp = Worlds.hcp();
 * Population twins = hcp.generate(100_000, 42);
 * }</pre>
 *
 * <p>Every number in these files is assumed and says so: frequencies are of a plausible order, base effects carry a
 * standard deviation of 20 % of their value. They are good for planning, teaching and testing, and evidence for
 * nothing. To use your own numbers, copy a file, change it and read it with
 * {@code TwinModel.read(Path.of("my-world.yaml"))}.
 */
@NullMarked
package io.twinsim.worlds;

import org.jspecify.annotations.NullMarked;
