package io.ticklake.embedded.athena.engine;

import io.ticklake.embedded.athena.engine.LakeTables.Partition;
import io.ticklake.embedded.athena.sql.QueryFailure;
import io.ticklake.embedded.glue.GlueTable;
import io.ticklake.embedded.storage.ObjectStore;
import io.ticklake.embedded.storage.ObjectStore.StoredObject;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Which objects belong to a table: those below its partitions' folders. */
final class LakeObjects {
  /** From here on one listing of the whole table costs less than one a partition. */
  private static final int MANY_PARTITIONS = 10;

  private final ObjectStore store;

  LakeObjects(ObjectStore store) {
    this.store = store;
  }

  List<LakeFile> of(GlueTable table, List<Partition> partitions) throws IOException {
    boolean together =
        partitions.size() > MANY_PARTITIONS
            && partitions.stream().allMatch(p -> p.location().startsWith(table.location()));
    List<StoredObject> listed = together ? list(table.location()) : List.of();
    var files = new ArrayList<LakeFile>();
    for (Partition partition : partitions) {
      String folder = folder(partition.location());
      for (StoredObject object : together ? listed : list(partition.location())) {
        if (object.uri().startsWith(folder) && isData(object, folder)) {
          files.add(new LakeFile(object, store.file(object).toAbsolutePath(), partition.values()));
        }
      }
    }
    return files;
  }

  /** Athena passes over names that start with _ or . and over markers of folders. */
  private static boolean isData(StoredObject object, String folder) {
    if (object.size() == 0 || object.key().endsWith("/")) {
      return false;
    }
    for (String segment : object.uri().substring(folder.length()).split("/", -1)) {
      if (segment.startsWith("_") || segment.startsWith(".")) {
        return false;
      }
    }
    return true;
  }

  private List<StoredObject> list(String location) throws IOException {
    URI uri = URI.create(folder(location).replace(" ", "%20"));
    if (!"s3".equals(uri.getScheme()) || uri.getAuthority() == null) {
      throw new QueryFailure("HIVE_METASTORE_ERROR", "Not a location in S3: " + location);
    }
    String bucket = uri.getAuthority();
    return store.list(bucket, folder(location).substring("s3://".length() + bucket.length() + 1));
  }

  private static String folder(String location) {
    return location.endsWith("/") ? location : location + "/";
  }
}
