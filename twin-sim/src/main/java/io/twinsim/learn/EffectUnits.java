package io.twinsim.learn;

import io.twinsim.InputException;
import io.twinsim.column.Column;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Population;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The units of both arms that have an outcome, with what was found on the way.
 *
 * @param data treatment, outcomes, propensities and all features
 * @param complete the same with the features that lack no value, for regressions
 * @param notes units and columns that are left out
 */
record EffectUnits(EffectData data, EffectData complete, List<String> notes) {

    private static final int LEAST = 20;
    private static final double HEAVIEST = 100;

    static EffectUnits of(Population units, EffectDesign design, EffectSettings settings, List<String> features) {
        double[] arms = units.doubles(design.treatment());
        double[] outcomes = units.doubles(design.outcome());
        double treatedValue = value(units.column(design.treatment()), design.treated());
        int[] rows = new int[arms.length];
        int[] counts = new int[3];
        int kept = 0;
        for (int i = 0; i < arms.length; i++) {
            boolean treated = arms[i] == treatedValue;
            if (Double.isNaN(outcomes[i])) {
                counts[2]++;
            } else {
                counts[treated ? 1 : 0]++;
                rows[kept++] = i;
            }
        }
        if (Math.min(counts[0], counts[1]) < LEAST) {
            throw new InputException("both arms need at least " + LEAST
                    + " units with an outcome to learn an effect, got "
                    + counts[1] + " treated and " + counts[0] + " controls");
        }
        int[] used = Arrays.copyOf(rows, kept);
        double[] treated = new double[kept];
        double[] y = FeatureTable.take(outcomes, used);
        Arrays.setAll(treated, k -> arms[used[k]] == treatedValue ? 1 : 0);
        double[] propensity = propensity(units, settings, used, counts[1] / (double) kept);
        FeatureTable x = FeatureTable.of(units, features).take(used);
        EffectData data = new EffectData(x, treated, y, propensity, settings.propensity().isPresent(),
                Arrays.stream(y).allMatch(one -> one == 0 || one == 1));
        List<String> notes = new ArrayList<>(notes(design, counts));
        return new EffectUnits(data, complete(data, settings, notes), notes);
    }

    /** The same with more notes at the end. */
    EffectUnits with(List<String> more) {
        List<String> all = new ArrayList<>(notes);
        all.addAll(more);
        return new EffectUnits(data, complete, all);
    }

    private static List<String> notes(EffectDesign design, int[] counts) {
        List<String> notes = new ArrayList<>();
        if (counts[2] > 0) {
            notes.add("units left out, as they have no " + design.outcome() + ": " + Numbers.grouped(counts[2]));
        }
        return notes;
    }

    /** The number under which a column holds the label of an arm; labels have been checked before. */
    private static double value(Column column, String label) {
        if (column.type() == ColumnType.CATEGORY) {
            return column.labels().indexOf(label);
        }
        if (column.type() == ColumnType.FLAG) {
            return label.equals("true") || label.equals("1") ? 1 : 0;
        }
        return Double.parseDouble(label);
    }

    private static double[] propensity(Population units, EffectSettings settings, int[] used, double share) {
        double[] propensity = new double[used.length];
        if (settings.propensity().isEmpty()) {
            Arrays.fill(propensity, share);
            return propensity;
        }
        String column = settings.propensity().get();
        if (units.column(column).type() == ColumnType.CATEGORY) {
            throw new InputException("propensity " + Names.quote(column) + " must be a number, got category");
        }
        double[] given = units.doubles(column);
        for (int k = 0; k < used.length; k++) {
            double e = given[used[k]];
            if (!(e > 0 && e < 1)) {
                throw new InputException("propensity " + Names.quote(column) + " must be in (0, 1), got "
                        + (Double.isNaN(e) ? "no value" : Numbers.shortest(e)) + " in row " + units.rowId(used[k])
                        + "; a unit that can only be in one arm has no effect to learn from");
            }
            if (Math.max(1 / e, 1 / (1 - e)) > HEAVIEST) {
                throw new InputException("propensity " + Names.quote(column) + " must be in [0.01, 0.99], got "
                        + Numbers.shortest(e) + " in row " + units.rowId(used[k])
                        + "; one unit would count for more than 100, so leave such units out");
            }
            propensity[k] = e;
        }
        return propensity;
    }

    private static EffectData complete(EffectData data, EffectSettings settings, List<String> notes) {
        List<Integer> whole = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (int j = 0; j < data.x().features(); j++) {
            int missing = data.x().missing(j);
            if (missing == 0) {
                whole.add(j);
                continue;
            }
            String name = data.x().names().get(j);
            if (settings.features().isPresent()) {
                throw new InputException("feature " + Names.quote(name) + " must not be missing, got "
                        + Numbers.grouped(missing) + (missing == 1 ? " row" : " rows")
                        + " without a value; fill it in, leave the rows out or do not name it");
            }
            left.add(name + " (" + Numbers.grouped(missing) + ")");
        }
        if (left.isEmpty()) {
            return data;
        }
        notes.add("left out of the regression, as values are missing: " + Names.list(left));
        FeatureTable x = FeatureTable.of(whole.stream().map(data.x().symbols()::get).toList(),
                whole.stream().map(j -> data.x().columns()[j]).toArray(double[][]::new), data.rows());
        return new EffectData(x, data.treated(), data.y(), data.propensity(), data.weighted(), data.binary());
    }
}
