package io.twinsim.parquet;

import io.twinsim.InputException;
import io.twinsim.Place;
import io.twinsim.column.Column;
import io.twinsim.internal.text.Names;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.PrimitiveConverter;

/** One column while its values come out of the file, in order of the rows. */
abstract class ColumnFill extends PrimitiveConverter {

    private final String name;
    private final String source;

    ColumnFill(String name, String source) {
        this.name = name;
        this.source = source;
    }

    final String name() {
        return name;
    }

    /** Takes the next rows. */
    final void take(ColumnReader values, long rows) {
        int defined = values.getDescriptor().getMaxDefinitionLevel();
        for (long i = 0; i < rows; i++) {
            if (values.getCurrentDefinitionLevel() == defined) {
                values.writeCurrentValueToConverter();
            } else {
                addMissing();
            }
            values.consume();
        }
    }

    abstract void addMissing();

    /** The finished column. */
    abstract Column build();

    final InputException refuse(String rule, String got, int row) {
        return new InputException("column " + Names.quote(name) + ": value must be " + rule + ", got " + got
                + " at row " + row, Place.of(source));
    }
}
