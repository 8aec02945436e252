/**
 * Caches of the results of simulations and of timelines.
 *
 * <p>A simulation is a pure function of its hash: model, population, intervention, parameters, filter, seeds and every
 * setting are in it. {@link io.twinsim.cache.ResultCache#run ResultCache.run(simulation)} therefore answers an equal
 * simulation with the very object that the first run gave, and runs each simulation once even when many callers ask
 * for it together. {@link io.twinsim.cache.TimelineCache} does the same for runs in time.
 *
 * <p>Three rules carry the design. <b>Only complete results are kept</b>: a run that threw, failed or was stopped early
 * leaves nothing behind. <b>Nothing is computed inside Caffeine</b>: computations under way live in a map of this
 * package, so a recursive call is refused instead of hanging and an interrupted caller harms nobody else. <b>The cache
 * can only help</b>: if its own look-up or store fails, the result is computed and the fault is counted.
 *
 * <p>Evictions happen on the thread that reads or writes (Caffeine's executor is the caller itself): no pool of the
 * host is borrowed, and the bounds hold when a call returns.
 */
@NullMarked
package io.twinsim.cache;

import org.jspecify.annotations.NullMarked;
