package io.twinsim.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.column.ColumnType;
import io.twinsim.model.Population;
import io.twinsim.model.WriteOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DuckDB reads CSV, JSON and Parquet, and writes Parquet that we read. Its driver comes with the profile "interop". */
class DuckDbReadsTest {

    @TempDir
    private Path folder;

    private Connection duck;

    @BeforeEach
    void connect() throws SQLException {
        boolean there = DriverManager.drivers().anyMatch(d -> d.getClass().getName().startsWith("org.duckdb."));
        Assumptions.assumeTrue(there, "left out: DuckDB, whose driver is not on the class path; run with -Pinterop");
        duck = DriverManager.getConnection("jdbc:duckdb:");
    }

    @AfterEach
    void disconnect() throws SQLException {
        if (duck != null) {
            duck.close();
        }
    }

    private List<String> rows(String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = duck.createStatement(); ResultSet found = statement.executeQuery(query)) {
            while (found.next()) {
                List<String> cells = new ArrayList<>();
                for (int c = 1; c <= found.getMetaData().getColumnCount(); c++) {
                    cells.add(found.getString(c));
                }
                rows.add(String.join("|", cells));
            }
        }
        return rows;
    }

    private void run(String command) throws SQLException {
        try (Statement statement = duck.createStatement()) {
            statement.execute(command);
        }
    }

    private List<String> found(String table) throws SQLException {
        List<String> lines = new ArrayList<>();
        rows("SELECT count(*) FROM " + table).forEach(count -> lines.add("rows|" + count));
        for (String name : Sample.TWINS.names()) {
            String column = '"' + name + '"';
            if (Sample.TWINS.column(name).type() == ColumnType.CATEGORY) {
                rows("SELECT " + column + ", count(*) FROM " + table + " WHERE " + column + " IS NOT NULL GROUP BY 1")
                        .forEach(row -> lines.add(name + "|" + row));
            } else {
                String number = "CAST(" + column + " AS DOUBLE)";
                rows("SELECT count(" + column + "), fsum(" + number + ") / count(" + column + "), min(" + number
                        + "), max(" + number + ") FROM " + table).forEach(row -> lines.add(name + "|" + row));
            }
        }
        return lines;
    }

    private Path written(String name, WriteOptions options) {
        Path file = folder.resolve(name);
        Sample.TWINS.write(file, options);
        return file;
    }

    @Test
    void duckdb_csv_findsWhatWasWritten() throws SQLException {
        Sample.assertFound(found("read_csv('" + written("twins.csv", WriteOptions.of()) + "')"));
    }

    @Test
    void duckdb_json_findsWhatWasWritten() throws SQLException {
        Sample.assertFound(found("read_json('" + written("twins.json", WriteOptions.of()) + "')"));
    }

    @Test
    void duckdb_parquet_findsWhatWasWritten() throws SQLException {
        String table = "read_parquet('" + written("twins.parquet", WriteOptions.of()) + "')";
        Sample.assertFound(found(table));
        assertThat(rows("SELECT column_type FROM (DESCRIBE SELECT number, label, flag FROM " + table + ")"))
                .containsExactly("DOUBLE", "VARCHAR", "BOOLEAN");
    }

    @Test
    void duckdb_writesParquet_readsBackEqual() throws SQLException {
        String twins = "read_parquet('" + written("twins.parquet", WriteOptions.of()) + "')";
        int cases = 0;
        for (String codec : List.of("uncompressed", "snappy", "gzip")) {
            for (String version : List.of("V1", "V2")) {
                Path file = folder.resolve(codec + version + ".parquet");
                run("COPY (SELECT * FROM " + twins + ") TO '" + file + "' (FORMAT parquet, COMPRESSION " + codec
                        + ", PARQUET_VERSION " + version + ")");
                Population read = Population.read(file);
                assertThat(read.names()).isEqualTo(Sample.TWINS.names());
                for (String name : read.names()) {
                    for (int i = 0; i < read.size(); i++) {
                        assertThat(read.column(name).text(i)).isEqualTo(Sample.TWINS.column(name).text(i));
                    }
                }
                cases++;
            }
        }
        assertThat(cases).isEqualTo(6);
    }

    @Test
    void duckdb_manyRowGroupsAndEnumerations_readBack() throws SQLException {
        Path file = folder.resolve("many.parquet");
        run("COPY (SELECT CAST(i AS INTEGER) AS id, CAST(['low', 'high', 'mid'][i % 3 + 1] AS "
                + "ENUM ('low', 'mid', 'high')) AS tier, i * 0.5e0 AS x FROM range(300000) t(i)) TO '" + file
                + "' (FORMAT parquet, ROW_GROUP_SIZE 50000)");
        Population read = Population.read(file);
        assertThat(read.size()).isEqualTo(300_000);
        assertThat(read.column("tier").labels()).containsExactly("high", "low", "mid");
        assertThat(read.where("tier == 'low' and x < 3000").size()).isEqualTo(2_000);
        assertThat(read.doubles("x")[299_999]).isEqualTo(149_999.5);
    }

    @Test
    void duckdb_typesThatAreNoColumns_areRefused() throws SQLException {
        Path file = folder.resolve("odd.parquet");
        run("COPY (SELECT DATE '2026-01-01' AS born) TO '" + file + "' (FORMAT parquet)");
        assertThatThrownBy(() -> Population.read(file)).isInstanceOf(InputException.class).hasMessage(file
                + ": column \"born\" must hold single flags, numbers or strings, got int32 (DATE); convert it or leave "
                + "it out when the file is written");
        run("COPY (SELECT 1 AS x) TO '" + file + "' (FORMAT parquet, COMPRESSION zstd)");
        assertThatThrownBy(() -> Population.read(file)).hasMessage(file
                + ": column \"x\" must be compressed with Snappy, gzip or not at all, got ZSTD; write the file again "
                + "with one of these");
    }
}
