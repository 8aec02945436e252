package io.twinsim.inference;

import java.util.List;
import java.util.Map;

/** The reference cases of one mean, of two arms and of a ratio, with the data they are about. */
record BootstrapCase(String name, Statistic statistic, Map<String, Object> reference) {

    static List<BootstrapCase> all() {
        double[] group1 = ReferenceData.column("cases/data_sleep.csv", "extra", "group", "1");
        double[] group2 = ReferenceData.column("cases/data_sleep.csv", "extra", "group", "2");
        double[] differences = new double[group1.length];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = group2[i] - group1[i];
        }
        return List.of(
                of("boot_mean_aircondit",
                        Statistic.mean(ReferenceData.column("cases/data_aircondit.csv", "hours", null, null))),
                of("boot_mean_sleepdiff", Statistic.mean(differences)),
                of("ate_sleep_unpaired", Statistic.difference(group2, group1)),
                of("ate_plantgrowth_trt1", Statistic.difference(plant("trt1"), plant("ctrl"))),
                of("ate_plantgrowth_trt2", Statistic.difference(plant("trt2"), plant("ctrl"))),
                of("boot_ratio_city", Statistic.ratio(ReferenceData.column("cases/data_city.csv", "x", null, null),
                        ReferenceData.column("cases/data_city.csv", "u", null, null))));
    }

    private static double[] plant(String group) {
        return ReferenceData.column("cases/data_plantgrowth.csv", "weight", "group", group);
    }

    private static BootstrapCase of(String name, Statistic statistic) {
        return new BootstrapCase(name, statistic, ReferenceData.json("cases/" + name + ".json"));
    }

    boolean ratio() {
        return statistic.kind() == StatisticKind.RATIO;
    }

    Replicates run(int replicates) {
        return Bootstrap.of(statistic).withEstimand("case")
                .withOptions(IntervalOptions.of().withSeed(20_240_601).withReplicates(replicates)).run();
    }

    Estimate estimate(IntervalMethod method, double level) {
        return Bootstrap.of(statistic).withEstimand("case")
                .withOptions(IntervalOptions.of().withMethod(method).withLevel(level)).estimate();
    }

    /** Reference limits of a method. */
    Map<String, Object> interval(double level, String method) {
        Map<String, Object> levels = ReferenceData.object(reference, "intervals");
        return ReferenceData.object(ReferenceData.object(levels, key(level)), method);
    }

    static String key(double level) {
        return level == 0.9 ? "0.90" : Double.toString(level);
    }

    double lattice() {
        return ReferenceData.number(reference, "lattice_step");
    }
}
