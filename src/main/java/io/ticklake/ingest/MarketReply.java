package io.ticklake.ingest;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an HTTP answer of the market means. */
sealed interface MarketReply {
  // The vendor's limits are per minute, and it does not promise to send Retry-After.
  Duration DEFAULT_WAIT = Duration.ofSeconds(60);

  /** In a word, for statistics. */
  String outcome();

  /** A page, possibly without rows: weekends, holidays and unknown days have none. */
  record Success(Envelope envelope) implements MarketReply {
    @Override
    public String outcome() {
      return "ok";
    }
  }

  /** The day is not over for this plan. */
  record NotYet(String message) implements MarketReply {
    @Override
    public String outcome() {
      return "not-yet";
    }
  }

  /** The plan does not include what was asked for. */
  record NotEntitled(String message) implements MarketReply {
    @Override
    public String outcome() {
      return "not-entitled";
    }
  }

  /** The key is unknown. */
  record Unauthorized(String message) implements MarketReply {
    @Override
    public String outcome() {
      return "unauthorized";
    }
  }

  /** Too many requests. */
  record RateLimited(Duration pause) implements MarketReply {
    @Override
    public String outcome() {
      return "rate-limited";
    }
  }

  /** Broken in a way that often passes: 5xx, a body that is cut off. */
  record Failed(String message) implements MarketReply {
    @Override
    public String outcome() {
      return "failed";
    }
  }

  /** Not understood as a request: asking again is of no use. */
  record Refused(String message) implements MarketReply {
    @Override
    public String outcome() {
      return "refused";
    }
  }

  /**
   * The meaning of an answer.
   *
   * @param retryAfter the header of that name: seconds or a date
   */
  static MarketReply of(int status, @Nullable String retryAfter, byte[] body, Instant now) {
    if (status == 429) {
      return new RateLimited(wait(retryAfter, now));
    }
    if (status >= 500) {
      return new Failed("HTTP " + status + said(body));
    }
    Envelope envelope;
    try {
      envelope = Envelope.read(body);
    } catch (IOException | ArithmeticException e) {
      String message = "HTTP " + status + " with a body that cannot be read: " + firstLine(e);
      return status == 200 || status == 404 ? new Failed(message) : refusal(status, message);
    }
    String message = envelope.message() == null ? "HTTP " + status : envelope.message();
    if (envelope.isNotAuthorized() && status != 401) {
      return forbidden(message);
    }
    if (status == 200) {
      return envelope.isSuccess() ? new Success(envelope) : new Failed(message);
    }
    boolean noData = status == 404 && "NOT_FOUND".equals(envelope.status());
    return noData ? new Success(envelope) : refusal(status, message);
  }

  private static MarketReply refusal(int status, String message) {
    return switch (status) {
      case 401 -> new Unauthorized(message);
      case 403 -> forbidden(message);
      case 408 -> new Failed(message);
      default -> new Refused("HTTP " + status + ": " + message);
    };
  }

  private static MarketReply forbidden(String message) {
    boolean early = message.toLowerCase(Locale.ROOT).contains("before end of day");
    return early ? new NotYet(message) : new NotEntitled(message);
  }

  private static Duration wait(@Nullable String retryAfter, Instant now) {
    if (retryAfter == null) {
      return DEFAULT_WAIT;
    }
    try {
      if (retryAfter.matches("\\d{1,5}")) {
        return Duration.ofSeconds(Math.max(1, Long.parseLong(retryAfter)));
      }
      Instant until =
          ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return until.isAfter(now) ? Duration.between(now, until) : Duration.ofSeconds(1);
    } catch (DateTimeParseException e) {
      return DEFAULT_WAIT;
    }
  }

  private static String said(byte[] body) {
    try {
      String message = Envelope.read(body).message();
      return message == null ? "" : ": " + message;
    } catch (IOException | ArithmeticException e) {
      return "";
    }
  }

  // Jackson's messages go on with a source and a place in it.
  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
