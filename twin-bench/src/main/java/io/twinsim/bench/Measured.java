package io.twinsim.bench;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;

/**
 * What one method of a benchmark took at one size.
 *
 * @param group the class, without its ending
 * @param method the method
 * @param others parameters other than the size
 * @param kind ours, or what it is compared with
 * @param of the methods of ours it is compared with; empty: all of the group
 * @param by the parameter that is the size
 * @param size its value
 * @param unit what is counted
 * @param count how many of them one call works through
 * @param nanos nanoseconds a call
 * @param error half the width of the 99.9 % interval of {@code nanos} over iterations; NaN for fewer than two
 * @param bytes bytes a call allocates; NaN if not measured
 */
record Measured(String group, String method, Map<String, String> others, Kind kind, List<String> of, String by,
        long size, String unit, long count, double nanos, double error, double bytes) {

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    /** What a method is for. */
    enum Kind { OURS, PEER, FLOOR }

    /** Nanoseconds for each of what is counted. */
    double nanosEach() {
        return nanos / count;
    }

    /** Bytes for each of what is counted. */
    double bytesEach() {
        return bytes / count;
    }

    /** The method with the values of its parameters. */
    String job() {
        return others.isEmpty() ? method : method + " " + String.join(" ", others.values());
    }

    /** Whether this is the peer or floor of a result of ours, in the same run and of the same size. */
    boolean serves(Measured ours) {
        return kind != Kind.OURS && group.equals(ours.group) && size == ours.size && by.equals(ours.by)
                && (of.isEmpty() || of.contains(ours.method))
                && ours.others.entrySet().containsAll(others.entrySet());
    }

    /** Reads a result of JMH, with the annotations of its method. */
    static Measured of(RunResult result) {
        BenchmarkParams params = result.getParams();
        int dot = params.getBenchmark().lastIndexOf('.');
        String owner = params.getBenchmark().substring(0, dot);
        String name = params.getBenchmark().substring(dot + 1);
        Class<?> type;
        try {
            type = Class.forName(owner);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("no class of benchmark " + params.getBenchmark(), e);
        }
        Method method = Arrays.stream(type.getMethods()).filter(m -> m.getName().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalStateException("no method of benchmark " + params.getBenchmark()));
        Counts counts = counts(method, type);
        Map<String, String> others = new LinkedHashMap<>();
        Set<String> keys = new TreeSet<>(params.getParamsKeys());
        keys.remove(counts.by());
        keys.forEach(key -> others.put(key, params.getParam(key)));
        long size = Long.parseLong(params.getParam(counts.by()));
        double scale = params.getTimeUnit().toNanos(1);
        return new Measured(type.getSimpleName().replace("Benchmark", ""), name, others, kind(method), against(method),
                counts.by(), size, counts.of(), Math.max(1, size * counts.times()),
                result.getPrimaryResult().getScore() * scale, result.getPrimaryResult().getScoreError() * scale,
                allocated(result));
    }

    private static Counts counts(AnnotatedElement method, AnnotatedElement type) {
        Counts own = method.getAnnotation(Counts.class);
        @Nullable Counts counts = own == null ? type.getAnnotation(Counts.class) : own;
        if (counts == null) {
            throw new IllegalStateException(type + " must say what it counts");
        }
        return counts;
    }

    private static Kind kind(AnnotatedElement method) {
        return method.isAnnotationPresent(Peer.class) ? Kind.PEER
                : method.isAnnotationPresent(Floor.class) ? Kind.FLOOR : Kind.OURS;
    }

    private static List<String> against(AnnotatedElement method) {
        Peer peer = method.getAnnotation(Peer.class);
        Floor floor = method.getAnnotation(Floor.class);
        return peer != null ? List.of(peer.of()) : floor != null ? List.of(floor.of()) : List.of();
    }

    private static double allocated(RunResult result) {
        for (String name : result.getSecondaryResults().keySet()) {
            if (name.endsWith(ALLOCATED)) {
                return result.getSecondaryResults().get(name).getScore();
            }
        }
        return Double.NaN;
    }
}
