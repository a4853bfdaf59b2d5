/**
 * Real services on loopback, for one machine and no account. One door, {@link
 * io.ticklake.embedded.EmbeddedServices}; imports nothing else of the project.
 */
@NullMarked
package io.ticklake.embedded;

import org.jspecify.annotations.NullMarked;
