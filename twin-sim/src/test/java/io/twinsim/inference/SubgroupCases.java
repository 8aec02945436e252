package io.twinsim.inference;

import io.twinsim.internal.math.Moments;
import java.util.ArrayList;
import java.util.List;

/** Group effects of data that stand outside the project. */
final class SubgroupCases {

    private SubgroupCases() {
    }

    /** Miles per gallon of manual against automatic cars with 4, 6 and 8 cylinders. */
    static List<GroupContrast> motorTrendCars() {
        double[] cylinders = ReferenceData.column("cases/data_mtcars.csv", "cyl", null, null);
        double[] manual = ReferenceData.column("cases/data_mtcars.csv", "am", null, null);
        double[] miles = ReferenceData.column("cases/data_mtcars.csv", "mpg", null, null);
        List<GroupContrast> groups = new ArrayList<>();
        for (int wanted : new int[] {4, 6, 8}) {
            List<Double> treated = new ArrayList<>();
            List<Double> control = new ArrayList<>();
            for (int i = 0; i < miles.length; i++) {
                if (cylinders[i] == wanted) {
                    (manual[i] == 1 ? treated : control).add(miles[i]);
                }
            }
            groups.add(GroupContrast.of(moments(treated), moments(control)));
        }
        return groups;
    }

    private static Moments moments(List<Double> values) {
        return Moments.of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
