/**
 * The command line: {@code twin worlds}, {@code validate}, {@code describe}, {@code generate}, {@code simulate},
 * {@code experiment}, {@code estimate}, {@code power}, {@code fit}, {@code timeline}, {@code compare}, {@code help} and
 * {@code completion}.
 *
 * <p>{@link io.twinsim.cli.Main} parses with picocli through its programming interface (no reflection, so that the
 * virtual machine starts fast), finds the {@code Command} and turns what it throws into an exit status: 0 done, 1 the
 * run failed or is partial, 2 the input was refused. An {@code Option} is the same wherever it occurs;
 * {@code Arguments} reads the values and refuses malformed ones by name. Tables and JSON documents go to standard
 * output, everything else to standard error: messages, and a {@code Progress} line where that is a terminal and the
 * job takes more than two seconds. A {@code Command} brings the examples of its {@code HelpText}; tests run each of
 * them. What nobody foresaw is one line that asks to report it; {@code TWIN_TRACE=1} shows where it came from.
 *
 * <pre>{@code twin simulate hcp --intervention email_campaign --set duration_weeks=12 --json}</pre>
 *
 * <p>Commands hold no arithmetic: each builds the call that a Java program would make and prints its result.
 */
@NullMarked
package io.twinsim.cli;

import org.jspecify.annotations.NullMarked;
