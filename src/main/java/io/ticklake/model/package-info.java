/** Values that travel between stages. Imports the JDK only. */
@NullMarked
package io.ticklake.model;

import org.jspecify.annotations.NullMarked;
