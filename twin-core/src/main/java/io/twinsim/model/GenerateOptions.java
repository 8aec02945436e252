package io.twinsim.model;

import io.twinsim.internal.parallel.Tiles;
import io.twinsim.internal.text.Checks;

/**
 * How twins are generated.
 *
 * @param threads threads that make columns, 1 to 1,024; moves no bit
 * @param antithetic whether the twins come in pairs (rows 2k and 2k + 1) whose uniforms are u and 1 - u in every draw
 *     (Hammersley and Morton 1956, doi:10.1017/S0305004100031455): where an effect is monotone in the draws, the mean over
 *     such twins has a smaller standard error than that over as many independent ones. Even rows are those of the plain
 *     population. Standard errors and intervals of simulations rest on the pairs then
 */
public record GenerateOptions(int threads, boolean antithetic) {

    /** Checks the number of threads. */
    public GenerateOptions {
        Checks.inRange(1L, Tiles.MAX_THREADS, threads, "threads");
    }

    /**
     * All processors, independent twins.
     *
     * @return the usual options
     */
    public static GenerateOptions of() {
        return new GenerateOptions(Tiles.defaultThreads(), false);
    }

    /**
     * The same with another number of threads.
     *
     * @param number 1 to 1,024
     * @return the options
     * @throws io.twinsim.InputException if the number is out of range
     */
    public GenerateOptions withThreads(int number) {
        return new GenerateOptions(number, antithetic);
    }

    /**
     * The same with twins in antithetic pairs.
     *
     * @return the options
     */
    public GenerateOptions withAntithetic() {
        return new GenerateOptions(threads, true);
    }
}
