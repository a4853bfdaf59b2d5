package io.ticklake.component.kafkaslice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The endpoint's options, without a broker. */
class KafkaSliceEndpointTest {
  private static final String GOOD =
      "kafka-slice:bars?groupId=g&archive=a&ledger=#lake&formats=#formats&format=#lines&layout=zone";

  private final CamelContext camel = new DefaultCamelContext();

  @BeforeEach
  void bind() {
    camel.getRegistry().bind("lines", new LinesFormat());
    camel.getRegistry().bind("lake", new FakeLake());
    camel.getRegistry().bind("formats", (FormatResolver) description -> new LinesFormat());
    camel.start();
  }

  @AfterEach
  void stop() {
    camel.stop();
  }

  private KafkaSliceEndpoint endpoint(String uri) {
    return camel.getEndpoint(uri, KafkaSliceEndpoint.class);
  }

  @Test
  void readsOptionsFromAYamlRoute() throws Exception {
    PluginHelper.getRoutesLoader(camel)
        .loadRoutes(
            ResourceHelper.fromString(
                "archive.camel.yaml",
                """
                - route:
                    id: archive
                    autoStartup: false
                    from:
                      uri: kafka-slice
                      parameters:
                        topic: bars
                        groupId: g
                        archive: bars
                        ledger: "#lake"
                        formats: "#formats"
                        format: "#lines"
                        layout: "bars/dt={day:trade_date}"
                        sliceBytes: 8MB
                        sliceAge: 2m
                        startFrom: LATEST
                      steps:
                        - log: "${body}"
                """));

    SliceSettings settings =
        ((KafkaSliceEndpoint) camel.getRoute("archive").getEndpoint()).settings("archive");
    assertThat(settings.topic()).isEqualTo("bars");
    assertThat(settings.rotation().bytes()).isEqualTo(8L << 20);
    assertThat(settings.rotation().age()).hasMinutes(2);
    assertThat(settings.startFrom()).isEqualTo(StartFrom.LATEST);
    assertThat(settings.layout().folderOf(Records.at(0, "{\"trade_date\":\"2026-11-20\"}")))
        .isEqualTo("bars/dt=2026-11-20");
  }

  @ParameterizedTest
  @CsvSource({
    "autoOffsetReset=earliest, autoOffsetReset",
    "batching=true, batching",
    "valueDeserializer=x, valueDeserializer",
    "lingerMs=5, lingerMs",
    "nonsense=1, nonsense"
  })
  void refusesOptionsThatItDoesNotHave(String option, String named) {
    assertThatThrownBy(() -> endpoint(GOOD + "&" + option)).hasMessageContaining(named);
  }

  @ParameterizedTest
  @CsvSource({
    "kafka-slice:bars?archive=a&ledger=#lake&formats=#formats&format=#lines&layout=zone, groupId",
    "kafka-slice:bars?groupId=g&archive=a&ledger=#lake&formats=#formats&layout=zone, format",
    "kafka-slice:bars?groupId=g&archive=a&ledger=#lake&formats=#formats&format=#lines, layout",
    "kafka-slice:bars?groupId=g&archive=a&ledger=#lake&formats=#formats&format=#lines&layout={x}, layout",
    "kafka-slice:bars?groupId=g&archive=a&ledger=#lake&formats=#formats&format=#lines&layout=zone&sliceBytes=many, sliceBytes",
    "kafka-slice:bars?groupId=g&archive=a&ledger=#lake&formats=#formats&format=#lines&layout=zone&retryDelay=0, retryDelay"
  })
  void saysWhichOptionIsMissingOrWrongBeforeTheRouteStarts(String uri, String named) {
    assertThatThrownBy(() -> endpoint(uri).createConsumer(exchange -> {}))
        .hasMessageContaining("'" + named + "'");
  }

  @Test
  void doesNotProduce() {
    assertThatThrownBy(() -> endpoint(GOOD).createProducer())
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("'kafka'");
  }
}
