package io.ticklake.ingest.replay;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Where rows come from: a file, decompressed when its name ends in .gz or .zst, or standard input.
 *
 * @param path {@code -} is standard input
 */
record FileInput(Path path, Optional<Charset> encoding, InputStream standardInput) {
  private static final int MARK_BYTES = 3;

  /**
   * Its text.
   *
   * @param encoding of the bytes of each line
   */
  record Text(Lines lines, Charset encoding) {}

  boolean isStandardInput() {
    return path.toString().equals("-");
  }

  /** The name for messages and for the source of bars. */
  String name() {
    return isStandardInput() ? "standard input" : path.getFileName().toString();
  }

  /** Opens it at its beginning; standard input only once. */
  Text open() throws IOException {
    if (!isStandardInput() && !Files.isRegularFile(path)) {
      String why = Files.exists(path) ? "it is not a file" : "there is no such file";
      throw UnusableFile.because(path.toString(), why);
    }
    BufferedInputStream in = new BufferedInputStream(raw());
    // A mark says more than a person who may not know of it.
    Charset used = marked(in).or(() -> encoding).orElse(StandardCharsets.UTF_8);
    // Lines are cut at bytes, which needs an encoding that holds ASCII as it is.
    return isAscii(used)
        ? new Text(new Lines(in), used)
        : new Text(new Lines(new Utf8Stream(in, used)), StandardCharsets.UTF_8);
  }

  private InputStream raw() throws IOException {
    if (isStandardInput()) {
      return standardInput;
    }
    String name = name().toLowerCase(Locale.ROOT);
    InputStream file = Files.newInputStream(path);
    if (name.endsWith(".gz")) {
      return new GZIPInputStream(file, 1 << 16);
    }
    return name.endsWith(".zst") ? new ZstdInputStream(file).setContinuous(false) : file;
  }

  // Skips a byte order mark.
  private static Optional<Charset> marked(BufferedInputStream in) throws IOException {
    in.mark(MARK_BYTES);
    byte[] start = in.readNBytes(MARK_BYTES);
    in.reset();
    if (begins(start, 0xEF, 0xBB, 0xBF)) {
      in.skipNBytes(MARK_BYTES);
      return Optional.of(StandardCharsets.UTF_8);
    }
    if (begins(start, 0xFE, 0xFF) || begins(start, 0xFF, 0xFE)) {
      in.skipNBytes(2);
      return Optional.of(
          begins(start, 0xFE, 0xFF) ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE);
    }
    return Optional.empty();
  }

  private static boolean begins(byte[] bytes, int... start) {
    if (bytes.length < start.length) {
      return false;
    }
    for (int i = 0; i < start.length; i++) {
      if ((bytes[i] & 0xFF) != start[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAscii(Charset encoding) {
    String signs = ",;\n\"0a";
    return encoding.canEncode()
        && java.util.Arrays.equals(
            signs.getBytes(encoding), signs.getBytes(StandardCharsets.US_ASCII));
  }
}
