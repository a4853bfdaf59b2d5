package io.ticklake.cli;

import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.StopRoute;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The data directory, held by one running program at a time. The lock goes with the process,
 * however it ends.
 */
final class DataDirectory implements AutoCloseable {
  private static final String LOCK = ".lock";

  private final FileChannel channel;

  private DataDirectory(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Creates the directory when absent and takes it; fails with what to do when it cannot be used.
   */
  static DataDirectory take(Path dir) {
    try {
      Files.createDirectories(dir);
      FileChannel channel =
          FileChannel.open(dir.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw unusable(
            dir,
            "another running ticklake uses it. Stop that one, or set ticklake.data-dir to another"
                + " directory.",
            null);
      }
      return new DataDirectory(channel);
    } catch (IOException e) {
      throw unusable(
          dir,
          e
              + ". Make it a directory that this user can write, or set ticklake.data-dir to"
              + " another one.",
          e);
    }
  }

  /** The file that keeps when the market was asked, for the program and its commands together. */
  static Path requestTimes(Path dir) {
    return dir.resolve("market-requests");
  }

  /** Whether a running program holds the directory, as far as this user may look. */
  static boolean isHeld(Path dir) throws IOException {
    Path file = dir.resolve(LOCK);
    if (!Files.exists(file)) {
      return false;
    }
    // A shared lock: a program that starts at this very moment is told to try again at worst.
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true; // held by this very process
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held by this very process: as good as held by another
    }
  }

  private static StopRoute unusable(Path dir, String why, @Nullable Exception cause) {
    String message = "Cannot use the data directory '" + dir.toAbsolutePath() + "': " + why;
    return cause == null
        ? new StopRoute(ErrorCode.DATA_DIR_UNUSABLE, message)
        : new StopRoute(ErrorCode.DATA_DIR_UNUSABLE, message, cause);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
