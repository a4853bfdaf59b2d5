package io.ticklake.model;

import java.time.Instant;

/**
 * An object of the lake that the store has confirmed.
 *
 * @param key in the bucket
 * @param records in it
 * @param bytes as stored
 * @param at when the store answered
 */
public record LandedObject(String key, long records, long bytes, Instant at) {}
