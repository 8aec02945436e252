package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.column.CategoryColumn;
import io.twinsim.column.ColumnType;
import io.twinsim.column.IntegerColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.model.Population;
import io.twinsim.model.ReadOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TidyRowTest {

    private static final List<String> COLUMNS = List.of("scenario", "subgroup", "group", "metric", "estimate",
            "standard_error", "lower", "upper", "level", "interval", "n");

    @TempDir
    Path folder;

    /** One line for each row, {@code |} between cells, missing cells empty. */
    static List<String> lines(Population tidy) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < tidy.size(); i++) {
            int row = i;
            lines.add(String.join("|", tidy.names().stream().map(name -> tidy.column(name).text(row)).toList()));
        }
        return lines;
    }

    /** The same columns, types, labels and values after being written and read with types declared. */
    static void assertReadsBack(Population tidy, Path file) {
        tidy.write(file);
        ReadOptions options = ReadOptions.of();
        for (String name : tidy.names()) {
            options = options.withType(name, tidy.scope().symbol(name).type());
        }
        Population read = Population.read(file, options);
        assertThat(read.names()).isEqualTo(tidy.names());
        assertThat(lines(read)).isEqualTo(lines(tidy));
        assertThat(read.contentHash()).isEqualTo(tidy.contentHash());
    }

    @Test
    void table_rows_haveTheColumnsOfAllResults() {
        Population table = TidyRow.table(List.of(
                TidyRow.of("mail", "effect", 0.25).withStandardError(0.5).within(-1, 1.5, 0.95, "total")
                        .withN(1_000_000_000_000L),
                TidyRow.of("mail", "effect", Double.NaN).in("stage", "3").withN(0).within(Double.NaN, Double.NaN,
                        0.95, "total"),
                TidyRow.of("call", "explained", 0.1).across("stage")));
        assertThat(table.names()).isEqualTo(COLUMNS);
        assertThat(lines(table)).containsExactly("mail|||effect|0.25|0.5|-1.0|1.5|0.95|total|1.0E12",
                "mail|stage|3|effect|||||||0.0", "call|stage||explained|0.1||||||");
        assertThat(table.column("scenario").labels()).containsExactly("call", "mail");
        assertThat(table.scope().symbol("n").type()).isEqualTo(ColumnType.REAL);
        assertThat(table.where("metric == 'effect' and is_missing(group)").size()).isEqualTo(1);
        assertReadsBack(table, folder.resolve("tidy.csv"));
        assertReadsBack(table, folder.resolve("tidy.json"));
    }

    @Test
    void table_withTimes_hasAColumnForThem() {
        Population table = TidyRow.table(List.of(TidyRow.of("a", "x", 1).at(0.5), TidyRow.of("a", "x_over_time", 2)));
        assertThat(table.names()).startsWith("scenario", "subgroup", "group", "time", "metric").hasSize(12);
        assertThat(lines(table)).containsExactly("a|||0.5|x|1.0||||||", "a||||x_over_time|2.0||||||");
        assertReadsBack(table, folder.resolve("tidy.csv"));
    }

    @Test
    void table_withoutRows_keepsTheColumns() {
        assertThat(TidyRow.table(List.of()).names()).isEqualTo(COLUMNS);
        assertThat(TidyRow.table(List.of()).size()).isZero();
        assertThat(TidyRow.of("a", "effect", 0.0653)).hasToString("TidyRow[a, effect, 0.0653]");
        assertThat(TidyRow.of("a", "effect", Double.NaN).in("g", "b")).hasToString("TidyRow[a, g b, effect, -]");
        assertThatThrownBy(() -> TidyRow.of(null, "effect", 1)).isInstanceOf(InputException.class)
                .hasMessage("scenario must not be null");
    }

    /** Two arms of four units in two groups; numbers found by hand where they are simple. */
    @Test
    void tidy_ofAnExperiment_isEveryNumberOnce() {
        Population data = Population.builder()
                .column("arm", CategoryColumn.of("mail", "mail", "mail", "mail", "none", "none", "none", "none"))
                .column("y", RealColumn.of(5, 7, 6, 10, 1, 3, 2, 2))
                .column("g", IntegerColumn.of(1, 1, 2, 2, 1, 1, 2, 2)).build();
        ExperimentResult result = Experiment.of(data, "arm", "mail", "none", "y").withSubgroups("g").withMinGroup(4)
                .run();
        Population tidy = result.tidy();
        assertThat(lines(tidy)).containsExactly(
                "mail - none|||effect|5.0|1.1547005383792517|1.7406618896635968|8.259338110336403|0.95|sampling|8.0",
                "mail - none|||p_value|0.013497984405064334||||||8.0",
                "mail|||mean|7.0|1.0801234497346435|||||4.0",
                "mail|||sd|2.160246899469287||||||4.0",
                "none|||mean|2.0|0.408248290463863|||||4.0",
                "none|||sd|0.816496580927726||||||4.0",
                "mail - none|g|1|effect|4.0|1.4142135623730951|-2.0848698445933085|10.084869844593308|0.95|"
                        + "sampling|4.0",
                "mail - none|g|1|effect_shrunken|4.666666666666667|1.3333333333333337|-7.454539639941678|"
                        + "16.78787297327501|0.95|sampling|4.0",
                "mail - none|g|1|p_value|0.10557280900008413||||||4.0",
                "mail - none|g|1|p_holm|0.21114561800016826||||||4.0",
                "mail - none|g|1|p_bh|0.20483276469913342||||||4.0",
                "mail - none|g|2|effect|6.0|2.0|-19.41240947234937|31.41240947234937|0.95|sampling|4.0",
                "mail - none|g|2|effect_shrunken|4.666666666666667|2.1081851067789192|-7.869980912167141|"
                        + "17.203314245500476|0.95|sampling|4.0",
                "mail - none|g|2|p_value|0.20483276469913342||||||4.0",
                "mail - none|g|2|p_holm|0.21114561800016826||||||4.0",
                "mail - none|g|2|p_bh|0.20483276469913342||||||4.0");
        assertReadsBack(tidy, folder.resolve("experiment.csv"));
    }
}
