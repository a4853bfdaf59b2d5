package io.ticklake.embedded.sns;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where e-mail goes: one RFC 5322 file each, whose names sort by the time of writing. A file
 * appears whole. Thread-safe.
 */
final class MailBox {
  private static final Logger LOG = LoggerFactory.getLogger(MailBox.class);
  private static final String FROM = "AWS Notifications <no-reply@sns.amazonaws.com>";

  /** RFC 5322, 2.1.1. */
  private static final int MAX_LINE = 998;

  private static final DateTimeFormatter FILE_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MAIL_TIME =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Path directory;
  private final Clock clock;
  private final AtomicLong sequence = new AtomicLong();

  MailBox(Path directory, Clock clock) {
    this.directory = directory;
    this.clock = clock;
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("Embedded SNS cannot make its mail directory", e);
    }
  }

  /**
   * One e-mail.
   *
   * @param id of the message it tells, unique
   */
  record Mail(String id, String to, String subject, String body) {}

  /**
   * Writes it.
   *
   * @throws UncheckedIOException when the directory cannot be written
   */
  void deliver(Mail mail) {
    Instant now = clock.instant();
    String name =
        "%s-%06d-%s.eml".formatted(FILE_TIME.format(now), sequence.incrementAndGet(), mail.id());
    Path file = directory.resolve(name);
    Path written = directory.resolve("." + name);
    try {
      Files.write(written, text(mail, now).getBytes(UTF_8));
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the e-mail '" + file + "'", e);
    }
    LOG.atInfo()
        .addKeyValue("to", mail.to())
        .addKeyValue("subject", mail.subject())
        .addKeyValue("file", file)
        .log("e-mail delivered");
  }

  private static String text(Mail mail, Instant now) {
    String body = mail.body().lines().map(line -> line + "\r\n").reduce("", String::concat);
    String encoding = "7bit";
    if (body.lines().anyMatch(line -> line.getBytes(UTF_8).length > MAX_LINE)) {
      encoding = "base64";
      body = Base64.getMimeEncoder().encodeToString(body.getBytes(UTF_8)) + "\r\n";
    } else if (!isAscii(body)) {
      encoding = "8bit";
    }
    return String.join(
        "\r\n",
        "From: " + FROM,
        "To: " + mail.to(),
        "Subject: " + header(mail.subject()),
        "Date: " + MAIL_TIME.format(now),
        "Message-ID: <" + mail.id() + "@sns.amazonaws.com>",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: " + encoding,
        "",
        body);
  }

  /** RFC 2047: words of at most 75 characters, each whole characters, folded. */
  private static String header(String text) {
    if (isAscii(text)) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    StringBuilder word = new StringBuilder();
    for (int c : text.codePoints().toArray()) {
      String character = Character.toString(c);
      if ((word + character).getBytes(UTF_8).length > 45) {
        out.append(encodedWord(word)).append("\r\n ");
        word.setLength(0);
      }
      word.append(character);
    }
    return out.append(encodedWord(word)).toString();
  }

  private static String encodedWord(CharSequence word) {
    return "=?UTF-8?B?"
        + Base64.getEncoder().encodeToString(word.toString().getBytes(UTF_8))
        + "?=";
  }

  private static boolean isAscii(String text) {
    return US_ASCII.newEncoder().canEncode(text);
  }
}
