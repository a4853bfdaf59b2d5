package io.ticklake.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.ticklake.archive.ArchiveFormats;
import io.ticklake.archive.Codec;
import io.ticklake.archive.JsonLinesFormat;
import io.ticklake.archive.JsonNumbers;
import io.ticklake.archive.S3LedgerStore;
import io.ticklake.model.Event;
import io.ticklake.ops.control.ControlBeans.StageHandles;
import io.ticklake.testkit.MetricNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** Alert rules and dashboard name our metrics as the program exports them. */
class ObserveFilesTest {
  private static final Path RULES = Path.of("src/main/observe/ticklake-alerts.yml");
  private static final Path DASHBOARD = Path.of("src/main/observe/grafana-dashboard.json");

  @Test
  void everyMetricOfOursThatTheyNameIsExported() throws Exception {
    Set<String> named = new TreeSet<>(MetricNames.in(Files.readString(RULES)));
    named.addAll(MetricNames.in(Files.readString(DASHBOARD)));
    // The live routes' own are seen by ManagementIT.
    named.removeIf(name -> !name.startsWith("ticklake_") || name.contains("route_files"));

    assertThat(named).hasSizeGreaterThan(25);
    assertThat(MetricNames.exported(scrapeOfEverything())).containsAll(named);
  }

  @Test
  void everyAlertSaysWhatIsWrongWhatItMeansAndWhatToDo() throws Exception {
    String rules = Files.readString(RULES);

    for (String alert : rules.split("- alert: ")) {
      if (alert.startsWith("Ticklake")) {
        assertThat(alert)
            .as(alert.lines().findFirst().orElseThrow())
            .contains("summary: \"", "description: \"", "runbook: \"", "severity: ");
      }
    }
  }

  @Test
  void everyPanelHasAQueryAndAnIdOfItsOwn() throws Exception {
    JsonNode dashboard = new JsonMapper().readTree(Files.readString(DASHBOARD));
    Set<Integer> ids = new TreeSet<>();

    for (JsonNode panel : dashboard.get("panels")) {
      assertThat(ids.add(panel.get("id").asInt())).as(panel.get("title").asText()).isTrue();
      if (!panel.get("type").asText().equals("row")) {
        assertThat(panel.get("targets")).as(panel.get("title").asText()).isNotEmpty();
      }
    }
  }

  private static String scrapeOfEverything() throws Exception {
    Observation observation = new Observation(Clock.systemUTC());
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      observation.bindTo((name, bean) -> camel.getRegistry().bind(name, bean));
      observation.attachTo(camel, new StageHandles(() -> {}, () -> 0));
      camel.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from("kafka-slice:bars?brokers=127.0.0.1:9&groupId=g&archive=a&layout=zone&format=#lines&formats=#formats&ledger=#ledger")
                  .routeId("archive-bars")
                  .autoStartup(false)
                  .to("log:never");
            }
          });
      camel.getRegistry().bind("lines", new JsonLinesFormat(new Codec.None(), JsonNumbers.STRICT));
      camel.getRegistry().bind("formats", new ArchiveFormats());
      camel.getRegistry().bind("ledger", new S3LedgerStore(new NoS3(), "lake"));
      camel.start();
      everyEvent(observation);
      return camel
          .getRegistry()
          .lookupByNameAndType("metricsRegistry", PrometheusMeterRegistry.class)
          .scrape();
    }
  }

  private static void everyEvent(Observation observation) {
    for (Event event :
        new Event[] {
          new Event.MarketAsked("grouped-daily", "ok"),
          new Event.PagePublished("grouped-daily", 1, 1, Instant.EPOCH),
          new Event.SourcePolled("grouped-daily"),
          new Event.SourceFailed("grouped-daily", "MARKET_UNAVAILABLE", "away"),
          new Event.NoticeSent("archive-bars"),
          new Event.NoticeFailed("archive-bars", "away"),
          new Event.CatalogUpdated(Duration.ofSeconds(1), 1),
          new Event.CatalogFailed("CRAWL_FAILED", "away"),
          new Event.QueryAnswered("gaps", 1, Duration.ofSeconds(1)),
          new Event.QueryFailed("gaps", "QUERY_FAILED", "away")
        }) {
      observation.events().accept(event);
    }
  }

  /** The route is not started, so nothing is called. */
  private static final class NoS3 implements S3Client {
    @Override
    public String serviceName() {
      return "s3";
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
