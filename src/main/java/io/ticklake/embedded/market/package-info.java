/** A simulated stock market behind the market API's paths. */
@NullMarked
package io.ticklake.embedded.market;

import org.jspecify.annotations.NullMarked;
