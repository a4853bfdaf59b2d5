package io.ticklake.bench.ingest;

import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/**
 * The whole benchmark of the ingest: every contender in turn for each kind of page, a few rounds.
 * The table goes to {@code bench-ingest-results.md} after every run.
 */
public final class IngestBench {
  private IngestBench() {}

  /** See {@code IngestOptions} for the system properties. */
  public static void main(String[] args) throws Exception {
    IngestOptions options = IngestOptions.ofProcess();
    Files.createDirectories(options.directory());
    try (BenchServices services = new BenchServices(options.directory());
        Admin admin = Admin.create(Map.of("bootstrap.servers", services.brokers()));
        PageServer server = new PageServer()) {
      Map<String, Contender> known =
          Stream.of(new LoopContender(), new TicklakeContender(options.jar(), services))
              .collect(Collectors.toMap(Contender::name, Function.identity()));
      List<Contender> contenders = options.contenders().stream().map(known::get).toList();
      IngestRun run = new IngestRun(options, services, admin, server);
      List<IngestResult> results = new ArrayList<>();
      for (PageKind kind : options.kinds()) {
        PreparedPages pages =
            PreparedPages.of(
                kind,
                kind.pages(options.pages()),
                LocalDate.now(PreparedPages.EASTERN),
                server.address());
        for (int round = 0; round < options.rounds(); round++) {
          for (Contender contender : contenders) {
            results.add(run.of(contender, pages));
            Files.writeString(
                options.directory().resolveSibling("bench-ingest-results.md"),
                new IngestTable(results).markdown());
          }
        }
      }
      System.out.println(new IngestTable(results).markdown());
    }
    // Embedded servers leave threads behind that are no daemons.
    System.exit(0);
  }
}
