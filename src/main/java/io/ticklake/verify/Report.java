package io.ticklake.verify;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an audit has found. The JSON document has these names.
 *
 * @param bucket that was audited
 * @param depth how far objects were looked at
 * @param kafka why Kafka was not asked; null if it was
 * @param begun ISO 8601
 * @param seconds that it took
 * @param chains a row for each partition
 * @param totals over all rows
 * @param findings the gravest first, notes last
 */
public record Report(
    String bucket,
    Audit.Depth depth,
    @Nullable String kafka,
    String begun,
    double seconds,
    List<Row> chains,
    Row.Totals totals,
    List<Finding> findings) {

  /** Whether nothing is lost, doubled, foreign or unproven. */
  public boolean isClean() {
    return findings.stream().allMatch(finding -> finding.kind().severity() == Severity.NOTE);
  }

  /** How many findings there are of each severity that occurs. */
  public Map<Severity, Long> bySeverity() {
    Map<Severity, Long> counts = new java.util.EnumMap<>(Severity.class);
    findings.forEach(finding -> counts.merge(finding.kind().severity(), 1L, Long::sum));
    return counts;
  }
}
