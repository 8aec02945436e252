/**
 * The command line: {@code twin worlds}, {@code validate}, {@code describe}, {@code generate}, {@code simulate},
 * {@code experiment}, {@code estimate} and {@code power}.
 *
 * <p>{@link io.twinsim.cli.Main} parses with picocli through its programming interface (no reflection, so that the
 * virtual machine starts fast), finds the {@code Command} and turns what it throws into an exit status: 0 done, 1 the
 * run failed or is partial, 2 the input was refused. An {@code Option} is the same wherever it occurs;
 * {@code Arguments} reads the values and refuses malformed ones by name. Tables and JSON documents go to standard
 * output, everything else to standard error.
 *
 * <pre>{@code twin simulate hcp --intervention email_campaign --set duration_weeks=12 --json}</pre>
 *
 * <p>Commands hold no arithmetic: each builds the call that a Java program would make and prints its result.
 */
@NullMarked
package io.twinsim.cli;

import org.jspecify.annotations.NullMarked;
