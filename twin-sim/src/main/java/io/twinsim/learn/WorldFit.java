package io.twinsim.learn;

import io.twinsim.InputException;
import io.twinsim.column.CategoryColumn;
import io.twinsim.column.Column;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.parallel.Tiles;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Population;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Learns a world from data: a model whose twins are like the units, as an ordinary world file.
 * <pre>{@code
 * FittedWorld world = WorldFit.of(Population.read(Path.of("customers.csv")), "customers").run();
 * System.out.println(world.table());
 * world.write(Path.of("customers.yaml"));
 * }</pre>
 *
 * <p>Categories, flags and whole numbers of few values become tables, each given one or two others, along a tree of
 * mutual information; combinations that never occur although many rows lead one to expect them never occur in twins.
 * Columns that follow from others in all rows become formulas. Other numbers are drawn from families of distributions
 * where one is near enough, else from quantiles, in cells of the discrete columns; what the cells leave unexplained is
 * joined by rank correlations, solved so that those of generated twins are those of the data.
 *
 * <p>The fit is judged first: learned on four fifths of the rows, compared with the last fifth ({@link Likeness}). What
 * is delivered is then learned on all rows. With an {@linkplain #withOutcome outcome} the world gets a learned model of
 * it, with a {@linkplain #withTreatment treatment} also its learned effects as interventions.
 *
 * <p>Rows are taken as independent. Missing values are left out of whatever is learned from their column; twins have
 * none. Immutable; results are bit-identical for any number of threads.
 */
public final class WorldFit {

    private static final int FEWEST = 2;
    private static final long SEED = 42;

    private final Population data;
    private final WorldSettings settings;

    private WorldFit(Population data, WorldSettings settings) {
        this.data = data;
        this.settings = settings;
    }

    /**
     * A world to learn from all columns.
     *
     * @param data real units, at least 2
     * @param name the world's name
     * @return the fit, with seed 42
     * @throws InputException if there are fewer than 2 rows, or the name is blank or longer than 200 characters
     */
    public static WorldFit of(Population data, String name) {
        long rows = Checks.notNull(data, "data").size();
        if (rows < FEWEST) {
            throw new InputException("data must hold at least 2 rows to learn from, got " + rows);
        }
        Checks.notNull(name, "name");
        if (name.isBlank() || name.length() > 200 || name.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new InputException("name must be 1 to 200 printable characters, got " + Names.quote(name));
        }
        return new WorldFit(data, WorldSettings.of(name, SEED, Tiles.defaultThreads()));
    }

    private WorldFit with(WorldSettings changed) {
        return new WorldFit(data, changed);
    }

    private String known(String column) {
        return Checks.known("column", column, data.names());
    }

    /**
     * Columns that are no part of a twin, such as those measured after a treatment, beside those named before.
     *
     * @param columns their names
     * @return the changed fit
     * @throws InputException if a column is unknown
     */
    public WorldFit without(String... columns) {
        Set<String> names = new LinkedHashSet<>(settings.without());
        for (String column : Checks.notNull(columns, "columns")) {
            names.add(known(column));
        }
        return with(settings.without(List.copyOf(names)));
    }

    /**
     * The outcome to learn a model of; it is no variable of the world.
     *
     * @param column a number or flag
     * @return the changed fit
     * @throws InputException if the column is unknown or holds categories
     */
    public WorldFit withOutcome(String column) {
        if (data.storage(known(column)).type() == ColumnType.CATEGORY) {
            throw new InputException("outcome must be a number or a flag, got " + Names.quote(column)
                    + ", which holds labels; give it as 0 and 1");
        }
        return with(settings.withOutcome(column));
    }

    /**
     * The treatment of an experiment, 0 or 1 or a flag; it is no variable of the world, its effect becomes an
     * intervention.
     *
     * @param column its name
     * @return the changed fit
     * @throws InputException if the column is unknown
     */
    public WorldFit withTreatment(String column) {
        return with(settings.withTreatment(known(column), Optional.empty()));
    }

    /**
     * The treatment of an experiment; it is no variable of the world. The effect of each other arm becomes an
     * intervention.
     *
     * @param column its name
     * @param control the label, or number, of the untreated arm
     * @return the changed fit
     * @throws InputException if the column is unknown
     */
    public WorldFit withTreatment(String column, String control) {
        return with(settings.withTreatment(known(column), Optional.of(Checks.notNull(control, "control"))));
    }

    /**
     * The column by which rows stand in time: models of the outcome are judged on later rows than they learned from. It
     * is no variable of the world, and needs an outcome.
     *
     * @param column its name
     * @return the changed fit
     * @throws InputException if the column is unknown
     */
    public WorldFit withTime(String column) {
        return with(settings.withTime(known(column)));
    }

    /**
     * The column that tells units apart: rows of one unit are never divided between learning and judging. It is no
     * variable of the world.
     *
     * @param column its name
     * @return the changed fit
     * @throws InputException if the column is unknown
     */
    public WorldFit withId(String column) {
        return with(settings.withId(known(column)));
    }

    /**
     * Says that the labels of a category rise, so that it takes part in rank correlations.
     *
     * @param column a category
     * @param labels all of its labels, from the lowest on
     * @return the changed fit
     * @throws InputException if the column is unknown or no category, or a label is missing, unknown or given twice
     */
    public WorldFit withOrdered(String column, String... labels) {
        Column category = data.column(known(column));
        String quoted = Names.quote(column);
        if (!(category instanceof CategoryColumn)) {
            throw new InputException("ordered column " + quoted + " must be a category, got " + category.type().id());
        }
        Set<String> given = new LinkedHashSet<>();
        for (String label : Checks.notNull(labels, "labels")) {
            Checks.known("label of " + column, label, category.labels());
            if (!given.add(label)) {
                throw new InputException("labels of " + quoted + " must differ, got " + Names.quote(label) + " twice");
            }
        }
        for (String label : category.labels()) {
            if (!given.contains(label)) {
                throw new InputException("labels of " + quoted + " must all be ordered, got none for "
                        + Names.quote(label));
            }
        }
        return with(settings.withOrdered(column, List.copyOf(given)));
    }

    /**
     * Candidates for the model of the outcome, in place of the usual ones.
     *
     * @param learners at least one
     * @return the changed fit
     * @throws InputException if there is none
     */
    public WorldFit withLearners(Learner... learners) {
        Checks.atLeast(1, Checks.notNull(learners, "learners").length, "number of learners");
        return with(settings.withLearners(List.of(learners)));
    }

    /**
     * Another seed.
     *
     * @param seed of everything that is drawn on the way
     * @return the changed fit
     */
    public WorldFit withSeed(long seed) {
        return with(settings.withSeed(seed));
    }

    /**
     * Another number of threads.
     *
     * @param threads 1 to 1,024
     * @return the changed fit
     * @throws InputException if it is outside
     */
    public WorldFit withThreads(int threads) {
        return with(settings.withThreads((int) Checks.inRange(1L, Tiles.MAX_THREADS, threads, "threads")));
    }

    /**
     * Learns the world.
     *
     * @return the world with what is known about it
     * @throws InputException if no column is left, a column has no values or numbers beyond 1e300, a role is given
     *     twice, a treatment or a time is given without an outcome, or the outcome or an effect cannot be learned, as
     *     {@link OutcomeFit} and {@link EffectFit} say
     */
    public FittedWorld run() {
        return new WorldRun(data, settings).run();
    }

    /** One line such as {@code WorldFit[customers, n=64,000, 8 columns]}. */
    @Override
    public String toString() {
        long columns = data.names().stream().filter(column -> !settings.aside().contains(column)).count();
        return "WorldFit[" + Lines.cut(Names.visible(settings.name()), 40) + ", n="
                + Numbers.grouped(data.size()) + ", " + columns + (columns == 1 ? " column]" : " columns]");
    }
}
