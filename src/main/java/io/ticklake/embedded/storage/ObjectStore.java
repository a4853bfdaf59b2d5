package io.ticklake.embedded.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * The lake as embedded Glue and Athena see it: whole objects, listed by prefix, read at most once
 * from the network.
 */
public interface ObjectStore {
  /** Every object whose key starts with the prefix, in key order, all pages. */
  List<StoredObject> list(String bucket, String prefix) throws IOException;

  /** The bytes as stored (still compressed). The caller closes the stream. */
  InputStream open(StoredObject object) throws IOException;

  /**
   * A local, read-only file with the object's bytes whose name ends like the key, so that readers
   * see its extension. It is kept by ETag and shared: a second call for an unchanged object costs
   * nothing.
   */
  Path file(StoredObject object) throws IOException;

  /** Writes an object, replacing what was there. */
  void put(String bucket, String key, byte[] body, String contentType) throws IOException;

  /**
   * An object of a listing.
   *
   * @param size stored bytes
   * @param etag as S3 gave it, quotes included
   */
  record StoredObject(String bucket, String key, long size, String etag) {
    /** {@code s3://bucket/key}. */
    public String uri() {
      return "s3://" + bucket + "/" + key;
    }
  }
}
