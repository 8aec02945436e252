package io.twinsim.learn;

import io.twinsim.InputException;
import io.twinsim.column.CategoryColumn;
import io.twinsim.column.Column;
import io.twinsim.column.Selection;
import io.twinsim.internal.parallel.StopSignal;
import io.twinsim.internal.parallel.Tiles;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Population;
import io.twinsim.model.PopulationBuilder;
import io.twinsim.model.TwinModel;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One run of a {@link WorldFit}: judges on held-out rows, learns on all of them, then outcome and effects. */
final class WorldRun {

    /** With fewer rows nothing can be held out. */
    private static final int FEWEST_TO_JUDGE = 50;
    private static final double HELD_OUT = 0.2;
    private static final long MOST_TWINS = 100_000;
    /** Sums of larger numbers may be beyond a double. */
    private static final double LARGEST = 1e300;

    private final Population data;
    private final WorldSettings settings;
    private final List<String> columns;
    private final List<String> notes = new ArrayList<>();

    WorldRun(Population data, WorldSettings settings) {
        this.settings = settings;
        List<String> aside = settings.aside();
        this.columns = data.names().stream().filter(column -> !aside.contains(column)).toList();
        checkRoles();
        this.data = ordered(data);
    }

    private void checkRoles() {
        Map<String, String> roles = new HashMap<>();
        role(roles, "outcome", settings.outcome());
        role(roles, "treatment", settings.treatment());
        role(roles, "time", settings.time());
        role(roles, "id", settings.id());
        if (settings.treatment().isPresent() && settings.outcome().isEmpty()) {
            throw new InputException("treatment must be given with an outcome, got " + settings.treatment().get()
                    + " alone; its effect is on something");
        }
        if (settings.time().isPresent() && settings.outcome().isEmpty()) {
            throw new InputException("time must be given with an outcome, got " + settings.time().get()
                    + " alone; models of an outcome are judged on later rows than they learned from");
        }
        if (columns.isEmpty()) {
            throw new InputException("columns must hold at least one to learn, got none; all of them are left out or "
                    + "have another role");
        }
    }

    private static void role(Map<String, String> roles, String role, Optional<String> column) {
        column.ifPresent(name -> {
            String other = roles.put(name, role);
            if (other != null) {
                throw new InputException(role + " must differ from the " + other + ", got " + Names.quote(name)
                        + " for both");
            }
        });
    }

    /** Puts labels that rise in their order. */
    private Population ordered(Population all) {
        if (settings.ordered().isEmpty()) {
            return all;
        }
        PopulationBuilder changed = Population.builder();
        for (String name : all.names()) {
            Column column = all.column(name);
            List<String> labels = settings.ordered().get(name);
            changed.column(name, labels == null ? column : recoded((CategoryColumn) column, labels));
        }
        return changed.build();
    }

    private static Column recoded(CategoryColumn column, List<String> labels) {
        int[] codes = new int[column.size()];
        boolean[] missing = new boolean[codes.length];
        for (int i = 0; i < codes.length; i++) {
            missing[i] = column.isMissing(i);
            codes[i] = missing[i] ? 0 : labels.indexOf(column.label(i));
        }
        return CategoryColumn.of(labels, codes, missing);
    }

    FittedWorld run() {
        WorldOutcome.control(data, settings);
        @Nullable Selection held = heldOut();
        WorldLearning[] learned = new WorldLearning[1];
        LikenessReport[] report = new LikenessReport[1];
        Tiles.run(settings.threads(), null, held == null ? 1 : 2, StopSignal.NEVER, part -> {
            if (part == 0) {
                learned[0] = WorldLearning.of(data, columns, settings);
            } else {
                report[0] = judge(Objects.requireNonNull(held));
            }
        });
        notes.addAll(learned[0].structure().notes());
        if (held == null) {
            notes.add("with fewer than " + FEWEST_TO_JUDGE + " rows nothing was held out to judge the twins by");
        }
        WorldOutcome outcome = WorldOutcome.learn(data, learned[0], settings);
        notes.addAll(outcome.notes());
        WorldFile file = new WorldFile(data, settings, learned[0], outcome);
        return new FittedWorld(file, Optional.ofNullable(report[0]), outcome, List.copyOf(notes));
    }

    /** The rows that are held out, all rows of a unit alike; none if there are too few. */
    private @Nullable Selection heldOut() {
        int rows = Math.toIntExact(data.size());
        if (rows < FEWEST_TO_JUDGE) {
            return null;
        }
        DrawStream stream = Draws.of(settings.seed()).stream("fit/holdout");
        @Nullable Column ids = settings.id().map(data::column).orElse(null);
        Map<String, Long> first = new HashMap<>();
        Selection.Builder held = Selection.builder(rows);
        int count = 0;
        for (int i = 0; i < rows; i++) {
            long unit = data.rowId(i);
            if (ids != null && !ids.isMissing(i)) {
                Long known = first.putIfAbsent(ids.text(i), unit);
                unit = known == null ? unit : known;
            }
            if (stream.uniform(unit) < HELD_OUT) {
                held.add(i);
                count++;
            }
        }
        return count < 2 || rows - count < 2 ? null : held.build();
    }

    private LikenessReport judge(Selection held) {
        BitSet others = new BitSet();
        for (int i = 0; i < held.size(); i++) {
            others.set(i, !held.contains(i));
        }
        Population train = taken(Selection.of(others, held.size()));
        List<String> known = columns.stream().filter(name -> train.column(name).missing() < train.size()).toList();
        WorldLearning learned = WorldLearning.of(train, known, settings);
        String[] names = learned.variables().stream().map(WorldVariable::name).toArray(String[]::new);
        TwinModel model = TwinModel.parse(WorldFile.plain(learned, settings), "world.yaml");
        Population twins = new WorldMissing(settings.seed()).hide(
                model.generate(Math.min(MOST_TWINS, train.size()), settings.seed(), settings.threads()), train);
        return Likeness.of(train.select(names), taken(held).select(names), twins, settings.seed());
    }

    private Population taken(Selection rows) {
        PopulationBuilder taken = Population.builder();
        columns.forEach(name -> taken.column(name, data.column(name).take(rows)));
        return taken.build();
    }

    /** A column without values has nothing to learn from, one of huge numbers has no mean. */
    static void requireValues(Structure structure) {
        for (ColumnProfile profile : structure.profiles()) {
            double largest = profile.upper() > -profile.lower() ? profile.upper() : profile.lower();
            if (Math.abs(largest) > LARGEST) {
                throw new InputException("column " + Names.quote(profile.column())
                        + " must hold numbers in [-1e300, 1e300] to learn from, got " + Numbers.shortest(largest)
                        + "; leave it out: .without(" + Names.quote(profile.column()) + ")");
            }
            if (profile.role() == ColumnProfile.Role.EMPTY) {
                throw new InputException("column " + Names.quote(profile.column())
                        + " must have values to learn from, got "
                        + Numbers.grouped(profile.missing()) + " missing ones in " + Numbers.grouped(profile.rows())
                        + " rows; leave it out: .without(" + Names.quote(profile.column()) + ")");
            }
        }
    }
}
