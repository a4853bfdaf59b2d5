package io.ticklake.catalog;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;

/** How a table learns of its partitions. */
interface Registration {
  /** Begins all properties of partition projection. */
  String PROJECTION = "projection.";

  /** The property with the path of a projected partition. */
  String TEMPLATE = "storage.location.template";

  /**
   * The table's properties about partitions; others that are there about them are removed.
   *
   * @param present the table's properties as they are
   */
  Map<String, String> properties(LakeTable table, Map<String, String> present);

  /** The partitions to create. */
  List<PartitionInput> partitions(LakeTable table, StorageDescriptor storage);
}
