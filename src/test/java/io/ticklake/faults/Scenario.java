package io.ticklake.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ticklake.testkit.PackagedProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;

/**
 * One scenario: a topic of its own, programs that archive it, and at the end the comparison of what
 * Kafka acknowledged with what the lake holds.
 */
final class Scenario implements AutoCloseable {
  static final String GROUP = "ticklake-archive-bars";
  private static final String ZONE = "bars/";

  /** What the program archives at a tenth of its speed: it has to catch up after each fault. */
  private static final int RECORDS_PER_SECOND = 400;

  private static final String BARS_ROUTE =
      """
      - templatedRoute:
          routeId: archive-bars
          routeTemplateRef: archive-topic
          prefixId: bars
          parameters:
            - { name: archive, value: bars }
            - { name: topic, value: "{{ticklake.ingest.bars-topic}}" }
            - { name: group, value: ticklake-archive-bars }
            - { name: format, value: "%s" }
            - { name: sliceRecords, value: "%d" }
            - { name: layout, value: "bars/timespan={header:timespan}/dt={header:dt}" }
      """;

  private static final Duration READY = Duration.ofSeconds(180);
  private static final Duration LANDING = Duration.ofSeconds(180);
  private static final Duration STOPPING = Duration.ofSeconds(60);
  private static final Duration AUDIT = Duration.ofSeconds(180);

  private final Services services;
  private final String name;
  private final String topic;
  private final Path directory;
  private final Random random;
  private final long began = System.nanoTime();
  private final Produced produced = new Produced();
  private final List<PackagedProgram> programs = new ArrayList<>();
  private final Map<String, String> settings;
  private final LakeView lake;
  private final MailView mail;
  private final DeadLetterView letters;
  private final Topics topics;
  private int faults;
  private int machines;
  private long launched;
  private long slowestRestart;
  private String barsRoute = "";

  private Scenario(Services services, String name, Endpoints endpoints) {
    this.services = services;
    this.name = name;
    this.topic = "faults." + name;
    this.directory = Path.of("target", "faults", name).toAbsolutePath();
    this.random = new Random(services.seed() + name.hashCode());
    this.topics = new Topics(services.brokers());
    this.settings = ProgramSettings.of(services.brokers(), endpoints.s3(), endpoints.sns(), topic);
    // A bucket of its own, so that an audit sees this scenario alone.
    String bucket = "lake-" + name;
    this.settings.put("ticklake.archive.bucket", bucket);
    this.lake = new LakeView(endpoints.readBack(), bucket, ZONE, topic);
    this.mail = new MailView(endpoints.mail());
    this.letters = new DeadLetterView(services.brokers(), topic);
  }

  /**
   * Where the lake is.
   *
   * @param readBack S3 past any proxy
   * @param mail the directory of SNS's e-mail files
   */
  record Endpoints(String s3, String sns, String readBack, Path mail) {}

  /** Of this name, over the shared services behind their proxies. */
  static Scenario begin(Services services, String name) throws Exception {
    return begin(
        services,
        name,
        new Endpoints(
            services.s3Proxy(), services.snsProxy(), services.s3Address(), services.mail()));
  }

  /** Of this name, over a lake of its own. */
  static Scenario begin(Services services, String name, Endpoints endpoints) throws Exception {
    Scenario scenario = new Scenario(services, name, endpoints);
    scenario.topics.create(scenario.topic);
    return scenario;
  }

  /** From now on programs start with this setting. */
  void set(String setting, String value) {
    settings.put(setting, value);
  }

  /**
   * From now on programs have this route for the bars, in a file beside them, in place of the
   * packaged one; those that run, too.
   *
   * @param format as the route template {@code archive-topic} takes it
   * @param sliceRecords records that seal a slice
   */
  void editRoute(String format, int sliceRecords) {
    barsRoute = BARS_ROUTE.formatted(format, sliceRecords);
    for (int machine = 0; machine < machines; machine++) {
      writeRoute(machine);
    }
  }

