/**
 * Models learned from data: what units are like, what becomes of them, and what a treatment changes.
 *
 * <p><b>Worlds.</b> {@link io.twinsim.learn.WorldFit} turns a population of real units into an ordinary world file of
 * {@code provenance: fitted}, which people can read and edit. {@link io.twinsim.learn.FittedWorld} holds the file, the
 * model, and a {@link io.twinsim.learn.LikenessReport} from rows that were held out. {@link
 * io.twinsim.learn.Likeness} judges any twins; {@link io.twinsim.learn.MarginalFit} draws one column, {@link
 * io.twinsim.learn.MaximumLikelihood} fits one family.
 *
 * <pre>{@code
 * Population customers = Population.read(Path.of("customers.csv"));
 * FittedWorld world = WorldFit.of(customers, "customers").withOutcome("visit").withTreatment("mail").run();
 * System.out.println(world.table());
 * world.write(Path.of("customers.yaml"));
 * }</pre>
 *
 * <p><b>Outcomes.</b> {@link io.twinsim.learn.OutcomeFit} chooses among {@link io.twinsim.learn.Learner}s by nested
 * cross-validation; the {@link io.twinsim.learn.LearnedOutcome} has a {@link io.twinsim.model.LearnedModel}, which
 * formulas read as {@code predict(name)}, its {@link io.twinsim.learn.Accuracy} on rows it has not seen, importances,
 * and the variance that predictions leave out.
 *
 * <p><b>Effects.</b> {@link io.twinsim.learn.EffectFit} learns from an experiment who gains how much: by {@link
 * io.twinsim.learn.InteractedRegression}, with the covariance of all coefficients, and by trees ({@link
 * io.twinsim.learn.TLearner}). Mean effects of groups have errors, single units have not; what holds up in units that
 * were held out is in {@link io.twinsim.learn.Gates} and {@link io.twinsim.learn.Calibration}. A {@link
 * io.twinsim.learn.FittedIntervention} takes either into a world file.
 *
 * <p><b>Leaks.</b> Whatever is learned, down to means, labels and bins, comes from training rows alone. The target, the
 * treatment, recodings of either, what was measured later and identifiers are refused as features; a time column keeps
 * training rows before tested ones, an id column keeps the rows of one id together.
 *
 * <p><b>How the rooms lie.</b> First names of classes tell the room. {@code Structure}, {@code Discrete} and {@code
 * Functional} find tables and formulas between columns, {@code Marginal}, {@code Knots} and {@code Likelihood} draw
 * single ones, {@code Numeric} and {@code Copula} join numbers to the rest, and {@code World} calls them in turn.
 * {@code Folds}, {@code Leakage} and {@code Outcome} divide, guard and compare; {@code Tree}, {@code Bins} and {@code
 * Histogram} train trees, {@code LinearDesign} and {@code PenalisedSystem} the linear learners. {@code FeatureTable} is
 * what every learner sees.
 *
 * <p>All results are bit-identical for any number of threads.
 */
@NullMarked
package io.twinsim.learn;

import org.jspecify.annotations.NullMarked;
