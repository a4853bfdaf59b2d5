/** What health says. */
package io.ticklake.ops.health;
