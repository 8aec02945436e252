package io.twinsim.worlds;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Numbers;
import io.twinsim.internal.text.TextTable;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What happened when: messages and new sessions by hour, day or week of a window, hours without any included.
 *
 * <p>All counts are whole numbers kept by hour, so days and weeks are exact sums of hours. Messages before the window
 * or from its end on are not in it; {@link #outside} says how many there were.
 */
public final class ActivityBuckets {
    static final int DAY = 24;
    static final int WEEK = 168;

    private final int from;
    private final int to;
    private final long[] sessions;
    private final long[] userMessages;
    private final long[] messages;
    private final long outside;

    /** How long a bucket is. */
    public enum Granularity {
        /** From a full hour to the next. */
        HOUR(1),
        /** From midnight to midnight. */
        DAY(ActivityBuckets.DAY),
        /** From Monday 00:00 to the next. */
        WEEK(ActivityBuckets.WEEK);

        private final int hours;

        Granularity(int hours) {
            this.hours = hours;
        }

        /**
         * A granularity by its name.
         *
         * @param name hour, day or week
         * @return the granularity
         * @throws InputException if there is no such one, with the nearest name
         */
        public static Granularity named(String name) {
            return Checks.constant("granularity", name, values(), Granularity::id);
        }

        /**
         * The name in options and JSON.
         *
         * @return such as {@code hour}
         */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The counts of one stretch of time. The first and the last bucket end with the window, so they may be short.
     *
     * @param from its first hour since Monday 00:00
     * @param to the first hour after it
     * @param sessions whose first message lies in it
     * @param messages of both roles
     * @param userMessages of visitors
     */
    public record Bucket(int from, int to, long sessions, long messages, long userMessages) {

        /** Such as {@code Bucket[hours 24 to 48: 120 sessions, 1,431 messages]}. */
        @Override
        public String toString() {
            return "Bucket[hours " + from + " to " + to + ": " + Numbers.grouped(sessions) + " sessions, "
                    + Numbers.grouped(messages) + " messages]";
        }
    }

    ActivityBuckets(int from, int to, long[] sessions, long[] messages, long[] userMessages, long outside) {
        this.from = from;
        this.to = to;
        this.sessions = sessions.clone();
        this.messages = messages.clone();
        this.userMessages = userMessages.clone();
        this.outside = outside;
    }

    /**
     * The window cut at full hours, midnights or Mondays; every part is there, also where nothing happened.
     *
     * @param granularity how long the parts are
     * @return in order of time
     */
    public List<Bucket> by(Granularity granularity) {
        List<Bucket> buckets = new ArrayList<>();
        int hours = granularity.hours;
        for (int start = from, end; start < to; start = end) {
            end = Math.min(to, (start / hours + 1) * hours);
            buckets.add(new Bucket(start, end, sum(sessions, start, end), sum(messages, start, end),
                    sum(userMessages, start, end)));
        }
        return List.copyOf(buckets);
    }

    /**
     * The day of the week with the most messages for each hour of it in the window: five Mondays do not beat four
     * Tuesdays by being five. Of equal days, the first after Sunday.
     *
     * @return none if the window has no message
     */
    public Optional<DayOfWeek> busiestWeekday() {
        int[] day = new int[to - from];
        Arrays.setAll(day, i -> (from + i) % WEEK / DAY);
        OptionalInt busiest = busiest(day, WEEK / DAY);
        return busiest.isEmpty() ? Optional.empty() : Optional.of(DayOfWeek.of(busiest.getAsInt() + 1));
    }

    /**
     * The hour of the day with the most messages for each time that it is in the window; of equal hours the earliest.
     *
     * @return 0 to 23, none if the window has no message
     */
    public OptionalInt busiestHour() {
        int[] hour = new int[to - from];
        Arrays.setAll(hour, i -> (from + i) % DAY);
        return busiest(hour, DAY);
    }

    /** Rates are compared as fractions of whole numbers, so ties are exact. */
    private OptionalInt busiest(int[] group, int groups) {
        long[] count = new long[groups];
        long[] hours = new long[groups];
        for (int i = 0; i < group.length; i++) {
            count[group[i]] += messages[i];
            hours[group[i]]++;
        }
        int best = 0;
        for (int g = 1; g < groups; g++) {
            boolean more = count[g] > 0 && Math.multiplyExact(count[g], Math.max(1, hours[best]))
                    > Math.multiplyExact(count[best], hours[g]);
            best = more ? g : best;
        }
        return count[best] == 0 ? OptionalInt.empty() : OptionalInt.of(best);
    }

    /**
     * Messages that were sent outside the window.
     *
     * @return 0 or more
     */
    public long outside() {
        return outside;
    }

    /**
     * The buckets as a table.
     *
     * @param granularity how long the parts are
     * @return one line per bucket, each ended by a line feed
     */
    public String table(Granularity granularity) {
        var table = TextTable.of("from", ">sessions", ">messages", ">by visitors");
        for (Bucket b : by(granularity)) {
            table.row(text(b.from()), Numbers.grouped(b.sessions()), Numbers.grouped(b.messages()),
                    Numbers.grouped(b.userMessages()));
        }
        return table.render(0);
    }

    /** Such as "week 2 Tue 09:00". */
    private static String text(int hour) {
        String day = DayOfWeek.of(hour % WEEK / DAY + 1).name();
        return String.format(Locale.ROOT, "week %d %s%s %02d:00", hour / WEEK + 1, day.charAt(0),
                day.substring(1, 3).toLowerCase(Locale.ROOT), hour % DAY);
    }

    private long sum(long[] counts, int start, int end) {
        long sum = 0;
        for (int hour = start; hour < end; hour++) {
            sum += counts[hour - from];
        }
        return sum;
    }

    @Override
    public String toString() {
        return "ActivityBuckets[hours " + from + " to " + to + ", " + Numbers.grouped(sum(messages, from, to))
                + " messages]";
    }
}
