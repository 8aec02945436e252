package io.twinsim.fidelity;

/**
 * The distribution of the number of misses among independent validations, each with its own probability; O(n p) per
 * validation, since counts too high to have a probability in double are left at 0. Mass can be taken out, as a
 * sequential test does with the paths that it has stopped.
 */
final class MissCounts {

    private final double[] mass;
    private int n;
    /** The highest count with a probability above 0. */
    private int top;

    /** No misses yet; room for so many validations. */
    MissCounts(int most) {
        mass = new double[most + 1];
        mass[0] = 1;
    }

    /** One more validation. */
    void add(double missProbability) {
        n++;
        top += mass[top] * missProbability >= Double.MIN_NORMAL ? 1 : 0;
        for (int k = top; k > 0; k--) {
            mass[k] = mass[k] * (1 - missProbability) + mass[k - 1] * missProbability;
        }
        mass[0] *= 1 - missProbability;
    }

    /** The probability of so many misses or more, small terms first; 1 for none unless mass was taken out. */
    double atLeast(int misses) {
        if (misses == 0) {
            return 1;
        }
        double sum = 0;
        for (int k = n; k >= misses; k--) {
            sum += mass[k];
        }
        return Math.min(1, sum);
    }

    /** The smallest count whose upper tail is within the room; {@code n + 1} if there is none. */
    int boundary(double room) {
        double tail = 0;
        int count = n + 1;
        while (count > 1 && tail + mass[count - 1] <= room) {
            count--;
            tail += mass[count];
        }
        return count;
    }

    /** Takes the paths at a count or above out, and says how much that was. */
    double stop(int count) {
        double tail = 0;
        for (int k = n; k >= count; k--) {
            tail += mass[k];
            mass[k] = 0;
        }
        return tail;
    }
}
