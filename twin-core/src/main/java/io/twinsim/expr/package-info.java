/**
 * The one formula language: derived variables, filters, effect modifiers, effects and draws.
 *
 * <p>A formula is text such as {@code clamp(0.3 + 0.05 * (11 - decile), 0.1, 0.9)}. {@link io.twinsim.expr.Expr#parse}
 * turns it into an immutable tree; {@link io.twinsim.expr.Program#compile} checks its types against a
 * {@link io.twinsim.expr.Scope} and lowers it to a list of kernels over registers of 1,024 doubles; an
 * {@link io.twinsim.expr.Evaluator}, one per thread, runs them block by block without allocating.
 *
 * <p>Rules that hold everywhere:
 * <ul>
 * <li>Integers and flags count as doubles in arithmetic; conditions ({@code and}, {@code or}, {@code not}, the first
 * argument of {@code if}, filters) need a flag: a comparison, a flag column or a flag parameter. Numbers are no flags.
 * <li>Categories compare with quoted labels ({@code ==}, {@code =}, {@code !=}, {@code <>}, {@code in}). A label that
 * the category does not have is refused when the formula is compiled.
 * <li>Missing values propagate. {@code and}, {@code or} and {@code not} are three-valued: false and missing is false,
 * true or missing is true. {@code is_missing(x)} is never missing. A branch that is not taken does not matter.
 * <li>A value that is not finite fails the run with the row, the formula and its inputs, wherever in the formula it
 * arose; not if a guard makes it irrelevant: the branch of {@code if} or {@code lookup} that is not taken, the other
 * side of {@code false and}, of {@code true or}.
 * <li>A draw is a pure function of (seed, stream, draw number, row). Draws are numbered from 0 in source order and
 * read the stream of the formula's owner; {@code stream: 'x'} names another one, with the path {@code stream/x}, of
 * which the draw is number 0. A name is not empty and has no {@code /}: no formula reads the engine's own streams.
 * Every draw has its own uniform in every row, whatever branch is taken; of draws among which a row chooses, only the
 * chosen one is computed.
 * <li>Names, labels, keys and streams are Unicode text in normal form NFC, however they were spelled.
 * <li>{@code predict(name)} calls a model that the world learned from data ({@link io.twinsim.expr.Predictor}): inputs
 * are columns of the same names, labels are matched by their text, and a label that the model was never shown is
 * refused when the formula is compiled. A row with a missing input has no prediction, unless the model can do without.
 * <li>{@code transition(x, a: {a: 0.9, b: rest}, else: {...})} is the state that follows the state x: one draw, whose
 * uniform is inverted in the order of the row, whatever row it is, so that two worlds in different states stay in step.
 * Probabilities may be formulas; a row that is in use must add up to 1 within 1e-9.
 * <li>Names may have parts with dots between them ({@code env.humidity}, {@code next.x}); {@code first(x)} is the name
 * {@code first.x}. They mean what the scope says. {@code level.*.serotonin} and {@code coupled(name, x)} mean something
 * only where {@link io.twinsim.expr.Expr#rewrite} puts other formulas in their place, as timelines do.
 * <li>{@code t} and {@code dt} need a scope with time ({@link io.twinsim.expr.Scope#withTime}); there a column of
 * that name stands in backticks. {@link io.twinsim.expr.Evaluator#scalar} sets {@code t}, {@link
 * io.twinsim.expr.Evaluator#at} the step whose streams are drawn from: {@code var/x} at step 7 is {@code var/x/7}.
 * <li>What the compiler leaves out, because the bounds of a generated column decide it, a parameter is known, or no row
 * needs it, changes no bit; {@link io.twinsim.expr.Program#describe} shows it.
 * <li>Values are the same bits whatever the block, slice, thread or JDK.
 * </ul>
 *
 * <p>Limits: 100 nested parentheses or calls, trees 500 operators high: they fit any usual stack.
 */
@NullMarked
package io.twinsim.expr;

import org.jspecify.annotations.NullMarked;
