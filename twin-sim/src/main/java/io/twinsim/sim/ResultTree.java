package io.twinsim.sim;

import io.twinsim.inference.Interval;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.ContentHash;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A result as a tree of maps, lists and plain values, with the keys of its JSON form. */
final class ResultTree {

    /** Of the effects of twins. */
    private static final double[] QUANTILES = {0, 0.05, 0.25, 0.5, 0.75, 0.95, 1};

    /** A share that is outside [0, 1] by no more is on its border. */
    private static final double ROUNDING = 1e-9;

    private final SimulationResult result;
    /** Whether this is for the digest: shares keep their rounding, and what follows from other numbers stays out. */
    private boolean exact;

    ResultTree(SimulationResult result) {
        this.result = result;
    }

    /** All of it, in the order in which it is printed. */
    Map<String, @Nullable Object> tree() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("world", result.world());
        tree.put("modelId", result.modelId());
        tree.put("intervention", result.intervention());
        tree.put("parameters", result.parameters());
        tree.put("seed", result.seed());
        tree.put("populationSeed", result.populationSeed());
        tree.put("configHash", result.hash());
        tree.put("status", result.status().id());
        result.reason().ifPresent(why -> tree.put("reason", why));
        tree.put("estimand", result.estimand().id());
        tree.put("provenance", result.provenance().id());
        tree.put("n", result.n());
        if (result.recipe().antithetic()) {
            tree.put("antithetic", true);
        }
        numbers(tree);
        tree.put("contrasts", result.hasNumbers() ? contrasts() : Map.of());
        tree.put("warnings", result.warnings());
        return tree;
    }

    private void numbers(Map<String, @Nullable Object> tree) {
        boolean any = result.hasNumbers();
        if (any) {
            result.pairs().ifPresent(pairs -> tree.put("pairs", pairs.pairs()));
        }
        tree.put("reached", any ? result.ate().reached() : null);
        if (result.status() == SimulationResult.Status.PARTIAL) {
            tree.put("rows", progress(result.n(), result.rowsTotal()));
            tree.put("replicates", progress(result.replicatesDone(), result.replicatesTotal()));
        }
        tree.put("ate", any ? ate() : null);
        tree.put("intervals", any ? intervals() : null);
        tree.put("subgroups", any ? subgroups() : Map.of());
        tree.put("recommendation", any ? result.recommendation().map(this::recommendation).orElse(null) : null);
        tree.put("sampleSize", any ? result.sampleSize().map(this::sampleSize).orElse(null) : null);
    }

    private static Map<String, Object> progress(long done, long total) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("done", done);
        tree.put("total", total);
        return tree;
    }

    private Map<String, @Nullable Object> ate() {
        Ate ate = result.ate();
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("estimate", ate.estimate());
        tree.put("standardError", ate.standardError());
        tree.put("sd", ate.sd());
        tree.put("sdSystematic", ate.sdSystematic());
        tree.put("sdNoise", ate.sdNoise());
        if (ate.reached() < result.n()) {
            tree.put("perReached", ate.reached() > 0 ? ate.perReached() : null);
        }
        Map<String, Object> quantiles = new LinkedHashMap<>();
        for (double p : QUANTILES) {
            quantiles.put(Numbers.shortest(p), result.quantile(p));
        }
        tree.put("quantiles", quantiles);
        var estimate = result.answer().estimate();
        estimate.bias().ifPresent(value -> tree.put("bias", value));
        estimate.z0().ifPresent(value -> tree.put("z0", value));
        estimate.acceleration().ifPresent(value -> tree.put("acceleration", value));
        tree.put("interval", ate.interval().toTree());
        return tree;
    }

    private Map<String, @Nullable Object> intervals() {
        Intervals all = result.intervals();
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("simulation", all.simulation().toTree());
        tree.put("assumption", all.assumption().map(this::assumption).orElse(null));
        tree.put("total", all.total().map(this::total).orElse(null));
        tree.put("plannedTrial", result.plannedTrial().map(this::planned).orElse(null));
        return tree;
    }

    private Map<String, Object> assumption(Interval interval) {
        Map<String, Object> tree = interval.toTree();
        result.assumption().ifPresent(a -> {
            tree.put("sd", a.sd());
            tree.put("deltaSd", a.deltaSd());
            List<Object> shares = new ArrayList<>();
            for (Assumption.Share share : a.shares()) {
                Map<String, @Nullable Object> one = new LinkedHashMap<>();
                one.put("coefficient", share.coefficient());
                one.put("gradient", share.gradient());
                one.put("share", share.share().isPresent() ? share(share.share().getAsDouble()) : null);
                shares.add(one);
            }
            tree.put("shares", shares);
            a.interactions().ifPresent(rest -> tree.put("interactions", share(rest)));
        });
        return tree;
    }

    private double share(double value) {
        if (exact || value >= 0 && value <= 1) {
            return value;
        }
        return value < 0 && value > -ROUNDING ? 0 : value > 1 && value < 1 + ROUNDING ? 1 : value;
    }

    private Map<String, Object> total(Interval interval) {
        Map<String, Object> tree = interval.toTree();
        result.assumption().ifPresent(a -> {
            double simulation = result.ate().standardError();
            tree.put("sd", Math.sqrt(simulation * simulation + a.sd() * a.sd()));
        });
        return tree;
    }

    private Map<String, @Nullable Object> planned(PlannedTrial trial) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>(trial.interval().toTree());
        tree.put("treated", trial.treated());
        tree.put("control", trial.control());
        tree.put("standardError", trial.standardError());
        tree.put("power", trial.power());
        tree.put("assurance", orNull(trial.assurance()));
        if (!exact) {
            tree.put("assuranceClosedForm", orNull(trial.closedForm()));
        }
        tree.put("ceiling", orNull(trial.ceiling()));
        return tree;
    }

    private Map<String, Object> subgroups() {
        Map<String, Object> tree = new LinkedHashMap<>();
        result.subgroups().forEach((dimension, table) ->
                tree.put(dimension, table.rows().stream().map(ResultTree::row).toList()));
        return tree;
    }

    /** What each dimension explains, and its two groups that differ most. */
    private Map<String, Object> contrasts() {
        Map<String, Object> tree = new LinkedHashMap<>();
        result.subgroups().forEach((dimension, table) -> {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("explained", orNull(table.explained()));
            table.contrast().ifPresent(c -> {
                one.put("high", c.high());
                one.put("low", c.low());
                one.put("difference", c.difference());
                one.put("interval", c.interval().toTree());
                one.put("perArm", c.perArm().isPresent() ? Long.valueOf(c.perArm().getAsLong()) : null);
            });
            tree.put(dimension, one);
        });
        return tree;
    }

    private static Map<String, @Nullable Object> row(SubgroupTable.Row row) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("value", row.value());
        tree.put("n", row.n());
        tree.put("ate", row.ate());
        tree.put("sd", orNull(row.sd()));
        tree.put("standardError", orNull(row.standardError()));
        tree.put("lower", row.interval().map(Interval::lower).orElse(null));
        tree.put("upper", row.interval().map(Interval::upper).orElse(null));
        return tree;
    }

    private Map<String, @Nullable Object> recommendation(Recommendation r) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("verdict", r.verdict().id());
        tree.put("harmful", r.harmful());
        tree.put("basis", r.basis());
        tree.put("threshold", r.threshold());
        tree.put("judged", r.judged());
        tree.put("interval", r.interval().toTree());
        tree.put("probWorthwhile", r.probWorthwhile());
        tree.put("flip", r.flip().map(Recommendation.Flip::text).orElse(null));
        tree.put("rationale", r.rationale());
        return tree;
    }

    /**
     * Null without a variance of the outcome; the warnings say what to declare. {@code perArm} is the control arm, to
     * which the treated are as the ratio says.
     */
    private @Nullable Map<String, @Nullable Object> sampleSize(SampleSize size) {
        if (size.cohensD().isEmpty()) {
            return null;
        }
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("perArm", size.forPower().map(SampleSize.Arms::control).orElse(null));
        tree.put("total", size.forPower().map(SampleSize.Arms::total).orElse(null));
        tree.put("power", size.power());
        tree.put("level", size.level());
        tree.put("effect", size.effect());
        tree.put("assurancePerArm", size.forAssurance().map(SampleSize.Arms::control).orElse(null));
        tree.put("assuranceTotal", size.forAssurance().map(SampleSize.Arms::total).orElse(null));
        tree.put("baseline", orNull(size.baseline()));
        tree.put("cohensD", orNull(size.cohensD()));
        if (!exact) {
            tree.put("ratio", size.ratio());
            tree.put("treated", size.forPower().map(SampleSize.Arms::treated).orElse(null));
            tree.put("assuranceTreated", size.forAssurance().map(SampleSize.Arms::treated).orElse(null));
        }
        return tree;
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? Double.valueOf(value.getAsDouble()) : null;
    }

    /** Every number, as bits; identities of the configuration are left out. */
    String digest() {
        exact = true;
        ContentHash hash = ContentHash.of("result");
        Map<String, @Nullable Object> numbers = new LinkedHashMap<>();
        numbers.put("status", result.status().id());
        numbers.put("n", result.n());
        numbers(numbers);
        if (result.hasNumbers()) {
            Histogram histogram = result.histogram();
            List<Object> bins = new ArrayList<>(List.of(histogram.lower(), histogram.width()));
            for (long count : histogram.counts()) {
                bins.add(count);
            }
            numbers.put("histogram", bins);
            List<Object> tables = new ArrayList<>();
            result.subgroups().values().forEach(t -> contrast(t, tables));
            numbers.put("contrasts", tables);
            Optional<Recommendation.Flip> flip = result.recommendation().flatMap(Recommendation::flip);
            flip.ifPresent(f -> numbers.put("flipDistance", f.distance()));
        }
        add(hash, "", numbers);
        return hash.hex();
    }

    private static void contrast(SubgroupTable table, List<Object> into) {
        table.explained().ifPresent(into::add);
        table.contrast().ifPresent(c -> {
            into.add(c.difference());
            into.add(c.interval().toTree());
            OptionalLong perArm = c.perArm();
            into.add(perArm.isPresent() ? perArm.getAsLong() : -1L);
        });
    }

    private static void add(ContentHash hash, String path, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            hash.whole(path + "{}", map.size());
            map.forEach((key, item) -> add(hash, path + "/" + key, item));
        } else if (value instanceof List<?> list) {
            hash.whole(path + "[]", list.size());
            for (int i = 0; i < list.size(); i++) {
                add(hash, path + "/" + i, list.get(i));
            }
        } else if (value instanceof Double number) {
            hash.number(path, number);
        } else if (value instanceof Number number) {
            hash.whole(path, number.longValue());
        } else if (value != null) {
            hash.text(path, value.toString());
        }
    }
}
