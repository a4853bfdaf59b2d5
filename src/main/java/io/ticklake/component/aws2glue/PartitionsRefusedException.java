package io.ticklake.component.aws2glue;

import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.glue.model.PartitionError;

/** Glue created some partitions of a batchCreatePartition, or none, and refused others. */
public final class PartitionsRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A message is read by people: the rest is in {@link #refused}. */
  private static final int NAMED = 10;

  private final transient List<PartitionError> refused;
  private final transient PartitionsOutcome outcome;

  PartitionsRefusedException(
      String table, List<PartitionError> refused, PartitionsOutcome outcome) {
    super(
        "Glue refused %d partitions of table %s (%d created, %d existing): %s%s"
            .formatted(
                refused.size(),
                table,
                outcome.created().size(),
                outcome.existing().size(),
                refused.stream()
                    .limit(NAMED)
                    .map(PartitionsRefusedException::line)
                    .collect(Collectors.joining("; ")),
                refused.size() > NAMED ? "; and " + (refused.size() - NAMED) + " more" : ""));
    this.refused = List.copyOf(refused);
    this.outcome = outcome;
  }

  private static String line(PartitionError error) {
    return "%s %s: %s"
        .formatted(
            error.partitionValues(),
            error.errorDetail().errorCode(),
            error.errorDetail().errorMessage());
  }

  /** Each refused partition with Glue's code and text. */
  public List<PartitionError> refused() {
    return refused;
  }

  /** What became of the others. */
  public PartitionsOutcome outcome() {
    return outcome;
  }
}
