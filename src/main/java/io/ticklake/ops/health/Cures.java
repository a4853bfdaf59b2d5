package io.ticklake.ops.health;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/** What to do about an error, by its code. */
public final class Cures {
  private static final String FILE = "cures.properties";
  private static final Properties BY_CODE = read();

  private Cures() {}

  private static Properties read() {
    try (InputStream in = Objects.requireNonNull(Cures.class.getResourceAsStream(FILE), FILE)) {
      Properties cures = new Properties();
      cures.load(in);
      return cures;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + FILE, e);
    }
  }

  /** A sentence or two; empty for a code whose message says it all. */
  public static Optional<String> of(String code) {
    return Optional.ofNullable(BY_CODE.getProperty(code));
  }
}
