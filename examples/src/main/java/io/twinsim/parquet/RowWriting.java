package io.twinsim.parquet;

import io.twinsim.column.ColumnType;
import io.twinsim.model.RowBlocks;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** Hands the values of one row after another to Parquet. */
final class RowWriting extends WriteSupport<RowBlocks> {

    private final WriteContext context;
    private final String[] names;
    private final ColumnType[] types;
    private final double[][] values;
    /** The labels of each category as bytes, by code. */
    private final Binary[][] labels;
    private @Nullable RecordConsumer consumer;
    private int row;

    RowWriting(List<String> columns, RowBlocks rows) {
        int count = columns.size();
        names = columns.toArray(String[]::new);
        types = new ColumnType[count];
        values = new double[count][];
        labels = new Binary[count][];
        Type[] fields = new Type[count];
        for (int c = 0; c < count; c++) {
            types[c] = rows.type(c);
            values[c] = rows.values(c);
            labels[c] = rows.labels(c).stream().map(Binary::fromString).toArray(Binary[]::new);
            fields[c] = field(names[c], types[c]);
        }
        context = new WriteContext(new MessageType("population", fields), LabelOrder.metadata(columns, rows));
    }

    private static Type field(String name, ColumnType type) {
        return switch (type) {
            case REAL -> Types.optional(PrimitiveTypeName.DOUBLE).named(name);
            case INTEGER -> Types.optional(PrimitiveTypeName.INT32).named(name);
            case FLAG -> Types.optional(PrimitiveTypeName.BOOLEAN).named(name);
            case CATEGORY -> Types.optional(PrimitiveTypeName.BINARY).as(LogicalTypeAnnotation.stringType())
                    .named(name);
        };
    }

    @Override
    public WriteContext init(ParquetConfiguration settings) {
        return context;
    }

    @Override
    @Deprecated
    public WriteContext init(Configuration settings) {
        return context;
    }

    @Override
    public void prepareForWrite(RecordConsumer target) {
        consumer = target;
    }

    /** Says which row of the block is written next. */
    void at(int next) {
        row = next;
    }

    @Override
    public void write(RowBlocks rows) {
        RecordConsumer out = consumer;
        if (out == null) {
            throw new IllegalStateException("the file is not open");
        }
        out.startMessage();
        for (int c = 0; c < names.length; c++) {
            double value = values[c][row];
            if (value == value) {
                out.startField(names[c], c);
                add(out, c, value);
                out.endField(names[c], c);
            }
        }
        out.endMessage();
    }

    private void add(RecordConsumer out, int c, double value) {
        switch (types[c]) {
            case REAL -> out.addDouble(value);
            case INTEGER -> out.addInteger((int) value);
            case FLAG -> out.addBoolean(value != 0);
            case CATEGORY -> out.addBinary(labels[c][(int) value]);
        }
    }
}
