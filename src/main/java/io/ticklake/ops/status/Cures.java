package io.ticklake.ops.status;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What to do about an error, by its code. */
final class Cures {
  private static final String FILE = "/status/cures.properties";

  private final Properties byCode = new Properties();

  Cures() {
    try (InputStream in = Objects.requireNonNull(Cures.class.getResourceAsStream(FILE), FILE)) {
      byCode.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + FILE, e);
    }
  }

  /** A sentence or two; null for a code whose message says it all. */
  @Nullable String of(String code) {
    return byCode.getProperty(code);
  }
}
