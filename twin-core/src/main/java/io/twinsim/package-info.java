/**
 * The root of the library: what every room needs to speak about bad input. {@link io.twinsim.InputException} is the one
 * exception for input that is refused; {@link io.twinsim.Place} says where the input stands.
 *
 * <p>The rooms, from the ground up: {@code column} (primitive columns), {@code random} (draws and distributions),
 * {@code expr} (the formula language), {@code model} (worlds, populations, interventions), {@code io} (files). Packages
 * under {@code internal} are public for the compiler's sake only.
 */
@NullMarked
package io.twinsim;

import org.jspecify.annotations.NullMarked;
