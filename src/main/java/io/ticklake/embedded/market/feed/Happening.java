package io.ticklake.embedded.market.feed;

/**
 * Something that subscribers are told.
 *
 * @param channel {@code AM} for bars of a minute, {@code A} for bars of a second
 * @param symbol whose it is
 * @param json the event, a JSON object
 */
public record Happening(String channel, String symbol, String json) {}
