package io.twinsim.timeline;

import io.twinsim.InputException;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import io.twinsim.internal.text.TextTable;
import io.twinsim.io.JsonText;
import io.twinsim.model.TimeSpan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that happened to one twin in one arm: every node and alert at every step, equal to the bit to what the
 * whole run sees of it. Immutable.
 */
public final class TwinHistory {

    /** Rows and columns of {@link #table()}. */
    private static final int ROWS = 40;
    private static final int COLUMNS = 5;
    private static final int WIDTH = 16;
    private static final int DIGITS = 4;

    private final TimelinePlan plan;
    private final long twin;
    private final String arm;
    private final double[][] values;
    /** The step at which the twin was found to be over; the last one if it was not. */
    private final int lastStep;

    TwinHistory(TimelinePlan plan, long twin, String arm, double[][] values, int lastStep) {
        this.plan = plan;
        this.twin = twin;
        this.arm = arm;
        this.values = values;
        this.lastStep = lastStep;
    }

    /**
     * The twin.
     *
     * @return its row id
     */
    public long twin() {
        return twin;
    }

    /**
     * The arm.
     *
     * @return such as {@code control}
     */
    public String arm() {
        return arm;
    }

    /**
     * The nodes and alerts.
     *
     * @return their names, in the order of the world, alerts last
     */
    public List<String> names() {
        return plan.columns().stream().map(PlanColumn::name).toList();
    }

    /**
     * The times of the steps.
     *
     * @return in the timeline's unit, from 0 on
     */
    public double[] times() {
        return plan.axis().times();
    }

    /**
     * The number of steps after the start.
     *
     * @return at least 1
     */
    public int steps() {
        return plan.steps();
    }

    /**
     * The step after which nothing changes any more, as the twin is over.
     *
     * @return the number of steps if it is not over before
     */
    public int lastStep() {
        return lastStep;
    }

    /**
     * A node or alert at every step.
     *
     * @param name such as {@code hydration}
     * @return numbers, 0 and 1 for flags, codes for categories; one per time; a new array
     * @throws InputException if there is no such node or alert
     */
    public double[] values(String name) {
        return values[plan.nodeOrAlert(name).index()].clone();
    }

    /**
     * A node or alert at one step.
     *
     * @param name such as {@code hydration}
     * @param step 0 for the start, to {@link #steps()}
     * @return the number, 0 or 1 for a flag, the code for a category
     * @throws InputException if there is no such node, alert or step
     */
    public double value(String name, int step) {
        if (step < 0 || step > plan.steps()) {
            throw new InputException("step must be in [0, " + plan.steps() + "], got " + step);
        }
        return values[plan.nodeOrAlert(name).index()][step];
    }

    /**
     * A node or alert at a time.
     *
     * @param name such as {@code hydration}
     * @param time such as {@code 30 days}
     * @return the number, 0 or 1 for a flag, the code for a category
     * @throws InputException if there is no such node or alert, or the time is no step
     */
    public double value(String name, String time) {
        return value(name, plan.axis().step(time));
    }

    /**
     * A node or alert at one step, as it is written.
     *
     * @param name such as {@code mood}
     * @param step 0 for the start, to {@link #steps()}
     * @return a label, {@code true} or {@code false}, or a number
     * @throws InputException if there is no such node, alert or step
     */
    public String text(String name, int step) {
        PlanColumn column = plan.nodeOrAlert(name);
        double value = value(name, step);
        return switch (column.type()) {
            case CATEGORY -> column.labels().get((int) value);
            case FLAG -> value != 0 ? "true" : "false";
            case INTEGER -> Long.toString((long) value);
            case REAL -> Numbers.shortest(value);
        };
    }

    /**
     * When an event or alert, or another flag, was true.
     *
     * @param name such as {@code dehydrated}
     * @return times in the timeline's unit, ascending
     * @throws InputException if there is no such flag
     */
    public List<Double> moments(String name) {
        PlanColumn column = plan.nodeOrAlert(name);
        if (column.type() != ColumnType.FLAG) {
            throw new InputException(name + " must be an event, an alert or another flag, got " + column.type().id());
        }
        List<Double> moments = new ArrayList<>();
        for (int step = 0; step <= plan.steps(); step++) {
            if (values[column.index()][step] != 0) {
                moments.add(plan.time(step));
            }
        }
        return List.copyOf(moments);
    }

