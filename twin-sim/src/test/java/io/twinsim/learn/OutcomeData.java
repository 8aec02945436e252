package io.twinsim.learn;

import io.twinsim.column.CategoryColumn;
import io.twinsim.column.Column;
import io.twinsim.column.IntegerColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.model.Population;
import io.twinsim.model.PopulationBuilder;
import io.twinsim.random.Draws;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;

/** Small data for tests of outcome models. */
final class OutcomeData {

    private OutcomeData() {
    }

    /** A data set of the test resources with the fold of each row, its index mod 5, as column {@code fold}. */
    static Population folded(String resource) {
        Population data = TreeData.read(resource, false).data();
        return with(data, "fold", integers((int) data.size(), i -> i % 5));
    }

    /** The same population with one more column. */
    static Population with(Population data, String name, Column column) {
        PopulationBuilder builder = Population.builder();
        data.names().stream().filter(known -> !known.equals(name))
                .forEach(known -> builder.column(known, data.column(known)));
        return builder.column(name, column).build();
    }

    static IntegerColumn integers(int rows, IntUnaryOperator value) {
        int[] values = new int[rows];
        Arrays.setAll(values, value);
        return IntegerColumn.of(values);
    }

    static RealColumn reals(int rows, IntToDoubleFunction value) {
        double[] values = new double[rows];
        Arrays.setAll(values, value);
        return RealColumn.of(values);
    }

    static CategoryColumn labels(int rows, IntFunction<String> value) {
        String[] values = new String[rows];
        Arrays.setAll(values, value);
        return CategoryColumn.of(values);
    }

    /** A uniform in (0, 1) of a row, keyed by a name. */
    static double uniform(String name, int row) {
        return Draws.of(7).stream(name).uniform(row);
    }

    /**
     * An experiment of 400 rows: {@code age} and {@code region} before the treatment {@code arm}, {@code clicks} after
     * it, and the 0/1 outcome {@code bought} and the number {@code spend}.
     */
    static Population experiment() {
        int n = 400;
        return Population.builder()
                .column("age", reals(n, i -> 20 + Math.floor(50 * uniform("age", i))))
                .column("region", labels(n, i -> uniform("region", i) < 0.4 ? "north" : "south"))
                .column("arm", labels(n, OutcomeData::arm))
                .column("clicks", integers(n, i -> (int) (3 * uniform("clicks", i)) + (arm(i).equals("mail") ? 1 : 0)))
                .column("bought", integers(n, i -> uniform("bought", i) < 0.3 ? 1 : 0))
                .column("spend", reals(n, i -> 10 * uniform("spend", i) + 0.1 * Math.floor(50 * uniform("age", i))))
                .build();
    }

    static String arm(int row) {
        return uniform("arm", row) < 0.5 ? "mail" : "none";
    }
}
