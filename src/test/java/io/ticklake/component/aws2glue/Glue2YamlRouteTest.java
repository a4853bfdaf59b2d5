package io.ticklake.component.aws2glue;

import static io.ticklake.component.aws2glue.GlueScripts.crawler;
import static io.ticklake.component.aws2glue.GlueScripts.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ticklake.component.aws2glue.CrawlUnfinishedException.Reason;
import io.ticklake.testkit.ScriptedAwsServer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class Glue2YamlRouteTest {
  private static final String ROUTE =
      """
      - route:
          id: catalog-crawl
          from:
            uri: direct
            parameters: { name: crawl }
            steps:
              - to:
                  id: catalog-start
                  uri: aws2-glue
                  parameters:
                    label: catalog
                    operation: startCrawler
                    crawlerName: bars
                    waitTimeout: 10m
                    pollDelay: 10ms
              - setBody: { id: catalog-run, simple: "${body.origin} ${body.runId}" }
      """;

  @RegisterExtension final ScriptedAwsServer server = new ScriptedAwsServer();
  private final DefaultCamelContext camel = new DefaultCamelContext();

  @BeforeEach
  void start() throws Exception {
    GlueScripts.configure(camel, server);
    camel.start();
    PluginHelper.getRoutesLoader(camel)
        .loadRoutes(ResourceHelper.fromString("catalog.camel.yaml", ROUTE));
  }

  @AfterEach
  void stop() {
    camel.stop();
  }

  @Test
  void aRouteStartsACrawlerAndUsesItsOutcome() {
    server.on("StartCrawler").answers("{}");
    server
        .on("GetCrawler")
        .answers(crawler("READY", ""))
        .answers(crawler("RUNNING", ""))
        .answers(crawler("READY", succeeded("run-1")));

    String body = camel.createProducerTemplate().requestBody("direct:crawl", null, String.class);

    assertThat(body).isEqualTo("STARTED run-1");
  }

  @Test
  void aContextThatStopsDoesNotWaitForTheCrawl() {
    server.on("StartCrawler").answers("{}");
    server.on("GetCrawler").answers(crawler("READY", "")).answers(crawler("RUNNING", ""));
    CompletableFuture<Exchange> waiting =
        camel.createProducerTemplate().asyncSend("direct:crawl", exchange -> {});
    await("the crawl is waited for").until(() -> server.calls("GetCrawler").size() > 2);

    CompletableFuture<Void> stopped = CompletableFuture.runAsync(camel::stop);

    // Camel's own patience with messages in flight is 45 s.
    assertThat(stopped).succeedsWithin(Duration.ofSeconds(10));
    assertThat(waiting)
        .succeedsWithin(Duration.ofSeconds(1))
        .extracting(Exchange::getException)
        .isInstanceOfSatisfying(
            CrawlUnfinishedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.STOPPING));
  }
}
