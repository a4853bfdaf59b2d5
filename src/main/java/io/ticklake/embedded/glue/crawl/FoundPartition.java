package io.ticklake.embedded.glue.crawl;

import java.util.List;

/**
 * A folder that is a partition.
 *
 * @param values one for each key of its table
 * @param folder key with its slash at the end
 * @param fields of this folder's objects alone
 */
public record FoundPartition(
    List<String> values, String folder, List<Field> fields, ObjectStats stats) {
  public FoundPartition {
    values = List.copyOf(values);
    fields = List.copyOf(fields);
  }
}
