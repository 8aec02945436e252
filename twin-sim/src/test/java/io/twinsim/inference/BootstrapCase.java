package io.twinsim.inference;

import java.util.List;
import java.util.Map;

/** The reference cases of one mean and of two arms, with the data they are about. */
record BootstrapCase(String name, double[] treated, double[] control, Map<String, Object> reference) {

    static List<BootstrapCase> all() {
        double[] group1 = ReferenceData.column("cases/data_sleep.csv", "extra", "group", "1");
        double[] group2 = ReferenceData.column("cases/data_sleep.csv", "extra", "group", "2");
        double[] differences = new double[group1.length];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = group2[i] - group1[i];
        }
        return List.of(
                of("boot_mean_aircondit", ReferenceData.column("cases/data_aircondit.csv", "hours", null, null), null),
                of("boot_mean_sleepdiff", differences, null),
                of("ate_sleep_unpaired", group2, group1),
                of("ate_plantgrowth_trt1", plant("trt1"), plant("ctrl")),
                of("ate_plantgrowth_trt2", plant("trt2"), plant("ctrl")));
    }

    private static double[] plant(String group) {
        return ReferenceData.column("cases/data_plantgrowth.csv", "weight", "group", group);
    }

    private static BootstrapCase of(String name, double[] treated, double[] control) {
        return new BootstrapCase(name, treated, control == null ? new double[0] : control,
                ReferenceData.json("cases/" + name + ".json"));
    }

    boolean twoArms() {
        return control.length > 0;
    }

    Estimate estimate(IntervalOptions options) {
        return twoArms() ? TwoArmEstimate.of(treated, control, "case", options)
                : MeanEstimate.of(treated, "case", options);
    }

    double lattice() {
        return ReferenceData.number(reference, "lattice_step");
    }
}
