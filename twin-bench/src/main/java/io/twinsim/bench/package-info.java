/**
 * How fast the engine is, and how far from the floor. One class asks one question; its Javadoc holds the question and
 * the command. Each has a floor method (a copy, an empty loop, a plain sum): a kernel at its floor's speed is
 * finished. Peers run beside ours in the same class, because only numbers of one run can be compared: machines drift
 * by a third from one run to the next. Annotations say which methods are peers and floors, and of what.
 *
 * <p>{@code twin-bench/run SUITE} builds, runs the classes of a suite and writes tables with the ratio to each peer and
 * to the floor, and plots of time against size; {@code twin-bench/run targets} says whether the library is as fast as
 * it is meant to be. Single classes run with {@code java -jar twin-bench/target/benchmarks.jar NAME -prof gc}.
 * Everything runs on one thread unless its name says otherwise, so that a number is a cost and not a property of the
 * machine's load. What was tried, and what became of it, is in {@code twin-bench/NOTES.md}.
 *
 * <p>{@link io.twinsim.bench.Bytes} is the odd one out: it asks how random the draws are, by writing them for batteries
 * of tests. {@code java -jar twin-bench/target/benchmarks.jar bytes} shows how.
 */
@NullMarked
package io.twinsim.bench;

import org.jspecify.annotations.NullMarked;
