/** Builders, servers and assertions that tests share. */
@NullMarked
package io.ticklake.testkit;

import org.jspecify.annotations.NullMarked;
