/** Region, endpoints, credentials, timeouts and retries of every AWS client: one place. */
@NullMarked
package io.ticklake.aws;

import org.jspecify.annotations.NullMarked;
