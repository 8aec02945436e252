package io.twinsim.parquet;

import io.twinsim.InputException;
import io.twinsim.Place;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.file.InputFile;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Population;
import io.twinsim.model.PopulationBuilder;
import io.twinsim.model.ReadOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnReadStore;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Reads a Parquet file into columns, one row group after another. */
final class TableReader {

    /** More do not fit an array. */
    private static final long MOST_ROWS = Integer.MAX_VALUE - 8;

    private final String source;
    private final ReadOptions options;
    private final ParquetFileReader reader;
    private final FileMetaData meta;

    private TableReader(Path path, ReadOptions options, ParquetFileReader reader) {
        this.source = path.toString();
        this.options = options;
        this.reader = reader;
        this.meta = reader.getFileMetaData();
    }

    static Population read(Path path, ReadOptions options) {
        FileMarks.check(path);
        ParquetReadOptions how = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new Codecs())
                .usePageChecksumVerification()
                .build();
        try (ParquetFileReader reader = ParquetFileReader.open(new FileSource(path), how)) {
            return new TableReader(path, options, reader).population();
        } catch (IOException | RuntimeException e) {
            throw explain(path, e);
        }
    }

    /** The parser wraps what goes wrong beneath it. */
    private static RuntimeException explain(Path path, Exception failure) {
        Throwable deepest = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InputException || cause instanceof UncheckedIOException) {
                return (RuntimeException) cause;
            }
            deepest = cause;
        }
        if (failure instanceof FileSystemException trouble) {
            return InputFile.unreadable(path, trouble);
        }
        String reason = String.valueOf(deepest.getMessage()).lines().findFirst().orElse("");
        return new InputException(path + ": file must be whole and undamaged Parquet, got damaged content ("
                + Names.visible(reason) + ")", failure);
    }

    private Population population() throws IOException {
        MessageType schema = meta.getSchema();
        List<String> names = schema.getFields().stream().map(Type::getName).toList();
        if (names.isEmpty()) {
            throw new InputException("population must have at least one column, got none", Place.of(source));
        }
        for (String declared : options.types().keySet()) {
            if (!names.contains(declared)) {
                throw new InputException("declared " + Names.unknown("column", declared, names), Place.of(source));
            }
        }
        int rows = checkedRows();
        LabelOrder order = LabelOrder.of(meta.getKeyValueMetaData(), source);
        List<ColumnFill> columns = new ArrayList<>();
        for (Type field : schema.getFields()) {
            columns.add(column(field, order, rows));
        }
        fill(columns);
        PopulationBuilder population = Population.builder();
        for (ColumnFill column : columns) {
            population.column(column.name(), column.build());
        }
        return population.build();
    }

    private ColumnFill column(Type field, LabelOrder order, int rows) {
        String name = field.getName();
        Kind kind = Kind.of(field, source);
        ColumnType type = kind.type(name, options.types().get(name), source);
        if (type == ColumnType.CATEGORY) {
            return new LabelFill(name, source, order, kind == Kind.TEXT, rows);
        }
        boolean unsigned = field.getLogicalTypeAnnotation() instanceof IntLogicalTypeAnnotation whole
                && !whole.isSigned();
        return new NumberFill(name, source, type, unsigned, rows);
    }

    /** The footer's claims are held against each other before memory is asked for. */
    private int checkedRows() {
        long rows = 0;
        for (BlockMetaData group : reader.getFooter().getBlocks()) {
            for (ColumnChunkMetaData chunk : group.getColumns()) {
                if (!Codecs.KNOWN.contains(chunk.getCodec())) {
                    throw new InputException("column " + Names.quote(chunk.getPath().toDotString())
                            + " must be compressed with Snappy, gzip or not at all, got " + chunk.getCodec()
                            + "; write the file again with one of these", Place.of(source));
                }
                boolean flat = chunk.getPath().size() == 1;
                if (group.getRowCount() < 0 || flat && chunk.getValueCount() != group.getRowCount()) {
                    throw new InputException("column " + Names.quote(chunk.getPath().toDotString())
                            + " must have one value per row (" + group.getRowCount() + ") in each row group, got "
                            + chunk.getValueCount() + "; is the file damaged?", Place.of(source));
                }
            }
            rows += group.getRowCount();
        }
        if (rows <= MOST_ROWS) {
            return (int) rows;
        }
        throw new InputException("file must have at most " + Numbers.grouped(MOST_ROWS)
                + " rows to be held in memory, got " + Numbers.grouped(rows), Place.of(source));
    }

    private void fill(List<ColumnFill> columns) throws IOException {
        MessageType schema = meta.getSchema();
        for (PageReadStore group = reader.readNextRowGroup(); group != null; group = reader.readNextRowGroup()) {
            ColumnReadStore values = new ColumnReadStoreImpl(group, new Row(columns), schema, meta.getCreatedBy());
            for (int c = 0; c < columns.size(); c++) {
                columns.get(c).take(values.getColumnReader(schema.getColumns().get(c)), group.getRowCount());
            }
        }
    }

    /** Where Parquet finds the column that takes a value. */
    private static final class Row extends GroupConverter {
        private final List<ColumnFill> columns;

        private Row(List<ColumnFill> columns) {
            this.columns = columns;
        }

        @Override
        public Converter getConverter(int field) {
            return columns.get(field);
        }

        @Override
        public void start() {
            // Values are taken column by column.
        }

        @Override
        public void end() {
            // Values are taken column by column.
        }
    }
}
