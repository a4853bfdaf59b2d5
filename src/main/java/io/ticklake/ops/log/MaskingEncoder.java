package io.ticklake.ops.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import io.ticklake.config.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/**
 * Writes {@code ***} where a secret would stand in a line, whoever has put it there: a library's
 * message, an address, a stack trace.
 */
final class MaskingEncoder extends EncoderBase<ILoggingEvent> {
  // What is shorter stands in many a word.
  private static final int SHORTEST = 6;

  private final Encoder<ILoggingEvent> lines;
  private final List<String> secrets;

  MaskingEncoder(Encoder<ILoggingEvent> lines, Collection<Secret> secrets) {
    this.lines = lines;
    this.secrets =
        secrets.stream().map(Secret::reveal).filter(text -> text.length() >= SHORTEST).toList();
  }

  /** What makes the lines. */
  Encoder<ILoggingEvent> lines() {
    return lines;
  }

  @Override
  public byte[] headerBytes() {
    return lines.headerBytes();
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    byte[] line = lines.encode(event);
    if (secrets.isEmpty()) {
      return line;
    }
    String text = new String(line, StandardCharsets.UTF_8);
    String masked = text;
    for (String secret : secrets) {
      masked = masked.replace(secret, "***");
    }
    return masked.equals(text) ? line : masked.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] footerBytes() {
    return lines.footerBytes();
  }
}
