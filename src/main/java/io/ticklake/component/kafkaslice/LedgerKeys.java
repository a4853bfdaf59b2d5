package io.ticklake.component.kafkaslice;

import java.util.regex.Pattern;
import org.apache.kafka.common.Uuid;

/**
 * Where the entries of one chain lie: {@code
 * _ledger/<archive>/<topic>/<topicId>/<partition>/<(2^63-1 - first) as 19 digits>.json}. The number
 * falls as offsets rise, so the newest entry is the first of a listing.
 *
 * @param archive the archive's name, never changed: under another one everything is archived again
 */
public record LedgerKeys(String archive, String topic, Uuid topicId, int partition) {
  /** Above all ledgers; outside every table's location. */
  public static final String ROOT = "_ledger/";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  public LedgerKeys {
    checkName(archive);
  }

  /**
   * Refuses a name that would not be one plain folder.
   *
   * @throws IllegalArgumentException that says what is allowed
   */
  static String checkName(String archive) {
    if (!NAME.matcher(archive).matches()) {
      throw new IllegalArgumentException(
          "Option 'archive' is '%s': expected 1 to 100 letters, digits, '.', '_' or '-', the first a letter or digit"
              .formatted(archive));
    }
    return archive;
  }

  /** Above the chains of every topic of this name that there ever was. */
  static String ofTopic(String archive, String topic) {
    return ROOT + archive + "/" + topic + "/";
  }

  /** What all entries of the chain begin with. */
  public String prefix() {
    return ofTopic(archive, topic) + topicId + "/" + partition + "/";
  }

  /**
   * The key of the entry at this position of the chain.
   *
   * @param first the chain's position: the last offset of the entry before, plus one
   */
  public String entry(long first) {
    return "%s%019d.json".formatted(prefix(), Long.MAX_VALUE - first);
  }

  LedgerKeys withTopicId(Uuid other) {
    return new LedgerKeys(archive, topic, other, partition);
  }
}
