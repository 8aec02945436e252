package io.twinsim.timeline;

import io.twinsim.InputException;
import io.twinsim.column.CategoryColumn;
import io.twinsim.column.Column;
import io.twinsim.column.ColumnType;
import io.twinsim.column.Selection;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.ContentHash;
import io.twinsim.model.Population;
import io.twinsim.model.PopulationBuilder;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records in time, such as weather, routines or readings of a wearable, which a timeline joins as of each of its steps
 * ({@code context:} in the world file, {@link Timeline#withContext}). One record is one row; one column is its time.
 *
 * <ul>
 * <li>Times are numbers in the timeline's unit, counted from its start, or local dates and times ({@code 2026-03-01} or
 *     {@code 2026-03-01T08:30}, no zones), which need {@link #startingAt}. Either is rounded to a millionth of the
 *     unit, dates and times to a microsecond, before anything is compared: a record exactly 2 h away lies in a window
 *     of 2 h.</li>
 * <li>All twins share the records, unless {@link #byTwin} says whose they are.</li>
 * <li>The order of rows only matters among records of the same time: the later row counts.</li>
 * </ul>
 *
 * <p>Immutable; safe for any number of threads.
 */
public final class ContextSeries {

    private final Population records;
    private final String timeColumn;
    private final @Nullable String owner;
    private final @Nullable LocalDateTime start;
    /** Microseconds since 1970, local, for dates; null for numbers. */
    private final long @Nullable [] micros;
    private final double[] numbers;

    private ContextSeries(Population records, String timeColumn, @Nullable String owner, @Nullable LocalDateTime start,
            long @Nullable [] micros, double[] numbers) {
        this.records = records;
        this.timeColumn = timeColumn;
        this.owner = owner;
        this.start = start;
        this.micros = micros;
        this.numbers = numbers;
    }

    /**
     * Records that all twins share.
     *
     * @param records one row per record, in any order
     * @param timeColumn the column of their times: numbers, or texts of dates and times
     * @return the series
     * @throws InputException if there is no such column, or a time is missing, not finite or not a date, with its row
     */
    public static ContextSeries of(Population records, String timeColumn) {
        Column times = Checks.notNull(records, "records").column(Checks.notNull(timeColumn, "timeColumn"));
        for (int i = 0; i < times.size(); i++) {
            if (times.isMissing(i)) {
                throw new InputException(cell(timeColumn, i) + " must be a time, got a missing value");
            }
        }
        if (times instanceof CategoryColumn texts) {
            return new ContextSeries(records, timeColumn, null, null, dates(texts, timeColumn), new double[0]);
        }
        if (times.type() == ColumnType.FLAG) {
            throw new InputException("timeColumn must hold numbers or dates, got flags in " + Names.quote(timeColumn));
        }
        double[] numbers = records.doubles(timeColumn);
        for (int i = 0; i < numbers.length; i++) {
            if (!Double.isFinite(numbers[i])) {
                Checks.finite(numbers[i], cell(timeColumn, i));
            }
        }
        return new ContextSeries(records, timeColumn, null, null, null, numbers);
    }

    /**
     * The same records, each for the twins it belongs to: those with the same value in their variable of this name; if
     * the twins have no such variable, the twin whose number (row id, from 0) it is. Records of others are left out.
     *
     * @param column a column of the records
     * @return the series
     * @throws InputException if there is no such column, it is a time, or a value is missing, with its row
     */
    public ContextSeries byTwin(String column) {
        Column owners = records.column(Checks.notNull(column, "column"));
        if (column.equals(timeColumn)) {
            throw new InputException("column must not be that of the times, got " + Names.quote(column));
        }
        for (int i = 0; i < owners.size(); i++) {
            if (owners.isMissing(i)) {
                throw new InputException(cell(column, i) + " must say whose the record is, got a missing value");
            }
        }
        return new ContextSeries(records, timeColumn, column, start, micros, numbers);
    }

    /**
     * The same records with the date and time at which the timeline starts.
     *
     * @param time local, such as {@code 2026-03-01} (midnight) or {@code 2026-03-01T08:30}
     * @return the series
     * @throws InputException if it is not a date, or the times of the records are numbers, which count from the start
     */
    public ContextSeries startingAt(String time) {
        LocalDateTime at = date(Checks.notNull(time, "time"), "time");
        if (micros == null) {
            throw new InputException("startingAt must go with dates, but the times in " + Names.quote(timeColumn)
                    + " are numbers; they count from the start of the timeline");
        }
        return new ContextSeries(records, timeColumn, owner, at, micros, numbers);
    }

    /**
     * The number of records.
     *
     * @return records, at least 0
     */
    public long size() {
        return records.size();
    }

    /** The records that one twin has, for all twins of another run. */
    ContextSeries of(long twin, Population twins) {
        if (owner == null || twins.has(owner)) {
            return this;
        }
        Column owners = records.column(owner);
        double[] rows = new double[owners.size()];
        owners.load(0, rows, 0, rows.length);
        Selection.Builder kept = Selection.builder(rows.length);
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] == twin) {
                kept.add(i);
            }
        }
        Selection rowsOfTwin = kept.build();
        PopulationBuilder own = Population.builder();
        for (String name : records.names()) {
            own.column(name, records.column(name).take(rowsOfTwin));
        }
        ContextSeries series = of(own.build(), timeColumn);
        return new ContextSeries(series.records, timeColumn, null, start, series.micros, series.numbers);
    }

    Population records() {
        return records;
    }

    String timeColumn() {
        return timeColumn;
    }

    /** The column that says whose a record is. */
    Optional<String> owner() {
        return Optional.ofNullable(owner);
    }

    /**
     * The times of the records, in the order of rows, in ticks since the start of the timeline.
     *
     * @param clock the timeline's
     * @param context the name of the context, for messages
     */
    long[] ticks(TickClock clock, String context) {
        long[] ticks = new long[(int) records.size()];
        if (micros == null) {
            for (int i = 0; i < ticks.length; i++) {
                ticks[i] = clock.within(numbers[i]) ? clock.ticks(numbers[i])
                        : clock.ticks(numbers[i], cell(timeColumn, i));
            }
            return ticks;
        }
        if (start == null) {
            throw new InputException("context " + Names.quote(context) + " must say when the timeline starts, as "
                    + Names.quote(timeColumn) + " holds dates; use startingAt(\"2026-01-01T00:00\")");
        }
        long zero = micros(start);
        for (int i = 0; i < ticks.length; i++) {
            ticks[i] = clock.ticksOfMicros(micros[i] - zero, context);
        }
        return ticks;
    }

    /** The identity of the records and of how they are read, to go into a run's. */
    ContentHash hash() {
        ContentHash hash = ContentHash.of("contextSeries").text("records", records.contentHash())
                .text("time", timeColumn);
        if (owner != null) {
            hash.text("owner", owner);
        }
        if (start != null) {
            hash.whole("start", micros(start));
        }
        return hash;
    }

    private static long[] dates(CategoryColumn texts, String name) {
        long[] ofLabel = new long[texts.labels().size()];
        boolean[] known = new boolean[ofLabel.length];
        long[] micros = new long[texts.size()];
        for (int i = 0; i < micros.length; i++) {
            int code = texts.code(i);
            if (!known[code]) {
                ofLabel[code] = micros(date(texts.label(i), cell(name, i)));
                known[code] = true;
            }
            micros[i] = ofLabel[code];
        }
        return micros;
    }

    private static LocalDateTime date(String text, String name) {
        String iso = text.strip().replace(' ', 'T');
        try {
            return iso.indexOf('T') < 0 ? LocalDate.parse(iso).atStartOfDay() : LocalDateTime.parse(iso);
        } catch (DateTimeParseException e) {
            throw new InputException(name + " must be a local date or date and time such as 2026-03-01T08:30, got "
                    + Names.quote(text), e);
        }
    }

    private static long micros(LocalDateTime time) {
        return ChronoUnit.MICROS.between(LocalDateTime.of(1970, 1, 1, 0, 0), time);
    }

    static String cell(String column, int row) {
        return "records." + column + "[" + row + "]";
    }

    /** One line such as {@code ContextSeries[1,460 records, time at_hour, by user]}. */
    @Override
    public String toString() {
        return Lines.one("ContextSeries[" + Numbers.grouped(records.size())
                + (records.size() == 1 ? " record, time " : " records, time ") + timeColumn
                + (owner == null ? ", for all twins" : ", by " + owner)
                + (start == null ? "" : ", from " + start) + "]");
    }
}
