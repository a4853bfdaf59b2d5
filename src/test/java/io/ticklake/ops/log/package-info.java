/** What the log looks like. */
package io.ticklake.ops.log;
