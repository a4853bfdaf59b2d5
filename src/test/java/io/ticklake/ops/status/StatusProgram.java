package io.ticklake.ops.status;

import io.ticklake.model.Answer;
import io.ticklake.model.Answer.Column;
import io.ticklake.model.Answer.Completeness;
import io.ticklake.model.Answer.Kind;
import io.ticklake.model.Answers;
import io.ticklake.model.LandedObject;
import io.ticklake.model.Landings;
import io.ticklake.model.LibraryQuestion;
import io.ticklake.ops.console.ConsoleConfig;
import io.ticklake.ops.console.ManagementConsole;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;

/** A Camel program with the status page, a route for each stage, and a lake of one ticker. */
final class StatusProgram implements AutoCloseable {
  final Landings landings = new Landings();
  final Answers answers = new Answers();

  /** What the query stage was asked. */
  final List<LibraryQuestion> questions = new CopyOnWriteArrayList<>();

  private final Main main = new Main();
  private final int port;

  private StatusProgram(int port) {
    this.port = port;
  }

  static StatusProgram start() throws Exception {
    StatusProgram program = new StatusProgram(freePort());
    Main main = program.main;
    main.setPropertyPlaceholderLocations("false");
    main.setOverrideProperties(program.settings());
    main.configure().withBasePackageScanEnabled(false);
    main.configure().withRoutesIncludePattern("false");
    main.bind(
        "jolokia",
        new ManagementConsole(
            "127.0.0.1",
            program.port,
            new ConsoleConfig(Optional.empty(), false, Set.of(), Optional.empty()),
            new StatusPage(program.landings, program.answers, List.of(), Clock.systemUTC())));
    main.configure().addRoutesBuilder(program.flow());
    main.start();
    return program;
  }

  private Properties settings() {
    Properties settings = new Properties();
    settings.putAll(
        Map.of(
            "camel.main.name", "ticklake",
            "camel.main.startupSummaryLevel", "Off",
            "camel.main.shutdownTimeout", "2",
            "camel.management.host", "127.0.0.1",
            "camel.management.port", Integer.toString(port),
            "camel.management.jolokiaEnabled", "true",
            "ticklake.catalog.mode", "crawler"));
    return settings;
  }

  private RouteBuilder flow() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        for (String route : List.of("ingest-poll", "archive-bars", "catalog-poll", "query-mine")) {
          from("timer:" + route + "?period=1h&delay=1h").routeId(route).log("tick");
        }
        from("direct:query-ask")
            .routeId("query-ask")
            .errorHandler(noErrorHandler())
            .process(StatusProgram.this::answer);
      }
    };
  }

  private void answer(Exchange exchange) {
    LibraryQuestion question = exchange.getMessage().getBody(LibraryQuestion.class);
    questions.add(question);
    String ticker = question.values().get("ticker");
    if (ticker.equals("FAIL")) {
      throw new IllegalStateException("Query 'ticker-bars' ended FAILED: no such table.");
    }
    if (!ticker.equals("SOON")) {
      exchange.getMessage().setBody(bars(ticker.equals("AAPL") ? 90 : 0));
    }
  }

  /** An answer of the query ticker-bars: a walk of so many days. */
  static Answer bars(int days) {
    List<List<String>> rows = new ArrayList<>();
    double close = 180;
    for (int i = 0; i < days; i++) {
      double open = close;
      close = open * (1 + Math.sin(i * 1.7) * 0.02 + 0.001);
      rows.add(
          List.of(
              LocalDate.of(2026, 7, 1).plusDays(i).toString(),
              Double.toString(open),
              Double.toString(Math.max(open, close) * 1.006),
              Double.toString(Math.min(open, close) * 0.994),
              Double.toString(close),
              Double.toString(4e6 + 1e6 * Math.cos(i))));
    }
    List<Column> columns = new ArrayList<>(List.of(new Column("dt", Kind.TEXT)));
    for (String name : List.of("open", "high", "low", "close", "volume")) {
      columns.add(new Column(name, Kind.NUMBER));
    }
    return answer("ticker-bars", columns, rows);
  }

  /** An answer that the page shows as a table. */
  static Answer answer(String query, List<Column> columns, List<List<String>> rows) {
    return new Answer(
        query,
        columns,
        List.copyOf(rows),
        Completeness.ALL,
        12_345,
        new BigDecimal("0.000048"),
        Duration.ofMillis(1263),
        Instant.now());
  }

  void land(String key, long records) {
    landings.landed(new LandedObject(key, records, 31_415, Instant.now()));
  }

  // Camel's server cannot be asked for the port that it took for 0.
  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  int port() {
    return port;
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  CamelContext context() {
    return main.getCamelContext();
  }

  @Override
  public void close() {
    main.stop();
  }
}
