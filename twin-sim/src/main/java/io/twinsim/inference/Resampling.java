package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.column.CategoryColumn;
import io.twinsim.column.Column;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.math.Ranks;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Population;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * How units are drawn again for a replicate: the scheme, the strata they are drawn within, and the clusters that are
 * drawn whole. Immutable; equal settings give bit-equal replicates.
 *
 * <p>Arms are always resampled on their own. Within each stratum of an arm, the weights of its units (rows, or
 * clusters) add up to their number; a mean divides by the weight of all rows. Without clusters every stratum so keeps
 * its share of the rows.
 */
public final class Resampling {

    /** Where the weights of a replicate come from. */
    enum Scheme {
        MULTINOMIAL, POISSON, BAYESIAN;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int[][] NONE = {};

    private final Scheme scheme;
    private final int[][] strata;
    private final int[][] clusters;
    /** The units of each arm once they are known: every run and every interval asks for them, and codes are sorted. */
    private final AtomicReferenceArray<@Nullable Units> arranged;

    private Resampling(Scheme scheme, int[][] strata, int[][] clusters) {
        this.scheme = scheme;
        this.strata = strata;
        this.clusters = clusters;
        this.arranged = new AtomicReferenceArray<>(Math.max(strata.length, clusters.length));
    }

    /**
     * n of n units with replacement, within each arm: the ordinary bootstrap, exact.
     *
     * @return the resampling
     */
    public static Resampling multinomial() {
        return new Resampling(Scheme.MULTINOMIAL, NONE, NONE);
    }

    /**
     * A Poisson(1) count for every unit, divided by their mean. Counts of one slab of 4,096 units are independent of
     * all others, so that shards of rows need not know of each other (see {@link ShardedBootstrap}). The variance of a
     * mean exceeds that of the multinomial by about 1/n of it; where all counts of a stratum are 0, they are drawn
     * again.
     *
     * @return the resampling
     */
    public static Resampling poisson() {
        return new Resampling(Scheme.POISSON, NONE, NONE);
    }

    /**
     * An exponential weight for every unit, divided by their mean: the Bayesian bootstrap (Rubin 1981,
     * doi:10.1214/aos/1176345338). No two replicates are alike, and no weight is 0. The variance of a mean is n/(n + 1)
     * times that of the multinomial.
     *
     * @return the resampling
     */
    public static Resampling bayesian() {
        return new Resampling(Scheme.BAYESIAN, NONE, NONE);
    }

    /**
     * The same within strata: units are drawn again among those of their own stratum only.
     *
     * @param strata for each arm, treated before control, the stratum code of each row, 0 or more; one array for
     *     statistics of one sample; copied
     * @return the stratified resampling
     * @throws InputException if an array is null or a code is negative
     */
    public Resampling within(int[]... strata) {
        return new Resampling(scheme, checked(strata, "strata"), clusters);
    }

    /**
     * The same for one sample within the strata that a column of data names.
     *
     * @param data the rows of the sample
     * @param column a category, integer or flag column without missing values
     * @return the stratified resampling
     * @throws InputException if the column is unknown, real, or has missing values
     */
    public Resampling within(Population data, String column) {
        return within(codes(data, column));
    }

    /**
     * The same by cluster: rows of one cluster come together or not at all. Valid only if clusters, not rows, are
     * independent. A cluster lies in one stratum; equal codes in two arms are two clusters.
     *
     * @param clusters for each arm, treated before control, the cluster code of each row, 0 or more; one array for
     *     statistics of one sample; copied
     * @return the resampling of clusters
     * @throws InputException if an array is null or a code is negative
     */
    public Resampling byCluster(int[]... clusters) {
        return new Resampling(scheme, strata, checked(clusters, "clusters"));
    }

    /**
     * The same for one sample by the clusters that a column of data names.
     *
     * @param data the rows of the sample
     * @param column a category, integer or flag column without missing values
     * @return the resampling of clusters
     * @throws InputException if the column is unknown, real, or has missing values
     */
    public Resampling byCluster(Population data, String column) {
        return byCluster(codes(data, column));
    }

