package io.twinsim.bench;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What one call works through, so that tables can say what one of them costs: on a benchmark class or a method. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@interface Counts {

    /** What is counted, such as {@code twin}. */
    String of();

    /** The parameter that says how many. */
    String by();

    /** How many for each of that parameter's: 1,000 draws for each value, say; 0: one for a call, whatever the size. */
    long times() default 1;
}
