package io.ticklake.embedded.s3;

import io.ticklake.embedded.AccessKey;
import io.ticklake.embedded.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * S3 over plain files: a bucket is a directory, an object is a file below it, its metadata are the
 * file's extended attributes. S3Proxy does the protocol, in this JVM, on a free loopback port.
 */
public final class S3Server implements EmbeddedServer {
  /** Measured: the whole flow with its crawler and queries keeps fewer than ten busy. */
  private static final int MAX_THREADS = 32;

  private static final long STOP_TIMEOUT_MILLIS = 3_000;

  private final S3Proxy proxy;
  private final BlobStore store;

  private S3Server(S3Proxy proxy, BlobStore store) {
    this.proxy = proxy;
    this.store = store;
  }

  /**
   * Starts it; what an earlier run stored is there.
   *
   * @param dataDir made when absent: {@code buckets/} holds a directory per bucket, {@code
   *     uploads/} a note per upload that runs
   * @throws UncheckedIOException when the directory cannot be written or keeps no object metadata
   */
  public static S3Server start(Path dataDir, AccessKey key) {
    Path buckets = dataDir.toAbsolutePath().resolve("buckets");
    Path notes = dataDir.toAbsolutePath().resolve("uploads");
    Uploads uploads = new Uploads(notes);
    prepare(buckets, notes, uploads);
    BlobStore store =
        new WholeObjectsStore(
            new FilesystemNio2BlobStore(buckets.toString()), uploads, new DiskSpace(buckets));
    S3Proxy proxy =
        S3Proxy.builder()
            .blobStore(store)
            .endpoint(URI.create("http://127.0.0.1:0"))
            // Without authorization S3Proxy stores a chunked upload with its framing.
            .awsAuthentication(AuthenticationType.AWS_V4, key.id(), key.secret())
            // Current SDKs send headers that it does not know, and would get 501.
            .ignoreUnknownHeaders(true)
            .jettyMaxThreads(MAX_THREADS)
            .stopTimeout(STOP_TIMEOUT_MILLIS)
            .build();
    try {
      proxy.start();
    } catch (Exception e) {
      throw new IllegalStateException("Cannot start embedded S3 over '" + dataDir + "'", e);
    }
    return new S3Server(proxy, store);
  }

  /** Makes the bucket unless it is there. */
  public void createBucket(String name) {
    if (!store.containerExists(name)) {
      store.createContainer(name);
    }
  }

  @Override
  public String address() {
    return "http://127.0.0.1:" + proxy.getPort();
  }

  @Override
  public void close() {
    try {
      proxy.stop();
    } catch (Exception e) {
      throw new IllegalStateException("Embedded S3 did not stop cleanly", e);
    } finally {
      store.close();
    }
  }

  /**
   * Object metadata (who wrote it, its content type) live in extended attributes. S3Proxy leaves
   * them out silently where the file system has none, so that is found out before anything is
   * stored.
   */
  private static void prepare(Path buckets, Path notes, Uploads uploads) {
    try {
      Files.createDirectories(buckets);
      Files.createDirectories(notes);
      probe(notes);
      uploads.removeLeftovers(buckets);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Embedded S3 cannot keep objects and their metadata in '"
              + buckets
              + "': it needs a writable directory on a file system with extended attributes"
              + " (ext4, xfs, apfs). Choose another data directory.",
          e);
    }
  }

  private static void probe(Path directory) throws IOException {
    Path probe = Files.createTempFile(directory, "probe", "");
    try {
      UserDefinedFileAttributeView attributes =
          Files.getFileAttributeView(probe, UserDefinedFileAttributeView.class);
      if (attributes == null) {
        throw new IOException("user-defined file attributes are not supported");
      }
      attributes.write("probe", ByteBuffer.wrap("x".getBytes(StandardCharsets.US_ASCII)));
    } finally {
      Files.delete(probe);
    }
  }
}
