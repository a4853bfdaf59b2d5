package io.ticklake.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A file system of a few megabytes in a file, which can be filled to the last block. */
final class SmallDisk implements AutoCloseable {
  private static final long BYTES = 48L << 20;
  private static final int BLOCK = 4096;

  private final Path root;
  private final Path filler;

  private SmallDisk(Path root) {
    this.root = root;
    this.filler = root.resolve("filler");
  }

  /**
   * Mounts a new one.
   *
   * @param directory made; the image is a file in it
   * @return empty where this process may not mount
   */
  static Optional<SmallDisk> mount(Path directory) throws IOException {
    Path image = directory.resolve("disk.img");
    Path root = Files.createDirectories(directory.resolve("disk"));
    try (FileChannel file =
        FileChannel.open(image, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.allocate(1), BYTES - 1);
    }
    boolean mounted =
        succeeds("mkfs.ext4", "-q", "-m", "0", "-b", Integer.toString(BLOCK), image.toString())
            && succeeds("mount", "-o", "loop", image.toString(), root.toString());
    return mounted ? Optional.of(new SmallDisk(root)) : Optional.empty();
  }

  private static boolean succeeds(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException notInstalled) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  Path data() {
    return root.resolve("data");
  }

  /** Takes every free block. */
  void fill() {
    for (int chunk : new int[] {1 << 20, BLOCK}) {
      append(ByteBuffer.allocate(chunk));
    }
  }

  private void append(ByteBuffer chunk) {
    try (FileChannel file =
        FileChannel.open(filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (true) {
        file.write(chunk.rewind());
        file.force(false);
      }
    } catch (IOException full) {
      // That is what was wanted: no space left on device.
      return;
    }
  }

  /** Gives some blocks back. */
  void release(int blocks) {
    try (FileChannel file = FileChannel.open(filler, StandardOpenOption.WRITE)) {
      file.truncate(Math.max(0, file.size() - (long) blocks * BLOCK));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives all blocks back. */
  void empty() {
    try {
      Files.delete(filler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (!succeeds("umount", root.toString())) {
      succeeds("umount", "-l", root.toString());
    }
  }
}
