package io.twinsim.bench;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The same job as others do it. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Peer {

    /** The methods of ours that do the same job; empty: all of the class. */
    String[] of() default {};
}
