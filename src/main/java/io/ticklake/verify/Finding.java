package io.ticklake.verify;

import io.ticklake.component.kafkaslice.LedgerKeys;
import java.util.Optional;

/**
 * One thing that was found.
 *
 * @param chain that it is about, if it is about one
 * @param key of the object or entry, empty if it is about neither
 * @param detail the figures, in one sentence
 */
public record Finding(Kind kind, Optional<LedgerKeys> chain, String key, String detail) {}
