/**
 * Text for people and files: numbers ({@link io.twinsim.internal.text.Numbers}), nearest names, checks with whole
 * messages. A {@link io.twinsim.internal.text.TextTable} has three forms, for a terminal, Markdown and HTML, and so has
 * a {@link io.twinsim.internal.text.Page} of paragraphs and tables; {@link io.twinsim.internal.text.Cells} knows how wide
 * letters are, {@link io.twinsim.internal.text.Bars} draws with them, {@link io.twinsim.internal.text.Trace} lets stack
 * traces begin with the caller. Nothing here depends on the default locale or on the JDK's own double-to-text
 * conversion, whose digits changed with JDK 19.
 */
@NullMarked
package io.twinsim.internal.text;

import org.jspecify.annotations.NullMarked;
