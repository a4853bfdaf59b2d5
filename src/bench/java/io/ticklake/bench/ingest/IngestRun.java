package io.ticklake.bench.ingest;

import io.ticklake.bench.ProcFs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;

/** One run: starts a contender, waits for the last acknowledged record, measures, reads back. */
final class IngestRun {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofMillis(10);

  private final IngestOptions options;
  private final BenchServices services;
  private final Admin admin;
  private final PageServer server;
  private int number;

  IngestRun(IngestOptions options, BenchServices services, Admin admin, PageServer server) {
    this.options = options;
    this.services = services;
    this.admin = admin;
    this.server = server;
  }

  IngestResult of(Contender contender, PreparedPages pages)
      throws IOException, ExecutionException, InterruptedException {
    number++;
    String name = "%s-%d-%d".formatted(contender.name(), System.currentTimeMillis() / 1000, number);
    Path directory = Files.createDirectories(options.directory().resolve("runs").resolve(name));
    Path paths = Files.write(directory.resolve("paths.txt"), pages.first());
    try (RunTopics topics = new RunTopics(admin, services.brokers(), name)) {
      IngestJob job =
          new IngestJob(
              services.brokers(),
              server.address(),
              topics.raw,
              topics.bars,
              paths,
              pages.kind(),
              ChronoUnit.DAYS.between(pages.days().get(0), LocalDate.now(PreparedPages.EASTERN)));
      server.give(pages.byPath());
      Process process = start(contender, job, directory);
      try {
        IngestResult result = measure(contender, pages, topics, process);
        topics.check(pages);
        System.out.println(IngestTable.line(result));
        return result;
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
  }

  private IngestResult measure(
      Contender contender, PreparedPages pages, RunTopics topics, Process process)
      throws IOException, ExecutionException, InterruptedException {
    ProcFs facts = new ProcFs(process.pid());
    await(process, "has asked for nothing", START_LIMIT, server::isAsked);
    profile(process, "start,event=ctimer,threads");
    double cpuBefore = facts.cpuSeconds();
    await(
        process,
        "has not published everything",
        LIMIT,
        () ->
            topics.count(topics.bars) >= pages.bars() && topics.count(topics.raw) >= pages.count());
    double seconds = (System.nanoTime() - server.firstNanos()) / 1e9;
    double cpu = facts.cpuSeconds() - cpuBefore;
    long peak = facts.peakBytes();
    profile(
        process, "stop,collapsed,file=" + options.directory() + "/" + contender.name() + ".prof");
    process.destroyForcibly().waitFor();
    return new IngestResult(
        contender.name(),
        pages.kind(),
        pages.count(),
        pages.bars(),
        seconds,
        cpu,
        peak,
        server.requests());
  }

  private Process start(Contender contender, IngestJob job, Path directory) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + options.heap());
    command.addAll(options.jvm());
    command.addAll(contender.command(job, directory));
    return new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(options.directory().resolve(contender.name() + ".log").toFile())
        .start();
  }

  private void profile(Process process, String command) throws IOException, InterruptedException {
    if (options.profiler().isPresent()) {
      new ProcessBuilder(
              "jcmd",
              Long.toString(process.pid()),
              "JVMTI.agent_load",
              options.profiler().get(),
              "\"" + command + "\"")
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    }
  }

  private interface Condition {
    boolean holds() throws ExecutionException, InterruptedException;
  }

  private static void await(Process process, String failure, Duration limit, Condition condition)
      throws ExecutionException, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.holds()) {
      if (!process.isAlive()) {
        throw new IllegalStateException("The contender has ended with " + process.exitValue());
      }
      if (System.nanoTime() > end) {
        throw new IllegalStateException("The contender " + failure + " after " + limit);
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }
}
