package io.twinsim.internal.text;

import java.util.Arrays;

/**
 * Stack traces for those who call the library. Where a value was refused inside of it says nothing to them, and at a
 * prompt those lines push the message off the screen; so a trace begins with the caller's own line. With the system
 * property {@code twinsim.trace} set to {@code full}, traces stay as they are.
 */
public final class Trace {

    /** The system property. */
    private static final String PROPERTY = "twinsim.trace";
    private static final String FULL = "full";
    /** Causes of causes that are looked at. */
    private static final int CAUSES = 8;
    private static final String[] INSIDE = {"io.twinsim.", "java.", "javax.", "jdk.", "sun.", "com.sun."};

    private Trace() {
    }

    /**
     * Leaves out of a trace, and of those of its causes, what lies above the caller: lines of this library, and of the
     * JDK between and above them. A trace without a caller, such as that of a thread of the library, stays whole.
     *
     * @param failure whose trace is changed
     * @param <T> its type
     * @return the failure
     */
    public static <T extends Throwable> T ofCaller(T failure) {
        if (FULL.equals(System.getProperty(PROPERTY))) {
            return failure;
        }
        Throwable one = failure;
        for (int depth = 0; one != null && depth < CAUSES; depth++) {
            cut(one);
            one = one.getCause();
        }
        return failure;
    }

    private static void cut(Throwable failure) {
        StackTraceElement[] all = failure.getStackTrace();
        int first = 0;
        while (first < all.length && isInside(all[first].getClassName())) {
            first++;
        }
        if (first > 0 && first < all.length) {
            failure.setStackTrace(Arrays.copyOfRange(all, first, all.length));
        }
    }

    private static boolean isInside(String className) {
        return Arrays.stream(INSIDE).anyMatch(className::startsWith);
    }
}
