/**
 * A simulated stock market behind the market API's paths. In: HTTP requests with the key that it
 * was started with. Out: the documented JSON bodies over a seeded random walk; every answer says so
 * in {@code X-Simulated}. Can fail: only as documented (400, 401, 403, 404, 429).
 */
@NullMarked
package io.ticklake.embedded.market;

import org.jspecify.annotations.NullMarked;
