package io.ticklake.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One run: starts a contender, waits, measures, reads back what it stored, removes it. */
final class BenchRun {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private final BenchOptions options;
  private final BenchServices services;
  private final String topic;
  private int number;

  BenchRun(BenchOptions options, BenchServices services, String topic) {
    this.options = options;
    this.services = services;
    this.topic = topic;
  }

  RunResult of(Contender contender, Coding coding, int latency)
      throws IOException, ExecutionException, InterruptedException {
    number++;
    // Groups outlive the benchmark's process, so the number alone would meet old commits.
    String id = "%s-%d-%d".formatted(contender.name(), System.currentTimeMillis() / 1000, number);
    Job job = job(id, coding);
    Path directory = emptyDirectory();
    services.gate().delay(latency);
    services.gate().takeRequests();
    Process process = start(contender, job, directory);
    try {
      RunResult result = measure(contender, job, latency, process);
      System.out.println(ResultTable.line(result));
      return result;
    } finally {
      services.gate().delay(0);
      process.destroyForcibly().waitFor();
      new LandedObjects(services.s3(), BenchServices.BUCKET, "").remove();
    }
  }

  private RunResult measure(Contender contender, Job job, int latency, Process process)
      throws IOException, ExecutionException, InterruptedException {
    ProcFs facts = new ProcFs(process.pid());
    GroupWatch group = new GroupWatch(services.admin(), job.group(), process);
    TopicTraffic traffic = new TopicTraffic(topic);
    long sent = traffic.bytesOut();
    group.awaitFirstFetch(traffic, sent);
    profile(process, "start,event=ctimer,threads");
    long begin = System.nanoTime();
    double cpuBefore = facts.cpuSeconds();
    group.awaitCommitted(options.records(), LIMIT);
    double seconds = (System.nanoTime() - begin) / 1e9;
    double cpu = facts.cpuSeconds() - cpuBefore;
    long peak = facts.peakBytes();
    profile(
        process, "stop,collapsed,file=" + options.directory() + "/" + contender.name() + ".prof");
    process.destroy();
    process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
    services.gate().delay(0);
    Map<String, Long> requests = services.gate().takeRequests();
    LandedObjects landed =
        new LandedObjects(services.s3(), BenchServices.BUCKET, job.prefix() + "/");
    check(contender, landed.rows(job.coding()));
    return new RunResult(
        contender.name(),
        job.coding(),
        latency,
        options.records(),
        seconds,
        cpu,
        peak,
        landed.count(),
        landed.bytes(),
        requests);
  }

  private void profile(Process process, String command) throws IOException, InterruptedException {
    if (options.profiler().isPresent()) {
      String pid = Long.toString(process.pid());
      new ProcessBuilder(
              "jcmd", pid, "JVMTI.agent_load", options.profiler().get(), "\"" + command + "\"")
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    }
  }

  private void check(Contender contender, Map<Integer, Long> rows) {
    long total = rows.values().stream().mapToLong(Long::longValue).sum();
    boolean even =
        !contender.namesPartitions()
            || rows.values().stream()
                .allMatch(count -> count == options.records() / options.partitions());
    if (total != options.records() || !even) {
      throw new IllegalStateException(
          "%s was to store %d records and stored %s"
              .formatted(contender.name(), options.records(), rows));
    }
  }

  private Job job(String id, Coding coding) {
    return new Job(
        services.brokers(),
        topic,
        id,
        services.gate().address(),
        services.sns(),
        BenchServices.ACCESS_KEY,
        BenchServices.SECRET_KEY,
        BenchServices.BUCKET,
        id,
        coding,
        options.sliceRecords());
  }

  private Process start(Contender contender, Job job, Path directory) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + options.heap());
    command.addAll(options.jvm());
    command.addAll(contender.command(job, directory));
    File log = options.directory().resolve(contender.name() + ".log").toFile();
    ProcessBuilder builder = new ProcessBuilder(command);
    // The C library gives back what compressors had: one arena, and pages of their own for pieces
    // of 128 KB or more.
    builder.environment().put("MALLOC_ARENA_MAX", "1");
    builder.environment().put("MALLOC_MMAP_THRESHOLD_", "131072");
    builder.environment().put("MALLOC_TRIM_THRESHOLD_", "131072");
    return builder
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log)
        .start();
  }

  private Path emptyDirectory() throws IOException {
    Path directory = options.directory().resolve("run");
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    return Files.createDirectories(directory);
  }
}
