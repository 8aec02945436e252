package io.twinsim.bench;

import io.twinsim.internal.text.TextTable;
import java.util.ArrayList;
import java.util.List;

/**
 * What was promised against what was measured. Figures of programs that do not run on the JVM are quoted from one run
 * of theirs on another machine, so they give an order of magnitude only; peers on the JVM ran beside.
 */
final class Targets {

    private static final long SMALL = 10_000;
    private static final long USUAL = 100_000;
    private static final long LARGE = 1_000_000;
    private static final long STREAMED = 10_000_000;
    private static final double BILLION = 1e9;
    /** Bytes per twin that count as none: what profilers themselves leave behind is about a tenth of it. */
    private static final double NONE = 0.05;
    private static final String[] HEADINGS = {"promise", ">target", ">measured", "met", "quoted"};

    private final List<Measured> results;
    private final List<Row> rows = new ArrayList<>();

    private Targets(List<Measured> results) {
        this.results = results;
    }

    /** A promise: what, the limits as text, what came out, whether that is within, what others need. */
    private record Row(String what, String target, String measured, boolean known, boolean met, String quoted) {

        String[] cells() {
            return new String[] {what, target, measured, !known ? "-" : met ? "yes" : "NO", quoted};
        }
    }

    /**
     * Judges a run.
     *
     * @param results what was measured; what is missing is neither met nor missed
     * @param bytes the memory of a population
     * @param jdk the feature version of the JDK; the platform's own loops became faster after 17
     * @return the verdicts
     */
    static Targets of(List<Measured> results, PopulationBytes bytes, int jdk) {
        Targets targets = new Targets(results);
        targets.simulation();
        targets.generation();
        targets.inference(jdk);
        targets.memory(bytes);
        targets.scaling();
        targets.files();
        targets.service();
        return targets;
    }

    private void simulation() {
        most("simulate HCP twins, tables on", 14, each("Simulate", "campaign", USUAL), "NumPy 49.7 ns, pandas 378 ns");
        least("  two threads, 1M twins", 1.7, nanos("Simulate", "campaign", LARGE)
                / nanos("Simulate", "twoThreads", LARGE), "");
        most("stream 1e9 twins, two threads", 30e9, each("Streaming", "twoThreads", STREAMED) * BILLION,
                "from 1e7 twins");
    }

    private void generation() {
        most("generate HCP twins, 21 columns", 75, each("Generate", "allColumns", USUAL), "the original 18 ms");
        most("generate ten mixed columns", 35, each("Generate", "tenColumns", USUAL), "NumPy 257 ns, tuned 176 ns");
        most("a value of N(0, 1)", 3.5, each("Normal", "draws", USUAL), "NumPy SFC64 9.7 ns");
        least("  against the ziggurat", 1, nanos("Normal", "ziggurat", USUAL) / nanos("Normal", "draws", USUAL), "");
    }

    private void inference(int jdk) {
        most("a bootstrap draw, mean", 0.75, each("Bootstrap", "multinomial", USUAL), "C 0.60, SciPy 7.4-11.8 ns");
        least("  against commons-rng", jdk < 25 ? 3.2 : 2.7, nanos("Bootstrap", "commonsRng", USUAL)
                / nanos("Bootstrap", "multinomial", USUAL), "");
        most("saddlepoint interval of an ATE", 1e6, nanos("Saddlepoint", "difference", USUAL), "");
        most("BCa beyond percentile", 1e6, nanos("Bootstrap", "bca", USUAL) - nanos("Bootstrap", "percentile", USUAL),
                "SciPy 65-80 s");
    }

    private void memory(PopulationBytes bytes) {
        add("bytes of an HCP twin, columns", "<= 80 B", Figures.digits(bytes.columns()) + " B", bytes.columns(),
                bytes.columns() <= 80, "the original 2,852 B");
        add("  on the heap", "<= 80 B", Figures.digits(bytes.heap()) + " B", bytes.heap(), bytes.heap() <= 80, "");
        double slope = Math.max(slope(SMALL, USUAL), slope(USUAL, LARGE));
        add("allocated per simulated twin", "0 B", Figures.digits(slope) + " B", slope, Math.abs(slope) < NONE,
                "the slope over twins");
    }

    private double slope(long from, long to) {
        return (one("Simulate", "campaign", to, true) - one("Simulate", "campaign", from, true)) / (to - from);
    }

    private void scaling() {
        for (String[] job : new String[][] {{"Simulate", "campaign", "simulate"}, {"Generate", "allColumns",
            "generate"}}) {
            between(job[2] + ", 10k to 100k", nanos(job[0], job[1], USUAL) / nanos(job[0], job[1], SMALL));
            between("  100k to 1M", nanos(job[0], job[1], LARGE) / nanos(job[0], job[1], USUAL));
        }
    }

    private void files() {
        most("read a row of CSV, ten columns", 1_500, each("Data", "read", LARGE), "from 1e6 rows");
        most("write one", 1_500, each("Data", "write", LARGE), "");
    }

    private void service() {
        double hit = nanos("Cache", "hit", USUAL);
        add("cache hit, key known", "< 1 us", Figures.time(hit), hit, hit < 1e3, "");
        double hash = nanos("Cache", "hash", USUAL);
        add("hash of a scenario", "< 50 us", Figures.time(hash), hash, hash < 50e3, "");
    }

    private double nanos(String group, String method, long size) {
        return one(group, method, size, false);
    }

    private double each(String group, String method, long size) {
        return results.stream().filter(m -> is(m, group, method, size)).mapToDouble(Measured::nanosEach).findFirst()
                .orElse(Double.NaN);
    }

    private double one(String group, String method, long size, boolean bytes) {
        return results.stream().filter(m -> is(m, group, method, size))
                .mapToDouble(m -> bytes ? m.bytes() : m.nanos()).findFirst().orElse(Double.NaN);
    }

    private static boolean is(Measured m, String group, String method, long size) {
        return m.group().equals(group) && m.method().equals(method) && m.size() == size;
    }

    private void most(String what, double limit, double nanos, String quoted) {
        add(what, "<= " + Figures.time(limit), Figures.time(nanos), nanos, nanos <= limit, quoted);
    }

    private void least(String what, double limit, double ratio, String quoted) {
        add(what, ">= " + Figures.times(limit), Figures.times(ratio), ratio, ratio >= limit, quoted);
    }

    private void between(String what, double ratio) {
        add(what, "8 to 12 x", Figures.times(ratio), ratio, ratio >= 8 && ratio <= 12, "");
    }

    private void add(String what, String target, String measured, double value, boolean met, String quoted) {
        boolean known = Double.isFinite(value);
        rows.add(new Row(what, target, known ? measured : "-", known, known && met, quoted));
    }

    /** How many promises are kept, as a sentence. */
    String summary() {
        long met = rows.stream().filter(Row::met).count();
        long unknown = rows.stream().filter(row -> !row.known()).count();
        return met + " of " + rows.size() + " targets met" + (unknown > 0 ? ", " + unknown + " not measured" : "");
    }

    /** Plain text of at most 100 columns. */
    String text() {
        TextTable table = TextTable.of(HEADINGS);
        rows.forEach(row -> table.row(row.cells()));
        return "Targets, 100,000 twins unless said, one thread\n" + table.render(2) + "  " + summary() + "\n";
    }

    /** Markdown. */
    String markdown() {
        return "### Targets, 100,000 twins unless said, one thread\n\n"
                + RatioTable.markdown(HEADINGS, rows.stream().map(Row::cells).toList()) + "\n" + summary() + ".\n";
    }
}
