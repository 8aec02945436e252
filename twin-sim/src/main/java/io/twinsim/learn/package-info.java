/**
 * Models learned from data. {@link io.twinsim.learn.WorldFit} turns real units into a world file.
 */
@NullMarked
package io.twinsim.learn;

import org.jspecify.annotations.NullMarked;
