/**
 * The market's websocket: who is connected, what each wants to hear, and what is cut off. What is
 * sent comes from {@link io.ticklake.embedded.market.feed.Happenings}.
 */
@NullMarked
package io.ticklake.embedded.market.feed;

import org.jspecify.annotations.NullMarked;
