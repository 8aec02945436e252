package io.twinsim.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.column.CategoryColumn;
import io.twinsim.column.Column;
import io.twinsim.column.ColumnType;
import io.twinsim.column.FlagColumn;
import io.twinsim.column.IntegerColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.model.Population;
import io.twinsim.model.PopulationFormat;
import io.twinsim.model.ReadOptions;
import io.twinsim.model.TwinModel;
import io.twinsim.model.WriteOptions;
import io.twinsim.worlds.Worlds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writing Parquet, and reading back what was written. */
class ParquetFormatTest {

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("units.parquet");
    }

    /** Columns of every type; every third value is missing, the labels are in no natural order, one is never used. */
    private static Population units(int size) {
        double[] reals = new double[size];
        int[] wholes = new int[size];
        boolean[] flags = new boolean[size];
        int[] codes = new int[size];
        boolean[] missing = new boolean[size];
        double[] edges = {-0.0, Double.MIN_VALUE, Double.MAX_VALUE, -1 / 3.0};
        for (int i = 0; i < size; i++) {
            reals[i] = edges[i % 4] / (1 + i / 4);
            wholes[i] = i % 2 == 0 ? Integer.MIN_VALUE + i : Integer.MAX_VALUE - i;
            flags[i] = i % 5 < 2;
            codes[i] = i % 3;
            missing[i] = i % 3 == 1;
        }
        return Population.builder()
                .column("real", RealColumn.of(reals, missing))
                .column("whole", IntegerColumn.of(wholes, missing))
                .column("flag", FlagColumn.of(flags, missing))
                .column("tier", CategoryColumn.of(List.of("silver", "bronze", "gold", "Ünüsed \"4\", a.b"), codes,
                        missing))
                .column("real, all there", RealColumn.of(reals))
                .column("a.b", CategoryColumn.of(List.of("yes", "no", ""), codes))
                .build();
    }

    private static void assertEqual(Population actual, Population expected) {
        assertThat(actual.names()).isEqualTo(expected.names());
        assertThat(actual.size()).isEqualTo(expected.size());
        for (String name : expected.names()) {
            Column column = actual.column(name);
            assertThat(column.type()).as(name).isEqualTo(expected.column(name).type());
            assertThat(column.labels()).as(name).isEqualTo(expected.column(name).labels());
            assertThat(column.missing()).as(name).isEqualTo(expected.column(name).missing());
            assertThat(actual.doubles(name)).as(name).isEqualTo(expected.doubles(name));
        }
    }

    @Test
    void roundTrip_everyType_isEqual() {
        int cases = 0;
        for (int size : new int[] {0, 1, 2, 1023, 1024, 1025, 5000}) {
            Population units = units(size);
            units.write(file());
            assertEqual(Population.read(file()), units);
            cases++;
        }
        assertThat(cases).isEqualTo(7);
    }

    @Test
    void roundTrip_negativeZero_keepsItsSign() {
        Population.builder().column("x", RealColumn.of(-0.0, 0.0)).build().write(file());
        double[] read = Population.read(file()).doubles("x");
        assertThat(1 / read[0]).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(1 / read[1]).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void roundTrip_missingEverywhere_keepsTypes() {
        boolean[] all = {true, true};
        Population none = Population.builder()
                .column("real", RealColumn.of(new double[2], all))
                .column("whole", IntegerColumn.of(new int[2], all))
                .column("flag", FlagColumn.of(new boolean[2], all))
                .column("tier", CategoryColumn.of(List.of("b", "a"), new int[2], all))
                .build();
        none.write(file());
        assertEqual(Population.read(file()), none);
    }

    @Test
    void write_view_holdsItsRowsOnly() {
        Population west = Worlds.hcp().generate(5_000, 7).where("region == 'west' and decile <= 5");
        west.write(file());
        assertThat(west.size()).isBetween(100L, 2_400L);
        assertEqual(Population.read(file()), west);
    }

    @Test
    void write_generatedTwins_equalsTheirColumns() {
        TwinModel model = Worlds.territory();
        Population lazy = model.generate(30_000, 5);
        lazy.write(file());
        assertEqual(Population.read(file()), model.generate(30_000, 5).prepare());
    }

    @Test
    void write_twice_givesTheSameBytes() throws IOException {
        units(3_000).write(file());
        byte[] first = Files.readAllBytes(file());
        units(3_000).write(file());
        assertThat(Files.readAllBytes(file())).isEqualTo(first);
    }

    @Test
    void write_rows_areTold() {
        List<Long> told = new ArrayList<>();
        new ParquetFormat().write(units(2_500), file(), WriteOptions.of(), told::add);
        assertThat(told).containsExactly(1_024L, 2_048L, 2_500L);
    }

    @Test
    void write_categories_areDictionariesAndNothingIsCompressed() throws IOException {
        units(5_000).write(file());
        try (ParquetFileReader reader = open()) {
            List<ColumnChunkMetaData> chunks = reader.getFooter().getBlocks().get(0).getColumns();
            assertThat(chunks).hasSize(6);
            assertThat(chunks).allSatisfy(c -> assertThat(c.getCodec().name()).isEqualTo("UNCOMPRESSED"));
            assertThat(chunks.get(3).hasDictionaryPage()).isTrue();
            assertThat(chunks.get(5).hasDictionaryPage()).isTrue();
            assertThat(reader.getFileMetaData().getSchema().getFields())
                    .extracting(f -> f.getName() + " " + f.asPrimitiveType().getPrimitiveTypeName() + " "
                            + f.getLogicalTypeAnnotation() + " " + f.getRepetition())
                    .containsExactly("real DOUBLE null OPTIONAL", "whole INT32 null OPTIONAL",
                            "flag BOOLEAN null OPTIONAL", "tier BINARY STRING OPTIONAL",
                            "real, all there DOUBLE null OPTIONAL", "a.b BINARY STRING OPTIONAL");
        }
    }

    /** What is held in memory is one row group: they must end, however many rows there are. */
    @Test
    void write_manyRows_endsRowGroups() throws IOException {
        TwinModel model = TwinModel.parse("""
                model: many
                variables: {a: "~ uniform(0, 1)", b: "~ uniform(0, 1)", c: "~ uniform(0, 1)", d: "~ uniform(0, 1)"}
                """, "many.yaml");
        model.generate(1_200_000, 3).write(file());
        try (ParquetFileReader reader = open()) {
            List<BlockMetaData> groups = reader.getFooter().getBlocks();
            assertThat(groups).hasSizeGreaterThan(1);
            assertThat(groups).allSatisfy(g -> assertThat(g.getTotalByteSize()).isLessThan(40L << 20));
            assertThat(groups.stream().mapToLong(BlockMetaData::getRowCount).sum()).isEqualTo(1_200_000);
        }
        assertThat(Population.read(file()).doubles("d")).isEqualTo(model.generate(1_200_000, 3).doubles("d"));
    }

    private ParquetFileReader open() throws IOException {
        return ParquetFileReader.open(new FileSource(file()), ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new Codecs())
                .build());
    }

    @Test
    void write_rowThatIsRefused_leavesTheFileAsItWas() throws IOException {
        TwinModel model = TwinModel.parse("""
                model: odd
                variables:
                  x: "~ uniform(0, 1)"
                  y: "= sqrt(x - 0.5)"
                """, "odd.yaml");
        Files.writeString(file(), "before");
        assertThatThrownBy(() -> model.generate(5_000, 1).write(file())).isInstanceOf(InputException.class)
                .hasMessageContaining("sqrt(x - 0.5)");
        assertThat(Files.readString(file())).isEqualTo("before");
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(file());
        }
    }

    @Test
    void write_folder_isRefused() {
        Path path = folder.resolve("folder.parquet");
        path.toFile().mkdir();
        assertThatThrownBy(() -> units(1).write(path)).isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot write " + path + ": it is a directory");
    }

    @Test
    void declaredTypes_applyWhenReading() {
        units(4).write(file());
        Population read = Population.read(file(), ReadOptions.of().withType("whole", ColumnType.REAL)
                .withType("flag", ColumnType.CATEGORY));
        assertThat(read.column("whole").type()).isEqualTo(ColumnType.REAL);
        assertThat(read.doubles("whole")).containsExactly(units(4).doubles("whole"));
        assertThat(read.column("flag").labels()).containsExactly("false", "true");
        assertThat(read.column("flag").isMissing(1)).isTrue();
    }

    @Test
    void format_isFoundByTheEndingAlone() {
        assertThat(ServiceLoader.load(PopulationFormat.class)).filteredOn(f -> f.handles("a.PARQUET")).hasSize(1);
        assertThat(new ParquetFormat().handles("parquet")).isFalse();
        assertThat(new ParquetFormat().handles("a.parquet.csv")).isFalse();
    }
}