    /**
     * The codes of a column, as strata and clusters need them: level codes of categories, ranks of the distinct values
     * of other columns.
     *
     * @param data the rows
     * @param column a category, integer or flag column without missing values
     * @return one code per row, 0 or more
     * @throws InputException if the column is unknown, real, or has missing values
     */
    public static int[] codes(Population data, String column) {
        Column found = Checks.notNull(data, "data").column(column);
        if (found.type() == ColumnType.REAL) {
            throw new InputException("column " + Names.quote(column) + " must be category, integer or flag, got "
                    + found.type().id());
        }
        if (found.missing() > 0) {
            throw new InputException("column " + Names.quote(column) + " must have no missing values, got "
                    + Numbers.grouped(found.missing()));
        }
        int[] codes = new int[found.size()];
        if (found instanceof CategoryColumn category) {
            Arrays.setAll(codes, category::code);
            return codes;
        }
        double[] values = new double[codes.length];
        found.load(0, values, 0, values.length);
        return Ranks.codes(values);
    }

    private static int[][] checked(int[][] codes, String name) {
        Checks.notNull(codes, name);
        int[][] copy = new int[codes.length][];
        for (int a = 0; a < codes.length; a++) {
            String named = named(name, a, codes.length);
            copy[a] = Checks.notNull(codes[a], named).clone();
            for (int i = 0; i < copy[a].length; i++) {
                if (copy[a][i] < 0) {
                    throw new InputException(named + " must be 0 or more, got " + copy[a][i] + " at index " + i);
                }
            }
        }
        return copy;
    }

    private static String named(String name, int arm, int arms) {
        return arms == 1 ? name : name + " of " + armName(arm, arms);
    }

    /** What an arm is called: the two arms of a comparison by their part in it, others by number. */
    static String armName(int arm, int arms) {
        return arms != 2 ? Integer.toString(arm) : arm == 0 ? "treated" : "control";
    }

    Scheme scheme() {
        return scheme;
    }

    /** How the rows of one arm of several fall into units and strata, everything checked. */
    Units units(int rows, int arm, int arms) {
        int[] stratum = of(strata, "strata", rows, arm, arms);
        int[] cluster = of(clusters, "clusters", rows, arm, arms);
        @Nullable Units known = arm < arranged.length() ? arranged.get(arm) : null;
        if (known != null) {
            return known;
        }
        Units made = Units.of(rows, stratum, cluster, named("clusters", arm, arms));
        if (arm < arranged.length()) {
            arranged.set(arm, made);
        }
        return made;
    }

    /** The codes of an arm; empty where there are none. */
    private static int[] of(int[][] codes, String name, int rows, int arm, int arms) {
        if (codes.length == 0) {
            return new int[0];
        }
        if (codes.length != arms) {
            throw new InputException(name + " must have one array per arm (" + arms + "), got " + codes.length);
        }
        if (codes[arm].length == rows) {
            return codes[arm];
        }
        throw new InputException(named(name, arm, arms) + " must have one code per row (" + rows + "), got "
                + codes[arm].length);
    }

    /**
     * What a reader of the replicates should know, such as strata of a single unit, which no replicate ever moves.
     *
     * @return notes, none for resampling without strata
     */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        for (int a = 0; a < strata.length; a++) {
            boolean byCluster = clusters.length == strata.length && clusters[a].length == strata[a].length;
            Units units = byCluster || clusters.length == 0 ? units(strata[a].length, a, strata.length)
                    : Units.of(strata[a].length, strata[a], new int[0], "clusters");
            int single = units.singleStrata();
            if (single > 0) {
                notes.add(named("strata", a, strata.length) + " with a single " + (byCluster ? "cluster" : "row")
                        + ", which adds no variance: " + Numbers.grouped(single));
            }
        }
        return notes;
    }

    /** Whether scheme, strata and clusters are equal. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Resampling that && scheme == that.scheme && Arrays.deepEquals(strata, that.strata)
                && Arrays.deepEquals(clusters, that.clusters);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * scheme.id().hashCode() + Arrays.deepHashCode(strata)) + Arrays.deepHashCode(clusters);
    }

    /** Such as {@code multinomial, within 3 strata, by 12 clusters}; two arms as {@code by 12 and 14 clusters}. */
    @Override
    public String toString() {
        return scheme.id() + counted(", within ", strata, " strata") + counted(", by ", clusters, " clusters");
    }

    private static String counted(String before, int[][] codes, String after) {
        if (codes.length == 0) {
            return "";
        }
        List<String> counts = new ArrayList<>();
        for (int[] arm : codes) {
            counts.add(Long.toString(Arrays.stream(arm).distinct().count()));
        }
        return before + String.join(" and ", counts) + after;
    }
}
