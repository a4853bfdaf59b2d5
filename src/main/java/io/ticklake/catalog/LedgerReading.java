package io.ticklake.catalog;

import io.ticklake.component.kafkaslice.LedgerEntry;
import io.ticklake.component.kafkaslice.LedgerKeys;
import io.ticklake.component.kafkaslice.LedgerStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * Reads the newest entries of an archive's chains, down to a mark. A claim comes before its
 * objects, so a folder may be known before it holds any: a partition without objects has no rows.
 */
final class LedgerReading {
  /** Begins the properties of tables that say how far the ledger was read. */
  static final String MARK = "ticklake.ledger.";

  // Some seconds of reading; the rest is for the next tick.
  private static final int MOST_AT_ONCE = 1000;

  private final LedgerStore ledger;

  LedgerReading(LedgerStore ledger) {
    this.ledger = ledger;
  }

  /**
   * What came since.
   *
   * @param marks the table's properties as they are
   */
  Landed since(String archive, Map<String, String> marks) throws IOException {
    Landed landed = new Landed();
    String root = LedgerKeys.ROOT + archive + "/";
    for (String topic : ledger.folders(root)) {
      for (String id : ledger.folders(root + topic + "/")) {
        for (String partition : ledger.folders(root + topic + "/" + id + "/")) {
          LedgerKeys chain =
              new LedgerKeys(archive, topic, Uuid.fromString(id), Integer.parseInt(partition));
          read(chain, marks, landed);
        }
      }
    }
    return landed;
  }

  private void read(LedgerKeys chain, Map<String, String> marks, Landed landed) throws IOException {
    String mark = MARK + chain.topicId() + "." + chain.partition();
    List<String> fresh = fresh(chain, marks.get(mark));
    int from = Math.max(0, fresh.size() - MOST_AT_ONCE);
    landed.more |= from > 0;
    // The newest is the first of a listing.
    for (int i = fresh.size() - 1; i >= from; i--) {
      String key = fresh.get(i);
      Optional<byte[]> bytes = ledger.read(key);
      if (bytes.isEmpty()) {
        throw new IOException("Ledger entry '" + key + "' was listed and is gone");
      }
      LedgerEntry entry = LedgerEntry.parse(key, bytes.get());
      if (entry.layout() != null) {
        landed.layouts.add(entry.layout());
        entry.objects().forEach(o -> landed.folders.add(LandedLayout.folder(o.key())));
      }
      landed.marks.put(mark, Long.toString(entry.first()));
    }
  }

  /** Keys above the mark, the newest first. */
  private List<String> fresh(LedgerKeys chain, @Nullable String mark) throws IOException {
    String known = mark == null ? "" : chain.entry(Long.parseLong(mark));
    for (int most = MOST_AT_ONCE; ; most *= 4) {
      List<String> keys = ledger.list(chain.prefix(), most);
      int end = mark == null ? -1 : keys.indexOf(known);
      if (end >= 0 || keys.size() < most) {
        return end >= 0 ? keys.subList(0, end) : keys;
      }
    }
  }
}
