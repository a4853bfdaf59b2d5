/** The log as operators want it: text or JSON, secrets masked, levels changed while it runs. */
@NullMarked
package io.ticklake.ops.log;

import org.jspecify.annotations.NullMarked;
