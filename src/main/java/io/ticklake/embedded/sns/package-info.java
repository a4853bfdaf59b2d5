/** Topics, subscriptions and deliveries by e-mail file and HTTP. */
@NullMarked
package io.ticklake.embedded.sns;

import org.jspecify.annotations.NullMarked;
