/**
 * Worlds and their twins. A {@link io.twinsim.model.TwinModel} is a parsed world: variables, outcome, decision rule and
 * interventions; immutable, and known by the hash of its content. {@code model.generate(n, seed)} makes a
 * {@link io.twinsim.model.Population}: named primitive columns with row ids that never change, or, block by block in
 * registers, as many twins as nobody could hold ({@link io.twinsim.model.TwinBlocks}). {@code population.write(path)}
 * walks through the rows of any population in the same way ({@link io.twinsim.model.RowBlocks}).
 *
 * <p>This package knows every key of a world file and how to hash it. It reads a world from a small tree
 * ({@link io.twinsim.model.Node}); turning YAML or JSON text into that tree, and CSV into columns, is the business of
 * {@code io.twinsim.io}, which is found through {@link java.util.ServiceLoader}, so that a format can be added from
 * outside.
 *
 * <p>A world may hold models that were learned from data ({@link io.twinsim.model.LearnedModel}), inside its file or in
 * files beside it with a checksum; formulas call them as {@code predict(name)}.
 *
 * <p>A world may also say how its twins move in time ({@link io.twinsim.model.TimelineSpec}): states with update
 * formulas, derived values, events, queues, alerts, all repeated over axes such as regions or stations. Families,
 * wildcards, axis names and couplings are resolved here, types and orders found, so that whoever runs a timeline sees
 * plain nodes in the order in which they are computed. Interventions then have a {@link io.twinsim.model.CourseSpec}:
 * doses in time, and what they add to, multiply or set while a twin is exposed.
 *
 * <pre>{@code
 * TwinModel hcp = TwinModel.read(Path.of("hcp.yaml"));
 * Population twins = hcp.generate(100_000, 42);
 * Intervention email = hcp.intervention("email_campaign").with("duration_weeks", 12);
 * }</pre>
 */
@NullMarked
package io.twinsim.model;

import org.jspecify.annotations.NullMarked;
