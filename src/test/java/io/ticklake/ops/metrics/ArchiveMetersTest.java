package io.ticklake.ops.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ticklake.archive.ArchiveFormats;
import io.ticklake.archive.Codec;
import io.ticklake.archive.ColumnType;
import io.ticklake.archive.CsvFormat;
import io.ticklake.archive.JsonLinesFormat;
import io.ticklake.archive.JsonNumbers;
import io.ticklake.archive.ParquetFormat;
import io.ticklake.archive.S3LedgerStore;
import io.ticklake.archive.Schema;
import io.ticklake.component.kafkaslice.Format;
import io.ticklake.component.kafkaslice.LedgerStore;
import io.ticklake.component.kafkaslice.ObjectEncoder;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.s3.S3Client;

/** Meters of a route as the registry has them; no broker is needed to read them. */
class ArchiveMetersTest {
  private static final Schema TRADES =
      new Schema(
          "trade", Set.of("day"), List.of(new Schema.Column("price", ColumnType.DOUBLE, true)));

  static Stream<Format> formatsOfASchema() {
    return Stream.of(new ParquetFormat(TRADES, 1), new CsvFormat(TRADES, new Codec.None()));
  }

  @ParameterizedTest
  @MethodSource("formatsOfASchema")
  void countsFieldsThatTheSchemaDoesNotKnowByRouteAndTopic(Format format) throws Exception {
    MeterRegistry meters = new SimpleMeterRegistry();
    Format everyField = new JsonLinesFormat(new Codec.None(), JsonNumbers.STRICT);
    try (CamelContext camel = context(meters, format, everyField)) {
      assertThat(unknownFields(meters, "typed", "trades")).isZero();

      encode(format, "{\"price\":1.5,\"day\":\"today\",\"venue\":\"X\",\"size\":1}");
      encode(format, "{\"price\":2.5,\"day\":\"today\",\"venue\":\"X\"}");
      encode(everyField, "{\"price\":1.5,\"venue\":\"X\"}");

      assertThat(unknownFields(meters, "typed", "trades")).isEqualTo(3);
      assertThat(unknownFields(meters, "lines", "quotes")).isZero();
    }
  }

  @Test
  void anEditedRouteHasItsMetersOnce() throws Exception {
    MeterRegistry meters = new SimpleMeterRegistry();
    Format lines = new JsonLinesFormat(new Codec.None(), JsonNumbers.STRICT);
    try (CamelContext camel = context(meters, lines, lines)) {
      int before = meters.find("ticklake.archive.lag.records").meters().size();

      camel.removeRoute("typed");
      assertThat(meters.find("ticklake.archive.lag.records").tag("route", "typed").meters())
          .isEmpty();
      camel.addRoutes(route("typed", "other"));

      assertThat(meters.find("ticklake.archive.lag.records").meters()).hasSize(before);
      assertThat(meters.find("ticklake.archive.lag.records").tag("topic", "other").gauge())
          .isNotNull();
    }
  }

  private static double unknownFields(MeterRegistry meters, String route, String topic) {
    FunctionCounter counter =
        meters
            .get("ticklake.archive.unknown.fields")
            .tag("route", route)
            .tag("topic", topic)
            .functionCounter();
    return counter.count();
  }

  private static void encode(Format format, String record) throws Exception {
    try (ObjectEncoder encoder = format.open()) {
      encoder.append(
          new ConsumerRecord<>("trades", 0, 0L, null, ByteBuffer.wrap(record.getBytes(UTF_8))));
      encoder.finish();
    }
  }

  private static CamelContext context(MeterRegistry meters, Format typed, Format lines)
      throws Exception {
    CamelContext context = new DefaultCamelContext();
    context.getRegistry().bind("typed", Format.class, typed);
    context.getRegistry().bind("lines", Format.class, lines);
    context.getRegistry().bind("formats", new ArchiveFormats());
    context.getRegistry().bind("ledger", LedgerStore.class, new S3LedgerStore(new NoS3(), "lake"));
    Clock clock = Clock.systemUTC();
    SliceCounters counters = new SliceCounters(meters, clock, at -> {});
    context.addLifecycleStrategy(new ArchiveMeters(context, meters, counters, clock));
    context.addRoutes(route("typed", "trades"));
    context.addRoutes(route("lines", "quotes"));
    context.start();
    return context;
  }

  private static RouteBuilder route(String id, String topic) {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from("kafka-slice:%s?brokers=127.0.0.1:9&groupId=g&archive=%s&layout=zone&format=#%s&formats=#formats&ledger=#ledger"
                .formatted(topic, id, id))
            .routeId(id)
            .autoStartup(false)
            .to("mock:slices");
      }
    };
  }

  /** Routes that are not started call nothing. */
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
