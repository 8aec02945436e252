package io.twinsim.cli;

/**
 * A command that works as it stands, for the end of a help text.
 *
 * @param words what is typed after {@code twin}, quoted as a shell needs it
 * @param says what it is good for
 */
record Example(String words, String says) {
}
