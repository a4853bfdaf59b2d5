package io.ticklake.component.aws2glue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.BatchCreatePartitionRequest;
import software.amazon.awssdk.services.glue.model.PartitionError;
import software.amazon.awssdk.services.glue.model.PartitionInput;

/** Creates partitions, as many as Glue takes at once, until all were tried. */
final class PartitionBatches {

  /** Glue API, BatchCreatePartition: PartitionInputList has 0 to 100 items. */
  static final int MOST_AT_ONCE = 100;

  private static final String EXISTS = "AlreadyExistsException";

  private final GlueClient glue;
  private final String database;
  private final String table;

  PartitionBatches(GlueClient glue, String database, String table) {
    this.glue = glue;
    this.database = database;
    this.table = table;
  }

  /**
   * Glue answers 200 even when entries fail; each entry's answer is looked at.
   *
   * @throws PartitionsRefusedException when any was refused for another reason than that it exists;
   *     all the others were tried by then
   */
  PartitionsOutcome create(List<PartitionInput> partitions) {
    refuseRepeated(partitions);
    List<List<String>> created = new ArrayList<>();
    List<List<String>> existing = new ArrayList<>();
    List<PartitionError> refused = new ArrayList<>();
    for (int from = 0; from < partitions.size(); from += MOST_AT_ONCE) {
      List<PartitionInput> batch =
          partitions.subList(from, Math.min(from + MOST_AT_ONCE, partitions.size()));
      Set<List<String>> failed = new HashSet<>();
      for (PartitionError error : send(batch)) {
        failed.add(error.partitionValues());
        if (EXISTS.equals(error.errorDetail().errorCode())) {
          existing.add(error.partitionValues());
        } else {
          refused.add(error);
        }
      }
      batch.stream()
          .map(PartitionInput::values)
          .filter(v -> !failed.contains(v))
          .forEach(created::add);
    }
    PartitionsOutcome outcome = new PartitionsOutcome(created, existing);
    if (!refused.isEmpty()) {
      throw new PartitionsRefusedException(database + "." + table, refused, outcome);
    }
    return outcome;
  }

  private List<PartitionError> send(List<PartitionInput> batch) {
    return glue.batchCreatePartition(
            BatchCreatePartitionRequest.builder()
                .databaseName(database)
                .tableName(table)
                .partitionInputList(batch)
                .build())
        .errors();
  }

  /** Glue would create the first and call the second existing: which of the two was meant? */
  private static void refuseRepeated(List<PartitionInput> partitions) {
    Set<List<String>> seen = new HashSet<>();
    for (PartitionInput partition : partitions) {
      if (!seen.add(partition.values())) {
        throw new IllegalArgumentException(
            "batchCreatePartition was given partition %s twice; name each once"
                .formatted(partition.values()));
      }
    }
  }
}
