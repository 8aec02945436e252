package io.twinsim.learn;

import io.twinsim.column.CategoryColumn;
import io.twinsim.column.Column;
import io.twinsim.column.ColumnType;
import io.twinsim.column.IntegerColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.model.Population;
import io.twinsim.model.PopulationBuilder;
import io.twinsim.model.TwinModel;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Units of known worlds as plain data, and how far twins are from them. */
final class WorldData {

    private WorldData() {
    }

    /** Units of a world without their model. */
    static Population units(String world, int n, long seed) {
        Population units = TwinModel.parse(world, "units.yaml").generate(n, seed);
        return without(units, Map.of());
    }

    /** The same units with shares of some columns missing at random. */
    static Population without(Population units, Map<String, Double> missing) {
        PopulationBuilder data = Population.builder();
        for (String name : units.names()) {
            Column column = units.column(name);
            data.column(name, missing.containsKey(name) ? hidden(name, column, missing.get(name)) : column);
        }
        return data.build();
    }

    private static Column hidden(String name, Column column, double share) {
        DrawStream stream = Draws.of(99).stream(name);
        boolean[] missing = new boolean[column.size()];
        double[] values = new double[column.size()];
        column.load(0, values, 0, values.length);
        for (int i = 0; i < missing.length; i++) {
            missing[i] = stream.uniform(i) < share;
        }
        int[] whole = Arrays.stream(values).mapToInt(value -> (int) value).toArray();
        return column.type() == ColumnType.REAL ? RealColumn.of(values, missing)
                : column.type() == ColumnType.INTEGER ? IntegerColumn.of(whole, missing)
                : CategoryColumn.of(column.labels(), whole, missing);
    }

    /** Total variation of a category, or Kolmogorov's distance of numbers; missing values left out. */
    static double distance(Population units, Population twins, String name) {
        Column left = units.column(name);
        Column right = twins.column(name);
        if (left.type() == ColumnType.CATEGORY) {
            Map<String, Double> shares = new TreeMap<>();
            for (int i = 0; i < left.size(); i++) {
                if (!left.isMissing(i)) {
                    shares.merge(left.text(i), 1.0 / (left.size() - left.missing()), Double::sum);
                }
            }
            for (int i = 0; i < right.size(); i++) {
                shares.merge(right.text(i), -1.0 / right.size(), Double::sum);
            }
            return shares.values().stream().mapToDouble(Math::abs).sum() / 2;
        }
        double[] x = Arrays.stream(units.doubles(name)).filter(value -> !Double.isNaN(value)).sorted().toArray();
        double[] y = Arrays.stream(twins.doubles(name)).sorted().toArray();
        double most = 0;
        int i = 0;
        int j = 0;
        while (i < x.length && j < y.length) {
            double at = Math.min(x[i], y[j]);
            while (i < x.length && x[i] <= at) {
                i++;
            }
            while (j < y.length && y[j] <= at) {
                j++;
            }
            most = Math.max(most, Math.abs((double) i / x.length - (double) j / y.length));
        }
        return most;
    }

    /** The greatest difference of a pair's rank correlation, or of its correlation, between units and twins. */
    static double worstPair(Population units, Population twins, List<String> names, boolean ranks) {
        double[][] real = matrix(units, names, ranks);
        double[][] made = matrix(twins, names, ranks);
        double worst = 0;
        for (int i = 0; i < real.length; i++) {
            for (int j = 0; j < i; j++) {
                worst = Math.max(worst, Math.abs(real[i][j] - made[i][j]));
            }
        }
        return worst;
    }

    private static double[][] matrix(Population data, List<String> names, boolean ranks) {
        List<double[]> columns = names.stream().map(data::doubles).toList();
        return ranks ? CopulaRanks.spearman(columns, 1) : CopulaRanks.pearson(columns.toArray(new double[0][]), 1);
    }
}
