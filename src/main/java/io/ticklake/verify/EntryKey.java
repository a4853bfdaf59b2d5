package io.ticklake.verify;

import io.ticklake.component.kafkaslice.LedgerKeys;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.Uuid;

/**
 * The key of a ledger entry, taken apart.
 *
 * @param chain that it belongs to
 * @param first the position at which it says to begin
 */
record EntryKey(LedgerKeys chain, long first) {
  private static final Pattern FORM =
      Pattern.compile(
          LedgerKeys.ROOT + "([^/]+)/([^/]+)/([A-Za-z0-9_-]{22})/(\\d{1,9})/(\\d{19})\\.json");

  /** Nothing if the key is not one of an entry. */
  static Optional<EntryKey> parse(String key) {
    Matcher form = FORM.matcher(key);
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      LedgerKeys chain =
          new LedgerKeys(
              form.group(1),
              form.group(2),
              Uuid.fromString(form.group(3)),
              Integer.parseInt(form.group(4)));
      long first = Long.MAX_VALUE - Long.parseLong(form.group(5));
      // The same numbers can be written otherwise; only one writing is a key.
      return first >= 0 && chain.entry(first).equals(key)
          ? Optional.of(new EntryKey(chain, first))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
