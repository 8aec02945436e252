package io.twinsim.bench;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What cannot be beaten: a copy, an empty loop, a plain sum. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Floor {

    /** The methods of ours that cannot be faster; empty: all of the class. */
    String[] of() default {};
}
