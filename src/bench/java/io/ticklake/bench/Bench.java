package io.ticklake.bench;

import io.ticklake.bench.camel.CamelAggregator;
import io.ticklake.bench.camel.CamelBatching;
import io.ticklake.bench.loop.CheckingLoop;
import io.ticklake.bench.loop.HandWrittenLoop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The whole benchmark: services, the topic, then every contender in turn for each coding and
 * latency, a few rounds. The table goes to {@code bench-results.md} after every run, so a run that
 * is broken off leaves what it had.
 */
public final class Bench {
  private static final Set<Coding> LINES =
      EnumSet.of(Coding.NONE, Coding.GZIP_1, Coding.GZIP_6, Coding.ZSTD_1);

  // The services warm up as well: what comes first after their start is slow, and each contender
  // asks them for something of its own. With one contender's warm-up alone the next one's run had
  // their compilers beside it, a tenth of the machine.
  private static final int WARM_UP = 2;

  private Bench() {}

  /** See {@code BenchOptions} for the system properties. */
  public static void main(String[] args) throws Exception {
    BenchOptions options = BenchOptions.ofProcess();
    Map<String, Contender> known =
        Stream.of(
                new MainContender("loop", HandWrittenLoop.class, EnumSet.allOf(Coding.class), true),
                new MainContender("loop-checking", CheckingLoop.class, LINES, true),
                new TicklakeContender(
                    Path.of(System.getProperty("bench.jar", "target/ticklake.jar")),
                    options.idle(),
                    options.buffer()),
                new MainContender("camel-batching", CamelBatching.class, LINES, false),
                new MainContender("camel-aggregator", CamelAggregator.class, LINES, false))
            .collect(Collectors.toMap(Contender::name, Function.identity()));
    List<Contender> contenders = options.contenders().stream().map(known::get).toList();
    Files.createDirectories(options.directory());
    try (BenchServices services = new BenchServices(options.directory())) {
      BenchTopic topic = new BenchTopic(options, services.admin(), services.brokers());
      topic.ensure();
      runAll(options, contenders, new BenchRun(options, services, topic.name()));
    }
    // Embedded servers leave threads behind that are no daemons.
    System.exit(0);
  }

  private static void runAll(BenchOptions options, List<Contender> contenders, BenchRun run)
      throws Exception {
    warmUp(options, contenders, run);
    List<RunResult> results = new ArrayList<>();
    for (int latency : options.latencies()) {
      for (Coding coding : options.codings()) {
        for (int round = 0; round < options.rounds(); round++) {
          for (Contender contender : inTurn(contenders, round)) {
            if (contender.writes(coding) && round < options.rounds(contender)) {
              results.add(run.of(contender, coding, latency));
              Files.writeString(
                  options.directory().resolveSibling("bench-results.md"),
                  new ResultTable(results).markdown());
            }
          }
        }
      }
    }
    System.out.println(new ResultTable(results).markdown());
  }

  private static void warmUp(BenchOptions options, List<Contender> contenders, BenchRun run)
      throws Exception {
    for (int round = 0; round < WARM_UP; round++) {
      for (Contender contender : contenders) {
        if (!options.isStock(contender)) {
          run.of(contender, options.codings().get(0), 0);
        }
      }
    }
  }

  /** Each other round backwards: a machine that slows down is not always to the same one's cost. */
  private static List<Contender> inTurn(List<Contender> contenders, int round) {
    List<Contender> order = new ArrayList<>(contenders);
    if (round % 2 == 1) {
      Collections.reverse(order);
    }
    return order;
  }
}
