/**
 * Text for people and files: numbers ({@link io.twinsim.internal.text.Numbers}), nearest names, checks with whole
 * messages and aligned tables. Nothing here depends on the default locale or on the JDK's own double-to-text
 * conversion, whose digits changed with JDK 19.
 */
@NullMarked
package io.twinsim.internal.text;

import org.jspecify.annotations.NullMarked;
