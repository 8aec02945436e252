package io.twinsim.timeline;

import io.twinsim.InputException;
import io.twinsim.internal.parallel.StopSignal;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Names;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Replays a run and keeps the events of one page: the first rows after a cursor, in the order of rows. */
final class EventScan implements BlockObserver {

    private static final Comparator<EventCursor> ORDER = Comparator.comparingInt(EventCursor::step)
            .thenComparingLong(EventCursor::twin).thenComparing(EventCursor::name);

    /** What is looked for. */
    private record Asked(List<PlanColumn> columns, List<Integer> arms, List<String> names, int first, int last,
            int limit, Optional<EventCursor> cursor, Comparator<EventCursor> order) {
    }

    private final Asked asked;
    /** The best rows so far, one more than a page, the last one on top. */
    private final PriorityQueue<EventCursor> rows;
    private long firstRow;
    private long @Nullable [] counted;
    private int from;
    private int to;

    private EventScan(Asked asked) {
        this.asked = asked;
        this.rows = new PriorityQueue<>(asked.order.reversed());
    }

    /** The page that a query asks for. */
    static EventPage page(TimelinePlan run, EventQuery query) {
        TimeAxis axis = new TimeAxis(run.steps(), run.dt(), run.spec().unit());
        int first = query.first().map(axis::step).orElse(0);
        int last = query.last().map(axis::step).orElse(run.steps());
        if (first > last) {
            throw new InputException("from must not be after to (" + axis.text(last) + "), got " + axis.text(first));
        }
        Asked asked = new Asked(columns(run, query.names()), arms(run, query.arm()), run.arms(), first, last,
                query.rows(), cursor(run, query.cursor()),
                ORDER.thenComparingInt(row -> run.arms().indexOf(row.arm())));
        List<EventCursor> found = TimelinePass.run(run, last, run.settings().threads, StopSignal.NEVER,
                () -> new EventScan(asked), EventScan::merge).total().map(seen -> new ArrayList<>(seen.rows))
                .orElseGet(ArrayList::new);
        found.sort(asked.order);
        boolean more = found.size() > query.rows();
        List<EventCursor> page = more ? found.subList(0, query.rows()) : found;
        return new EventPage(page.stream().map(row -> new EventPage.EventRow(axis.time(row.step()), row.step(),
                row.twin(), row.name(), row.arm())).toList(),
                more ? Optional.of(page.get(page.size() - 1)) : Optional.empty());
    }

    private static List<PlanColumn> columns(TimelinePlan plan, List<String> names) {
        List<PlanColumn> all = new ArrayList<>(plan.events());
        all.addAll(plan.alerts());
        if (names.isEmpty()) {
            return all;
        }
        List<PlanColumn> columns = new ArrayList<>();
        for (String name : names) {
            List<PlanColumn> found = all.stream()
                    .filter(column -> column.name().equals(name) || column.name().startsWith(name + ".")).toList();
            if (found.isEmpty()) {
                throw new InputException(Names.unknown("event or alert", name,
                        all.stream().map(PlanColumn::name).toList()));
            }
            found.stream().filter(column -> !columns.contains(column)).forEach(columns::add);
        }
        return columns;
    }

    private static List<Integer> arms(TimelinePlan plan, Optional<String> arm) {
        List<Integer> arms = new ArrayList<>();
        for (int k = 0; k < plan.arms().size(); k++) {
            if (arm.isEmpty() || Checks.known("arm", arm.get(), plan.arms()).equals(plan.arms().get(k))) {
                arms.add(k);
            }
        }
        return arms;
    }

    private static Optional<EventCursor> cursor(TimelinePlan plan, Optional<EventCursor> cursor) {
        cursor.ifPresent(c -> Checks.known("arm", c.arm(), plan.arms()));
        return cursor;
    }

    private EventScan merge(EventScan right) {
        right.rows.forEach(this::offer);
        return this;
    }

    private void offer(EventCursor row) {
        if (asked.cursor.isPresent() && asked.order.compare(row, asked.cursor.get()) <= 0) {
            return;
        }
        if (rows.size() > asked.limit && asked.order.compare(row, rows.element()) >= 0) {
            return;
        }
        rows.add(row);
        if (rows.size() > asked.limit + 1) {
            rows.remove();
        }
    }

    @Override
    public void begin(long block, long first, int begin, int end, long @Nullable [] counting) {
        firstRow = first;
        counted = counting;
        from = begin;
        to = end;
    }

    @Override
    public void step(int step, double t, ArmValues[] arms) {
        boolean early = asked.cursor.isPresent() && step < asked.cursor.get().step();
        boolean late = rows.size() > asked.limit && step > rows.element().step();
        if (step < asked.first || step > asked.last || early || late) {
            return;
        }
        for (int arm : asked.arms) {
            for (PlanColumn column : asked.columns) {
                double[] flags = arms[arm].values(column.index());
                for (int i = from; i < to; i++) {
                    if (flags[i] != 0 && (counted == null || (counted[i >>> 6] >>> i & 1) != 0)) {
                        offer(new EventCursor(step, firstRow + i, column.name(), asked.names.get(arm)));
                    }
                }
            }
        }
    }

    @Override
    public void end() {
        counted = null;
    }
}
