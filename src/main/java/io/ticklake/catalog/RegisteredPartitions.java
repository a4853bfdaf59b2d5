package io.ticklake.catalog;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;

/** Each partition is an entry of the catalogue. */
final class RegisteredPartitions implements Registration {
  @Override
  public Map<String, String> properties(LakeTable table, Map<String, String> present) {
    return Map.of();
  }

  @Override
  public List<PartitionInput> partitions(LakeTable table, StorageDescriptor storage) {
    if (table.keys().isEmpty()) {
      return List.of();
    }
    return table.partitions().entrySet().stream()
        .map(
            partition ->
                PartitionInput.builder()
                    .values(partition.getKey())
                    .storageDescriptor(storage.toBuilder().location(partition.getValue()).build())
                    .parameters(table.kind().properties())
                    .build())
        .toList();
  }
}