  /** Writes in place, as some editors do; the program must not take half a file. */
  private void writeRoute(int machine) {
    if (barsRoute.isEmpty()) {
      return;
    }
    try {
      Path routes = Files.createDirectories(home(machine).resolve("routes"));
      Files.writeString(routes.resolve("bars.camel.yaml"), barsRoute);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path home(int machine) {
    return directory.resolve("machine-" + machine);
  }

  /** Starts a program on a machine of its own, and returns at once. */
  PackagedProgram launch() {
    return launch(machines++);
  }

  /** Starts the program on the newest machine again. */
  PackagedProgram launchAgain() {
    return launch(machines - 1);
  }

  private PackagedProgram launch(int machine) {
    try {
      Path home = Files.createDirectories(home(machine));
      writeRoute(machine);
      launched = System.nanoTime();
      PackagedProgram program = PackagedProgram.start(home, services.quickStart(), settings);
      programs.add(program);
      return program;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a program and waits until its routes run. */
  PackagedProgram start() {
    return launch().awaitOutput("ready in", READY);
  }

  Load load() {
    return Load.start(services.brokers(), topic, produced, RECORDS_PER_SECOND);
  }

  Produced produced() {
    return produced;
  }

  Topics topics() {
    return topics;
  }

  String topic() {
    return topic;
  }

  Random random() {
    return random;
  }

  void countFaults(int more) {
    faults += more;
  }

  void countFaults(Map<String, Integer> injected) {
    System.out.println(name + ": " + injected);
    countFaults(injected.values().stream().mapToInt(Integer::intValue).sum());
  }

  /** No record has a second dead letter; true where no partition changes hands. */
  void assertEachDeadLetterOnce() {
    assertThat(letters.repeated()).isZero();
  }

  /** Waits until objects land that were not there before. */
  void awaitProgress() {
    int before = lake.count();
    await("objects land")
        .atMost(LANDING)
        .pollInterval(Duration.ofMillis(200))
        .failFast(
            "every program has ended: see " + directory,
            () -> programs.stream().noneMatch(PackagedProgram::isAlive))
        .until(() -> lake.count() > before);
    noteRestart();
  }

  /** What landed since the last start, if no other program can have put it. */
  private void noteRestart() {
    if (launched > 0 && programs.stream().filter(PackagedProgram::isAlive).count() == 1) {
      slowestRestart = Math.max(slowestRestart, System.nanoTime() - launched);
    }
    launched = 0;
  }

  /** Lets the load and the fault go on for a while. */
  void goOn(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /** Waits until every acknowledged record has arrived somewhere. */
  void awaitAllArchived(Duration patience) {
    await("every acknowledged record is in the lake or in the dead-letter topic")
        .atMost(patience)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> missing().isEmpty());
  }

  private BitSet missing() {
    lake.update();
    BitSet missing = produced.acknowledged();
    missing.andNot(lake.seen());
    if (!missing.isEmpty()) {
      letters.update();
      missing.andNot(letters.records());
    }
    return missing;
  }

  private Set<String> untold() {
    letters.update();
    Set<String> told = new HashSet<>(mail.notices());
    told.addAll(letters.notices());
    Set<String> slices = told.stream().map(id -> id.split("/", 2)[0]).collect(Collectors.toSet());
    Set<String> untold = new HashSet<>(lake.claims());
    untold.removeAll(slices);
    return untold;
  }

  /** Waits for the end of the archiving, compares, notes the row, and insists on it. */
  void conclude() {
    try {
      awaitAllArchived(LANDING);
      await("every slice has been told of").atMost(LANDING).until(() -> untold().isEmpty());
    } catch (ConditionTimeoutException e) {
      // The comparison below says what is missing.
    }
    stopAll();
    lake.update();
    compare(audit());
  }

  /** The program's own opinion; whether it is a good one. */
  private boolean audit() {
    try (PackagedProgram verify =
        PackagedProgram.start(directory, services.quickStart(), settings, "verify", "--deep")) {
      return verify.awaitEnd(AUDIT) == 0;
    }
  }

  /** In order, as an operator does; a late put or a repetition would come here at the latest. */
  private void stopAll() {
    List<PackagedProgram> running = programs.stream().filter(PackagedProgram::isAlive).toList();
    running.forEach(PackagedProgram::requestStop);
    for (PackagedProgram program : running) {
      assertThat(program.awaitEnd(STOPPING))
          .as("status of the stop, logs in " + directory)
          .isZero();
    }
  }

  private void compare(boolean verified) {
    letters.update();
    BitSet lost = missing();
    BitSet both = lake.seen();
    both.and(letters.records());
    Set<String> untold = untold();
    services
        .results()
        .add(
            new Row(
                name,
                services.seed(),
                produced.acknowledged().cardinality(),
                lake.records(),
                letters.records().cardinality(),
                lost.cardinality(),
                lake.doubled().size() + both.cardinality(),
                faults,
                lake.objects(),
                lake.claims().size() - untold.size(),
                verified,
                slowestRestart / 1e9,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began)));
    String where = "seed " + services.seed() + ", logs in " + directory;
    assertThat(lost.stream().limit(20).boxed().toList()).as("lost, " + where).isEmpty();
    assertThat(lake.doubled()).as("doubled, " + where).isEmpty();
    assertThat(both.stream().boxed().toList()).as("in both places, " + where).isEmpty();
    assertThat(lake.foreign()).as("foreign, " + where).isEmpty();
    assertThat(untold).as("slices that nobody was told of, " + where).isEmpty();
    assertThat(verified).as("verify --deep finds nothing, " + where).isTrue();
    assertThat(produced.acknowledged().cardinality()).as("records produced").isPositive();
  }

  @Override
  public void close() {
    services.s3Faults().heal();
    services.snsFaults().heal();
    programs.forEach(PackagedProgram::close);
    topics.close();
    letters.close();
    lake.close();
  }
}
