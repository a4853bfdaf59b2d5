package io.ticklake.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ticklake.errors.RetryLater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MarketAddressTest {
  private final MarketAddress market = MarketAddress.of("https://api.massive.com/");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.polygon.io/v2/x?cursor=a%3D&apiKey=k",
        "https://api.polygon.io:443:443/v2/x?cursor=a%3D",
        "https://api.massive.com/v2/x?apikey=k&cursor=a%3D"
      })
  void asksItsOwnHostWhicheverNameNextUrlUses(String nextUrl) {
    assertThat(market.next(nextUrl)).isEqualTo("/v2/x?cursor=a%3D");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/v2/x?cursor=secret",
        "https://api.polygon.io.evil.example/v2/x",
        "https://api.polygon.io@evil.example/v2/x",
        "not a url",
        "/v2/x"
      })
  void followsNoForeignHost(String nextUrl) {
    assertThatThrownBy(() -> market.next(nextUrl))
        .isInstanceOf(RetryLater.class)
        .hasMessageContaining("next_url")
        .hasMessageNotContaining("secret");
  }

  @Test
  void knowsItsOwnAddress() {
    assertThat(market.isAt("https", "api.massive.com", -1)).isTrue();
    assertThat(market.isAt("https", "API.massive.com", 443)).isTrue();
    assertThat(market.isAt("http", "api.massive.com", -1)).isFalse();
    assertThat(market.isAt("https", "api.massive.com", 8443)).isFalse();
    assertThat(market.isAt("https", "api.polygon.io", -1)).isFalse();
  }
}
