/**
 * How fast the engine is, and how far from the floor. One class asks one question; its Javadoc holds the question and
 * the command. Each has a floor method (a copy, an empty loop, a plain sum): a kernel at its floor's speed is
 * finished. Peers run beside ours in the same class, because only numbers of one run can be compared: machines drift
 * by a third from one run to the next.
 *
 * <p>Build with {@code mvn -B package}, run with {@code java -jar twin-bench/target/benchmarks.jar NAME -prof gc}.
 * Everything runs on one thread, so that a number is a cost and not a property of the machine's load.
 *
 * <p>{@link io.twinsim.bench.Bytes} is the odd one out: it asks how random the draws are, by writing them for batteries
 * of tests. {@code java -jar twin-bench/target/benchmarks.jar bytes} shows how.
 */
@NullMarked
package io.twinsim.bench;

import org.jspecify.annotations.NullMarked;