    /**
     * The observed nodes at up to 40 times, and when events happened and alerts were raised.
     *
     * @return text of at most 100 columns
     */
    public String table() {
        List<PlanColumn> shown = plan.observed().subList(0, Math.min(COLUMNS, plan.observed().size()));
        List<String> headings = new ArrayList<>(List.of(">t"));
        shown.forEach(column -> headings.add((column.type() == ColumnType.CATEGORY ? "" : ">")
                + Lines.cut(column.name(), WIDTH)));
        TextTable table = TextTable.of(headings.toArray(String[]::new));
        int stride = (plan.steps() + ROWS - 1) / ROWS;
        for (int step = 0; step <= plan.steps(); step += Math.max(1, Math.min(stride, plan.steps() - step))) {
            List<String> cells = new ArrayList<>(List.of(Numbers.significant(plan.time(step), 9)));
            for (PlanColumn column : shown) {
                cells.add(Lines.cut(cell(column, step), WIDTH));
            }
            table.row(cells.toArray(String[]::new));
        }
        StringBuilder text = new StringBuilder(Lines.cut("twin " + twin + ", " + arm + ", "
                + plan.axis().text(plan.steps()) + " in steps of " + plan.spec().step() + ", t in "
                + TimeSpan.plural(plan.spec().unit()), Lines.WIDTH)).append("\n\n").append(table.render(0));
        for (PlanColumn column : plan.columns()) {
            if (column.isEvent() || column.alert() != null) {
                happened(text, column);
            }
        }
        if (plan.observed().size() > shown.size()) {
            String others = String.join(", ", plan.observed().subList(shown.size(), plan.observed().size()).stream()
                    .map(PlanColumn::name).toList());
            text.append('\n').append(Lines.cut("observed, not shown: " + others, Lines.WIDTH)).append('\n')
                    .append("observe these alone to see them, or read values(name)\n");
        }
        return text.toString();
    }

    private String cell(PlanColumn column, int step) {
        return column.type() == ColumnType.REAL ? Numbers.significant(values[column.index()][step], DIGITS)
                : text(column.name(), step);
    }

    private void happened(StringBuilder text, PlanColumn column) {
        List<String> times = new ArrayList<>();
        for (int step = 0; step <= plan.steps(); step++) {
            if (values[column.index()][step] != 0) {
                times.add(Numbers.significant(plan.time(step), 9));
            }
        }
        if (!times.isEmpty()) {
            String kind = column.alert() != null ? "alert " : "event ";
            text.append('\n').append(Lines.cut(kind + column.name() + " at t = " + String.join(", ", times),
                    Lines.WIDTH)).append('\n');
        }
    }

    /**
     * All of it as JSON: {@code twin}, {@code arm}, {@code unit}, {@code times}, {@code values} by node and {@code
     * alerts} by alert; labels as text, flags as true and false.
     *
     * @return the text
     */
    public String toJson() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("world", plan.twins().model().orElseThrow().name());
        tree.put("twin", twin);
        tree.put("arm", arm);
        tree.put("unit", plan.spec().unit());
        List<Object> times = new ArrayList<>();
        for (double time : times()) {
            times.add(time);
        }
        tree.put("times", times);
        Map<String, Object> nodes = new LinkedHashMap<>();
        Map<String, Object> alerts = new LinkedHashMap<>();
        for (PlanColumn column : plan.columns()) {
            List<Object> cells = new ArrayList<>();
            for (double value : values[column.index()]) {
                cells.add(json(column, value));
            }
            (column.alert() != null ? alerts : nodes).put(column.name(), cells);
        }
        tree.put("values", nodes);
        tree.put("alerts", alerts);
        return JsonText.write(tree);
    }

    private static Object json(PlanColumn column, double value) {
        return switch (column.type()) {
            case CATEGORY -> column.labels().get((int) value);
            case FLAG -> value != 0;
            case INTEGER -> (long) value;
            case REAL -> value;
        };
    }

    /** One line: the twin, the arm and the horizon. */
    @Override
    public String toString() {
        return Lines.one("TwinHistory[twin " + twin + ", " + arm + ", " + plan.axis().text(plan.steps()) + ", "
                + Numbers.grouped(plan.columns().size()) + " columns]");
    }
}
