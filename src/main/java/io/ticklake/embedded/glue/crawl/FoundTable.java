package io.ticklake.embedded.glue.crawl;

import java.util.List;

/**
 * Folders that make one table.
 *
 * @param root key of its folder with the slash at the end, empty for the bucket, or one object's
 *     key
 * @param fields of all its objects, in order of first appearance
 * @param keys names of the partition keys
 * @param partitions empty without keys
 */
public record FoundTable(
    String bucket,
    String root,
    Classification classification,
    Compression compression,
    CsvShape csv,
    List<Field> fields,
    List<String> keys,
    List<FoundPartition> partitions,
    ObjectStats stats) {
  public FoundTable {
    fields = List.copyOf(fields);
    keys = List.copyOf(keys);
    partitions = List.copyOf(partitions);
  }

  /** {@code s3://bucket/root}. */
  public String location() {
    return "s3://" + bucket + "/" + root;
  }

  /** {@code s3://bucket/folder/} of one of its partitions. */
  public String location(FoundPartition partition) {
    return "s3://" + bucket + "/" + partition.folder();
  }

  /** The last folder of the root, or the bucket. */
  public String folderName() {
    if (root.isEmpty()) {
      return bucket;
    }
    var end = root.endsWith("/") ? root.length() - 1 : root.length();
    return root.substring(root.lastIndexOf('/', end - 1) + 1, end);
  }
}
