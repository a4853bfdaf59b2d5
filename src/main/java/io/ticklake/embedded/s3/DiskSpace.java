package io.ticklake.embedded.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.gaul.s3proxy.S3ErrorCode;
import org.gaul.s3proxy.S3ProxyException;

/**
 * Refuses a put before the disk is full. The file store writes the body, then the metadata as
 * extended attributes, and goes on without them when no block is left: an object would lie there
 * that does not say who wrote it.
 *
 * <p>Thread-safe.
 */
final class DiskSpace {
  // Attributes take a block for each object; the rest is for other writers on the same disk between
  // the look and the put, of which Kafka's index files of 10 MB are the largest.
  private static final long KEPT_FREE = 16L << 20;

  private final Path directory;
  private final AtomicLong promised = new AtomicLong();

  DiskSpace(Path directory) {
    this.directory = directory;
  }

  /** Bytes that a put may write until closed. */
  interface Reservation extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Reserves space for a put.
   *
   * @throws S3ProxyException InternalError, which clients repeat, when the disk has not so much
   */
  Reservation reserve(long bytes) {
    long wanted = promised.addAndGet(bytes);
    if (usable() - wanted >= KEPT_FREE) {
      return () -> promised.addAndGet(-bytes);
    }
    promised.addAndGet(-bytes);
    throw new S3ProxyException(
        S3ErrorCode.INTERNAL_ERROR,
        "The disk of '%s' is full: %,d bytes are wanted and %,d stay free. Make room on it."
            .formatted(directory, bytes, KEPT_FREE));
  }

  private long usable() {
    try {
      return Files.getFileStore(directory).getUsableSpace();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot tell the free space of '" + directory + "'", e);
    }
  }
}
