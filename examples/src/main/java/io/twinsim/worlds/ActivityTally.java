package io.twinsim.worlds;

/** Counts by hour while messages come in. */
final class ActivityTally {
    private static final long HOUR = 3_600_000;

    private final int from;
    private final int to;
    private final long[] sessions;
    private final long[] messages;
    private final long[] userMessages;
    private long outside;

    ActivityTally(int from, int to) {
        this.from = from;
        this.to = to;
        sessions = new long[to - from];
        messages = new long[to - from];
        userMessages = new long[to - from];
    }

    void session(long millis) {
        long hour = millis / HOUR;
        if (hour >= from && hour < to) {
            sessions[(int) hour - from]++;
        }
    }

    void message(long millis, boolean byUser) {
        long hour = millis / HOUR;
        if (hour >= from && hour < to) {
            messages[(int) hour - from]++;
            userMessages[(int) hour - from] += byUser ? 1 : 0;
        } else {
            outside++;
        }
    }

    void add(ActivityTally other) {
        for (int i = 0; i < sessions.length; i++) {
            sessions[i] += other.sessions[i];
            messages[i] += other.messages[i];
            userMessages[i] += other.userMessages[i];
        }
        outside += other.outside;
    }

    ActivityBuckets buckets() {
        return new ActivityBuckets(from, to, sessions, messages, userMessages, outside);
    }
}
