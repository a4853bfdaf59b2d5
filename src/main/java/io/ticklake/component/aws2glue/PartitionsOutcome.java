package io.ticklake.component.aws2glue;

import java.util.List;

/**
 * What batchCreatePartition answers, each partition by its values in the order of the keys.
 *
 * @param created those that are new
 * @param existing those that were there before and are left as they were
 */
public record PartitionsOutcome(List<List<String>> created, List<List<String>> existing) {
  public PartitionsOutcome {
    created = List.copyOf(created);
    existing = List.copyOf(existing);
  }
}
