package io.ticklake.ingest.feed;

/**
 * A message of the market about the connection itself.
 *
 * @param status {@code connected}, {@code auth_success}, {@code auth_failed}, {@code success},
 *     {@code error}, {@code max_connections} and others
 * @param message in its words
 * @param simulated whether it said that its prices are made up
 */
record FeedStatus(String status, String message, boolean simulated) {}
