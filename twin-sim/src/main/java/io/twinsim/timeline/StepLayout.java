package io.twinsim.timeline;

import io.twinsim.InputException;

/**
 * Where the sums of a run stand in flat arrays. A cell is a mean with its squared deviations: first those of the
 * numbers of arms (arm, variable, step), then those of paired differences (pair, variable, step), then those of
 * differences over time (pair, variable). Counts are whole numbers: shares, tallies of events, twins that are over.
 * What an arm shares with control has no place of its own.
 */
final class StepLayout {

    /** No place: the values are control's, or the two arms do not differ. */
    static final int NONE = -1;

    /** Per arm and tally, besides two counts per time: twins with any, events, sum of their squares per twin. */
    static final int TALLY_TOTALS = 3;
    /** Per pair and tally: twins with any in the second arm only, in the first only, sum and squares of differences. */
    static final int PAIR_TALLY = 4;

    private final StepPlan plan;
    private final int[][] armCells;
    private final int[][] pairCells;
    private final int[][] timeCells;
    private final int[][] armShares;
    private final int[][] pairShares;
    private final int[][] armTallies;
    private final int[][] pairTallies;
    private final int[] over;
    private final int valueCells;
    private int cells;
    private int counts;

    StepLayout(StepPlan plan) {
        this.plan = plan;
        int arms = plan.arms().size();
        int variables = plan.variables().size();
        int tallies = plan.events().size() + plan.alerts().size();
        armCells = new int[arms][variables];
        armShares = new int[arms][variables];
        armTallies = new int[arms][tallies];
        over = new int[arms];
        pairCells = new int[plan.pairs()][variables];
        pairShares = new int[plan.pairs()][variables];
        timeCells = new int[plan.pairs()][variables];
        pairTallies = new int[plan.pairs()][tallies];
        for (int arm = 0; arm < arms; arm++) {
            layArm(arm);
        }
        valueCells = cells;
        for (int a = 0; a < arms; a++) {
            for (int b = a + 1; b < arms; b++) {
                layPair(a, b);
            }
        }
    }

    private void layArm(int arm) {
        for (int v = 0; v < armCells[arm].length; v++) {
            StepVariable variable = plan.variables().get(v);
            int steps = times(arm == 0 ? 0 : plan.ownFrom(arm, variable.column()));
            armCells[arm][v] = variable.isNumber() ? cells(steps) : NONE;
            armShares[arm][v] = variable.isNumber() ? NONE : counts((long) steps * variable.shares());
        }
        for (int k = 0; k < armTallies[arm].length; k++) {
            armTallies[arm][k] = arm == 0 || plan.ownFrom(arm, tally(k).column()) <= plan.steps()
                    ? counts(2L * plan.times() + TALLY_TOTALS) : NONE;
        }
        over[arm] = plan.until() ? counts(plan.times()) : NONE;
    }

    private void layPair(int a, int b) {
        int pair = plan.pair(a, b);
        for (int v = 0; v < pairCells[pair].length; v++) {
            StepVariable variable = plan.variables().get(v);
            int steps = times(plan.differFrom(a, b, variable.column()));
            pairCells[pair][v] = variable.isNumber() ? cells(steps) : NONE;
            timeCells[pair][v] = variable.labels().isEmpty() ? cells(Math.min(1, steps)) : NONE;
            pairShares[pair][v] = variable.isNumber() ? NONE : counts(2L * steps * variable.shares());
        }
        for (int k = 0; k < pairTallies[pair].length; k++) {
            pairTallies[pair][k] = plan.differFrom(a, b, tally(k).column()) <= plan.steps() ? counts(PAIR_TALLY) : NONE;
        }
    }

    private int times(int from) {
        return from > plan.steps() ? 0 : plan.times() - from;
    }

    private int cells(int size) {
        int at = cells;
        cells = add(cells, size);
        return size == 0 ? NONE : at;
    }

    private int counts(long size) {
        int at = counts;
        counts = add(counts, size);
        return size == 0 ? NONE : at;
    }

    /** Sums of all steps are one array each. */
    private int add(int sum, long size) {
        if (size <= Integer.MAX_VALUE - sum) {
            return (int) (sum + size);
        }
        throw new InputException("horizon must leave room for the sums of each step, got "
                + plan.axis().text(plan.steps()) + "; take fewer steps, or observe less");
    }

    StepPlan plan() {
        return plan;
    }

    /** Events, then alerts. */
    StepVariable tally(int k) {
        int events = plan.events().size();
        return k < events ? plan.events().get(k) : plan.alerts().get(k - events);
    }

    int tallies() {
        return armTallies[0].length;
    }

    int cells() {
        return cells;
    }

    /** The cells of numbers of arms, which come first; they have least and greatest values too. */
    int valueCells() {
        return valueCells;
    }

    int counts() {
        return counts;
    }

    /** The cell of a number in an arm, or {@link #NONE} if it is control's. */
    int value(int arm, int variable, int step) {
        int from = arm == 0 ? 0 : plan.ownFrom(arm, plan.variables().get(variable).column());
        return armCells[arm][variable] == NONE || step < from ? NONE : armCells[arm][variable] + step - from;
    }

    /** The cell of a paired difference, or {@link #NONE} if there is none. */
    int difference(int first, int second, int variable, int step) {
        int from = plan.differFrom(first, second, plan.variables().get(variable).column());
        int base = pairCells[plan.pair(first, second)][variable];
        return base == NONE || step < from ? NONE : base + step - from;
    }

    /** The cell of the difference over time. */
    int overTime(int first, int second, int variable) {
        return timeCells[plan.pair(first, second)][variable];
    }

    /** The first of the counts by share of an arm at a step, or {@link #NONE} if they are control's. */
    int shares(int arm, int variable, int step) {
        StepVariable v = plan.variables().get(variable);
        int from = arm == 0 ? 0 : plan.ownFrom(arm, v.column());
        return armShares[arm][variable] == NONE || step < from ? NONE
                : armShares[arm][variable] + (step - from) * v.shares();
    }

    /** The first of the pairs of counts by share, second arm only and first arm only, or {@link #NONE}. */
    int switches(int first, int second, int variable, int step) {
        StepVariable v = plan.variables().get(variable);
        int from = plan.differFrom(first, second, v.column());
        int base = pairShares[plan.pair(first, second)][variable];
        return base == NONE || step < from ? NONE : base + 2 * (step - from) * v.shares();
    }

    /** Events per step, then first events per step, then {@link #TALLY_TOTALS}; {@link #NONE}: control's. */
    int tally(int arm, int tally) {
        return armTallies[arm][tally];
    }

    /** The first of {@link #PAIR_TALLY} counts, or {@link #NONE} if the arms do not differ. */
    int pairTally(int first, int second, int tally) {
        return pairTallies[plan.pair(first, second)][tally];
    }

    /** The first of the counts of twins that are over, or {@link #NONE}. */
    int over(int arm) {
        return over[arm];
    }
}
