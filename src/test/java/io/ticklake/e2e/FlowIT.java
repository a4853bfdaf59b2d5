package io.ticklake.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ticklake.testkit.LakeReader;
import io.ticklake.testkit.PackagedProgram;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged program from market to query result, twice on one data directory, looked at from
 * outside only.
 */
class FlowIT {
  private static final Duration FIRST_RESULT = Duration.ofSeconds(120);
  private static final Map<String, String> SETTINGS =
      Map.of(
          "ticklake.management.port", "0",
          "ticklake.market.requests-per-minute", "6000",
          "ticklake.ingest.grouped-daily.period", "1s",
          "ticklake.archive.slice-age", "3s",
          "ticklake.archive.slice-idle", "1s",
          "ticklake.catalog.poll-interval", "2s",
          "ticklake.query.poll-interval", "3s");
  private static final long GIGABYTE = 1L << 30;

  @TempDir Path directory;

  @Test
  void everyBarThatTheMarketServedIsInTheLakeOnceAndStaysSoAfterARestart() throws Exception {
    Set<List<Object>> served;
    try (PackagedProgram program = PackagedProgram.start(directory, SETTINGS)) {
      program.awaitOutput("daily-summary", FIRST_RESULT);
      try (LakeReader lake = new LakeReader(program.endpoints(), directory)) {
        Set<String> days = awaitQuietLake(lake);
        served = servedBars(program.endpoints(), days);

        List<List<Object>> landed = landedBars(lake);

        assertThat(landed).as("each bar once").doesNotHaveDuplicates();
        assertThat(Set.copyOf(landed)).isEqualTo(served);
        assertThat(countByAthena(lake)).isEqualTo(served.size());
        assertThat(mails()).as("an e-mail file for each slice").isNotEmpty();
        assertThat(program.residentBytes()).isLessThan(GIGABYTE);
      }
      assertThat(program.stop(Duration.ofSeconds(10))).as(program.output()).isZero();
    }

    try (PackagedProgram again = PackagedProgram.start(directory, SETTINGS)) {
      again.awaitOutput("daily-summary", FIRST_RESULT);
      try (LakeReader lake = new LakeReader(again.endpoints(), directory)) {
        awaitQuietLake(lake);

        assertThat(countByAthena(lake)).as("rows after the restart").isEqualTo(served.size());
      }
      assertThat(again.stop(Duration.ofSeconds(10))).as(again.output()).isZero();
    }
  }

  /** The trading days in the lake once all of them are there: no more objects come. */
  private Set<String> awaitQuietLake(LakeReader lake) {
    await("objects of at least three days, and no more for some seconds")
        .atMost(Duration.ofSeconds(90))
        .during(Duration.ofSeconds(8))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> lake.keys("bars/"), new SameKeys()::areUnchanged);
    Set<String> days = new TreeSet<>();
    lake.keys("bars/").forEach(key -> days.add(key.replaceAll(".*/dt=([0-9-]+)/.*", "$1")));
    assertThat(days).hasSizeGreaterThanOrEqualTo(3);
    await("the catalogue knows every day")
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                lake.query("SELECT count(DISTINCT dt) FROM bars")
                    .get(0)
                    .get(0)
                    .equals(String.valueOf(days.size())));
    return days;
  }

  private static Set<List<Object>> servedBars(Map<String, String> endpoints, Set<String> days)
      throws Exception {
    Set<List<Object>> bars = new java.util.HashSet<>();
    HttpClient http = HttpClient.newHttpClient();
    for (String day : days) {
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create(
                      endpoints.get("MARKET_URL")
                          + "/v2/aggs/grouped/locale/us/market/stocks/"
                          + day
                          + "?adjusted=true"))
              .header("Authorization", "Bearer " + endpoints.get("MARKET_API_KEY"))
              .build();
      JsonNode page =
          new ObjectMapper()
              .readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
      for (JsonNode row : page.get("results")) {
        bars.add(
            List.of(
                row.get("T").asText(),
                day,
                row.get("o").asDouble(),
                row.get("h").asDouble(),
                row.get("l").asDouble(),
                row.get("c").asDouble(),
                row.get("v").asDouble()));
      }
    }
    return bars;
  }

  private static List<List<Object>> landedBars(LakeReader lake) throws Exception {
    return lake.readParquet("bars/", "SELECT ticker, dt, open, high, low, close, volume FROM bars");
  }

  private static int countByAthena(LakeReader lake) {
    return Integer.parseInt(lake.query("SELECT count(*) FROM bars").get(0).get(0));
  }

  private List<Path> mails() throws Exception {
    try (Stream<Path> files = Files.list(directory.resolve("ticklake-data").resolve("mail"))) {
      return files.toList();
    }
  }

  /** Whether a listing is the same as the one before. */
  private static final class SameKeys {
    private List<String> before = new ArrayList<>();

    boolean areUnchanged(List<String> now) {
      boolean same = !now.isEmpty() && now.equals(before);
      before = now;
      return same;
    }
  }
}
