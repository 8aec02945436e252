/** Work cut into tiles, run on the caller's thread and on helpers, with results that do not depend on who ran what. */
@NullMarked
package io.twinsim.internal.parallel;

import org.jspecify.annotations.NullMarked;
