package io.ticklake.verify;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chain in figures.
 *
 * @param topicIs whether Kafka's topic of this name is the chain's
 * @param entries of the chain, skips included
 * @param skipped offsets that were given up
 * @param records in objects, as the entries say
 * @param poison records in the dead-letter topic instead
 * @param objects that entries name
 * @param bytes of the objects
 * @param position where the chain goes on; null if its newest entry cannot be understood
 * @param logStart the lowest offset that Kafka has; null if it was not asked or has another topic
 * @param logEnd the offset that the next record gets; null as above
 * @param lag offsets between position and log end; null as above
 * @param readBack objects that were read back whole
 * @param compared records that were found the same in object and topic
 * @param notes how many
 * @param findings how many that are not notes
 */
public record Row(
    String archive,
    String topic,
    String topicId,
    TopicIs topicIs,
    int partition,
    long entries,
    long skipped,
    long records,
    long poison,
    long objects,
    long bytes,
    @Nullable Long position,
    @Nullable Long logStart,
    @Nullable Long logEnd,
    @Nullable Long lag,
    long readBack,
    long compared,
    long notes,
    long findings) {

  /** What Kafka says of the chain's topic. */
  public enum TopicIs {
    /** It is there. */
    CURRENT,
    /** It was deleted, and there may be another of its name. */
    DELETED,
    /** Kafka was not asked. */
    UNKNOWN
  }

  /** Sums over rows. */
  public record Totals(
      long entries,
      long skipped,
      long records,
      long poison,
      long objects,
      long bytes,
      long lag,
      long readBack,
      long compared,
      long notes,
      long findings) {}

  /**
   * Sums up.
   *
   * @param of all findings, also those that belong to no row
   */
  static Totals total(List<Row> rows, List<Finding> of) {
    long notes = of.stream().filter(each -> each.kind().severity() == Severity.NOTE).count();
    return new Totals(
        rows.stream().mapToLong(Row::entries).sum(),
        rows.stream().mapToLong(Row::skipped).sum(),
        rows.stream().mapToLong(Row::records).sum(),
        rows.stream().mapToLong(Row::poison).sum(),
        rows.stream().mapToLong(Row::objects).sum(),
        rows.stream().mapToLong(Row::bytes).sum(),
        rows.stream().map(Row::lag).filter(java.util.Objects::nonNull).mapToLong(lag -> lag).sum(),
        rows.stream().mapToLong(Row::readBack).sum(),
        rows.stream().mapToLong(Row::compared).sum(),
        notes,
        of.size() - notes);
  }
}
