/** Stage 4: asks Athena, from routes and from the command line, and shows the answers. */
@NullMarked
package io.ticklake.query;

import org.jspecify.annotations.NullMarked;
