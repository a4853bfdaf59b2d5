package io.ticklake.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MarketReplyTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"status\":\"OK\",\"results\":[]}",
        "{\"status\":\"OK\",\"results\":null}",
        "{\"status\":\"OK\"}",
        "{\"status\":\"DELAYED\",\"results\":[{\"o\":NaN}]}"
      })
  void takesEmptyAndDelayedAnswersForSuccess(String body) {
    assertThat(reply(200, body)).isInstanceOf(MarketReply.Success.class);
  }

  @Test
  void takesUnknownDataForAnEmptyPage() {
    assertThat(reply(404, "{\"status\":\"NOT_FOUND\",\"message\":\"Data not found.\"}"))
        .isInstanceOf(MarketReply.Success.class);
  }

  @Test
  void waitsWhenTheDayIsNotOver() {
    String body =
        "{\"status\":\"NOT_AUTHORIZED\",\"message\":\"Attempted to request today's data before end of day.\"}";

    assertThat(reply(403, body)).isInstanceOf(MarketReply.NotYet.class);
    assertThat(reply(200, body)).isInstanceOf(MarketReply.NotYet.class);
  }

  @Test
  void readsNotAuthorizedWhateverTheHttpStatus() {
    String body = "{\"status\":\"NOT_AUTHORIZED\",\"message\":\"You are not entitled.\"}";

    assertThat(reply(200, body)).isEqualTo(new MarketReply.NotEntitled("You are not entitled."));
    assertThat(reply(403, body)).isEqualTo(new MarketReply.NotEntitled("You are not entitled."));
  }

  @Test
  void tellsAnUnknownKey() {
    assertThat(reply(401, "{\"status\":\"ERROR\",\"error\":\"Unknown API Key\"}"))
        .isEqualTo(new MarketReply.Unauthorized("Unknown API Key"));
  }

  @Test
  void honoursRetryAfterInSecondsAndAsADate() {
    assertThat(limited("7")).isEqualTo(Duration.ofSeconds(7));
    assertThat(limited("Sat, 21 Nov 2026 12:00:30 GMT")).isEqualTo(Duration.ofSeconds(30));
    assertThat(limited("soon")).isEqualTo(Duration.ofSeconds(60));
    assertThat(limited(null)).isEqualTo(Duration.ofSeconds(60));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "[1]", "{\"status\":\"OK\",\"results\":[{\"o\":1", "{} {}"})
  void takesABrokenBodyForAFailureThatPasses(String body) {
    assertThat(reply(200, body)).isInstanceOf(MarketReply.Failed.class);
  }

  @Test
  void takesServerErrorsForFailuresThatPass() {
    assertThat(reply(503, "{\"error\":\"busy\"}"))
        .isEqualTo(new MarketReply.Failed("HTTP 503: busy"));
    assertThat(reply(400, "{\"error\":\"bad date\"}")).isInstanceOf(MarketReply.Refused.class);
  }

  private static Duration limited(String retryAfter) {
    MarketReply reply = MarketReply.of(429, retryAfter, new byte[0], NOW);
    return ((MarketReply.RateLimited) reply).pause();
  }

  private static MarketReply reply(int status, String body) {
    return MarketReply.of(status, null, body.getBytes(StandardCharsets.UTF_8), NOW);
  }
}
