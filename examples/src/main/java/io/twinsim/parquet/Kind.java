package io.twinsim.parquet;

import io.twinsim.InputException;
import io.twinsim.Place;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.text.Names;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** What a column of a file holds, of what can be read. */
enum Kind {
    FLAG("flags", ColumnType.FLAG, ColumnType.CATEGORY),
    WHOLE("whole numbers", ColumnType.INTEGER, ColumnType.REAL, ColumnType.FLAG, ColumnType.CATEGORY),
    REAL("numbers", ColumnType.REAL, ColumnType.INTEGER, ColumnType.FLAG, ColumnType.CATEGORY),
    TEXT("text", ColumnType.CATEGORY);

    private static final Set<LogicalTypeAnnotation> TEXTS = Set.of(LogicalTypeAnnotation.stringType(),
            LogicalTypeAnnotation.enumType(), LogicalTypeAnnotation.jsonType());

    private final String plural;
    private final ColumnType usual;
    private final Set<ColumnType> possible;

    Kind(String plural, ColumnType usual, ColumnType... others) {
        this.plural = plural;
        this.usual = usual;
        Set<ColumnType> all = EnumSet.of(usual, others);
        this.possible = Set.copyOf(all);
    }

    /** Refuses what cannot be read, by name. */
    static Kind of(Type field, String source) {
        Kind kind = field.isPrimitive() && !field.isRepetition(Type.Repetition.REPEATED)
                ? find(field.asPrimitiveType()) : null;
        if (kind == null) {
            throw new InputException("column " + Names.quote(field.getName())
                    + " must hold single flags, numbers or strings, got " + text(field)
                    + "; convert it or leave it out when the file is written", Place.of(source));
        }
        return kind;
    }

    private static @Nullable Kind find(PrimitiveType type) {
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        boolean number = meaning == null || meaning instanceof IntLogicalTypeAnnotation;
        return switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> meaning == null ? FLAG : null;
            case INT32, INT64 -> number ? WHOLE : null;
            case FLOAT, DOUBLE -> meaning == null ? REAL : null;
            case BINARY -> meaning != null && TEXTS.contains(meaning) ? TEXT : null;
            default -> null;
        };
    }

    private static String text(Type field) {
        LogicalTypeAnnotation meaning = field.getLogicalTypeAnnotation();
        String repeated = field.isRepetition(Type.Repetition.REPEATED) ? "repeated " : "";
        String type = field.isPrimitive()
                ? field.asPrimitiveType().getPrimitiveTypeName().name().toLowerCase(Locale.ROOT) : "nested columns";
        return repeated + type + (meaning == null ? "" : " (" + meaning + ")");
    }

    /** The type of the column, as declared or as usual. */
    ColumnType type(String column, @Nullable ColumnType declared, String source) {
        if (declared == null || possible.contains(declared)) {
            return declared == null ? usual : declared;
        }
        throw new InputException("column " + Names.quote(column) + " must not be declared " + declared.id()
                + ", as it holds " + plural, Place.of(source));
    }
}
