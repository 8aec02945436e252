package io.twinsim.learn;

import io.twinsim.column.CategoryColumn;
import io.twinsim.column.Column;
import io.twinsim.column.FlagColumn;
import io.twinsim.column.IntegerColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.model.Population;
import io.twinsim.model.PopulationBuilder;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.Arrays;

/**
 * Hides values of twins at random, as many as the data lack: twins have all values, and are compared with units that
 * have not.
 */
final class WorldMissing {

    private final Draws draws;

    WorldMissing(long seed) {
        this.draws = Draws.of(seed);
    }

    /** The twins with as large a share of each column hidden as the units lack. */
    Population hide(Population twins, Population units) {
        boolean complete = twins.names().stream().allMatch(name -> units.column(name).missing() == 0);
        if (complete) {
            return twins;
        }
        PopulationBuilder hidden = Population.builder();
        for (String name : twins.names()) {
            double share = (double) units.column(name).missing() / units.size();
            Column column = twins.column(name);
            hidden.column(name, share == 0 ? column : hide(column, share, draws.stream("fit/missing/" + name)));
        }
        return hidden.build();
    }

    private static Column hide(Column column, double share, DrawStream stream) {
        boolean[] missing = new boolean[column.size()];
        for (int i = 0; i < missing.length; i++) {
            missing[i] = stream.uniform(i) < share;
        }
        double[] values = new double[missing.length];
        column.load(0, values, 0, values.length);
        return switch (column.type()) {
            case REAL -> RealColumn.of(values, missing);
            case INTEGER -> IntegerColumn.of(whole(values), missing);
            case CATEGORY -> CategoryColumn.of(column.labels(), whole(values), missing);
            case FLAG -> {
                boolean[] flags = new boolean[values.length];
                for (int i = 0; i < flags.length; i++) {
                    flags[i] = values[i] == 1;
                }
                yield FlagColumn.of(flags, missing);
            }
        };
    }

    private static int[] whole(double[] values) {
        return Arrays.stream(values).mapToInt(value -> (int) value).toArray();
    }
}
