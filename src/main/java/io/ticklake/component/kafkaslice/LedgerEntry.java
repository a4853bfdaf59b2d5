package io.ticklake.component.kafkaslice;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One link of a chain: offsets that were archived, or given up. Written once, before any of its
 * objects, and never changed.
 *
 * @param v version of this format
 * @param first the chain's position: the end of the entry before plus one, not the offset of the
 *     first record
 * @param last the reader's position less one: trailing transaction markers lie inside
 * @param count records in the objects
 * @param claim id of the seal; the objects carry it as metadata
 * @param sealedAt ISO 8601, for people
 * @param layout what decides the bytes; null for skips
 * @param durableBelow every entry that begins below it is durable and notified
 * @param closed reserved for entries whose objects may be moved; always false
 * @param objects what the slice consists of
 * @param poison offsets that are in the dead-letter topic instead
 * @param reason why offsets were skipped; null for slices
 */
@JsonPropertyOrder({
  "v",
  "kind",
  "first",
  "last",
  "count",
  "claim",
  "sealedAt",
  "layout",
  "durableBelow",
  "closed",
  "objects",
  "poison",
  "reason"
})
public record LedgerEntry(
    int v,
    Kind kind,
    long first,
    long last,
    long count,
    String claim,
    String sealedAt,
    @Nullable EntryLayout layout,
    long durableBelow,
    boolean closed,
    List<EntryObject> objects,
    List<Long> poison,
    @Nullable SkipReason reason) {
  /** The only version there is. */
  public static final int VERSION = 1;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  /** What an entry says of its offsets. */
  public enum Kind {
    /** They are in the entry's objects and in the dead-letter topic. */
    @JsonProperty("data")
    DATA,
    /** They were given up, see {@link SkipReason}. */
    @JsonProperty("skip")
    SKIP
  }

  /** Why offsets were given up. */
  public enum SkipReason {
    /** They lie before the archive's start. */
    @JsonProperty("start")
    START,
    /** Kafka had deleted them before they were read. */
    @JsonProperty("retention")
    RETENTION,
    /** Somebody has set the group's offset behind them. */
    @JsonProperty("operator")
    OPERATOR;

    /** As the ledger writes it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * All that decides the bytes of a slice.
   *
   * @param path the pattern of the folders, see {@link PathPattern}
   * @param format see {@link Format#description()}
   * @param isolation which records a reader of the topic sees: {@code read_committed} or {@code
   *     read_uncommitted}
   */
  public record EntryLayout(String path, String format, String isolation) {}

  /** One object, as it was encoded before the claim. */
  public record EntryObject(String key, long count, long bytes) {}

  public LedgerEntry {
    objects = List.copyOf(objects);
    poison = List.copyOf(poison);
    if (first < 0 || last < first) {
      throw new IllegalArgumentException("ends before it begins: " + first + ".." + last);
    }
    if ((kind == Kind.DATA && layout == null) || (kind == Kind.SKIP && reason == null)) {
      throw new IllegalArgumentException("lacks " + (kind == Kind.DATA ? "layout" : "reason"));
    }
  }

  /** Offsets that are given up. */
  static LedgerEntry skip(
      long first, long last, String claim, Instant sealedAt, SkipReason reason) {
    return new LedgerEntry(
        VERSION,
        Kind.SKIP,
        first,
        last,
        0,
        claim,
        sealedAt.toString(),
        null,
        first,
        false,
        List.of(),
        List.of(),
        reason);
  }

  /**
   * Reads an entry.
   *
   * @param key names it in messages
   * @throws LedgerException when it is damaged or of a version that this release does not know
   */
  public static LedgerEntry parse(String key, byte[] json) throws LedgerException {
    try {
      JsonNode tree = JSON.readTree(json);
      int version = tree.path("v").asInt(-1);
      if (version > VERSION) {
        throw new LedgerException(
            "Ledger entry '%s' is of version %d, and this release knows %d: run the release that wrote it, or a newer one."
                .formatted(key, version, VERSION));
      }
      return JSON.treeToValue(tree, LedgerEntry.class);
    } catch (LedgerException e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      throw new LedgerException(
          "Ledger entry '%s' is damaged: %s. Restore it, for example from the bucket's versions; 'ticklake verify' shows the chain."
              .formatted(key, reason(e)),
          e);
    }
  }

  private static String reason(Exception e) {
    String text =
        e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
    return String.valueOf(text).lines().findFirst().orElse("");
  }

  /** The same entry always gives the same bytes. */
  public byte[] toJson() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write ledger entry " + this, e);
    }
  }

  /** The chain's position behind it. */
  public long next() {
    return last + 1;
  }

  /** The layout of a slice. */
  EntryLayout slicesLayout() {
    if (layout == null) {
      throw new IllegalStateException("A skip has no layout: " + this);
    }
    return layout;
  }
}
