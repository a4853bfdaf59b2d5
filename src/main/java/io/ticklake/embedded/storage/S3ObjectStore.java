package io.ticklake.embedded.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Objects of an S3 endpoint, with local copies kept by ETag. Any number of threads may call it: one
 * of them downloads an object, the others wait for it. The client stays the caller's to close.
 */
public final class S3ObjectStore implements ObjectStore {
  /** Enough for the bars of years, little beside the lake itself. */
  private static final long DEFAULT_CACHE_BYTES = 2L << 30;

  /** So many downloads run at once at most; two objects of one stripe wait for each other. */
  private static final int STRIPES = 64;

  private final S3Client s3;
  private final FileCache cache;
  private final List<Lock> stripes =
      Stream.<Lock>generate(ReentrantLock::new).limit(STRIPES).toList();

  /**
   * Keeps up to 2 GiB of copies.
   *
   * @throws IOException if the directory cannot be read or created
   */
  public S3ObjectStore(S3Client s3, Path cacheDir) throws IOException {
    this(s3, cacheDir, DEFAULT_CACHE_BYTES);
  }

  /**
   * Keeps copies below a directory, which is created when absent and used by nobody else.
   *
   * @param maxCacheBytes above it the least recently used copies are deleted, but never one that
   *     was handed out in the last ten minutes
   * @throws IOException if the directory cannot be read or created
   */
  public S3ObjectStore(S3Client s3, Path cacheDir, long maxCacheBytes) throws IOException {
    this.s3 = s3;
    this.cache = FileCache.open(cacheDir, maxCacheBytes);
  }

  @Override
  public List<StoredObject> list(String bucket, String prefix) throws IOException {
    try {
      var objects = new ArrayList<StoredObject>();
      var pages = s3.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix));
      for (S3Object object : pages.contents()) {
        objects.add(new StoredObject(bucket, object.key(), object.size(), object.eTag()));
      }
      return objects;
    } catch (SdkException e) {
      throw failure("list", "s3://" + bucket + "/" + prefix, e);
    }
  }

  @Override
  public InputStream open(StoredObject object) throws IOException {
    try {
      // Only these bytes: a replaced object is another one, and its listing is stale.
      var request =
          GetObjectRequest.builder()
              .bucket(object.bucket())
              .key(object.key())
              .ifMatch(object.etag())
              .build();
      return new AbortingStream(s3.getObject(request));
    } catch (SdkException e) {
      throw failure("read", object.uri(), e);
    }
  }

  @Override
  public Path file(StoredObject object) throws IOException {
    var file = cache.path(object);
    var lock = stripes.get(Math.floorMod(file.hashCode(), STRIPES));
    lock.lock();
    try {
      if (!cache.use(file)) {
        download(object, file);
        cache.add(file);
      }
      return file;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void put(String bucket, String key, byte[] body, String contentType) throws IOException {
    try {
      s3.putObject(
          request -> request.bucket(bucket).key(key).contentType(contentType),
          RequestBody.fromBytes(body));
    } catch (SdkException e) {
      throw failure("write", "s3://" + bucket + "/" + key, e);
    }
  }

  private void download(StoredObject object, Path file) throws IOException {
    var temporary = cache.temporary();
    try (var bytes = open(object)) {
      Files.copy(bytes, temporary, StandardCopyOption.REPLACE_EXISTING);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static IOException failure(String verb, String uri, SdkException e) {
    var reason = e.getMessage();
    if (e instanceof S3Exception s3 && s3.awsErrorDetails() != null) {
      reason = s3.awsErrorDetails().errorCode() + ", " + s3.awsErrorDetails().errorMessage();
    }
    return new IOException("Cannot %s '%s': %s".formatted(verb, uri, reason), e);
  }

  /** Closing half-way drops the connection: to read the rest of a large object costs more. */
  private static final class AbortingStream extends FilterInputStream {
    private final ResponseInputStream<GetObjectResponse> response;
    private boolean ended;

    AbortingStream(ResponseInputStream<GetObjectResponse> response) {
      super(response);
      this.response = response;
    }

    @Override
    public int read() throws IOException {
      var value = super.read();
      ended |= value < 0;
      return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      var count = super.read(buffer, offset, length);
      ended |= count < 0;
      return count;
    }

    @Override
    public void close() throws IOException {
      if (!ended) {
        response.abort();
      }
      super.close();
    }
  }
}
