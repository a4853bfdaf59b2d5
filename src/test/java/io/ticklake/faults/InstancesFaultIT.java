package io.ticklake.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ticklake.embedded.market.MarketServer;
import io.ticklake.embedded.market.MarketSettings;
import io.ticklake.testkit.LongForm;
import io.ticklake.testkit.PackagedProgram;
import io.ticklake.testkit.RecordingProxy;
import io.ticklake.testkit.TopicReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Three programs on one Kafka and one S3: one of them asks the market, all of them archive, and
 * when the one that asks is killed another goes on.
 */
@LongForm
@ExtendWith(WithServices.class)
class InstancesFaultIT {
  private static final String KEY = "instances-market-key";
  private static final String NAME = "instances";
  private static final String BARS = NAME + ".bars";
  private static final String GROUP = "ticklake-archive-bars";
  private static final Duration START = Duration.ofSeconds(180);
  private static final Duration SOON = Duration.ofSeconds(60);

  /** Of one question to the market: there are some left when the leader is killed. */
  private static final Duration PACE = Duration.ofMillis(500);

  /** The session of a leader is 10 s; electing another one and its first question come on top. */
  private static final Duration TAKEOVER = Duration.ofSeconds(20);

  private final Services services;
  private final Path directory = Path.of("target", "faults", NAME).toAbsolutePath();
  private final List<PackagedProgram> programs = new ArrayList<>();
  private volatile Duration pace = PACE;

  InstancesFaultIT(Services services) {
    this.services = services;
  }

  @Test
  void oneInstanceAsksTheMarketAllArchiveAndAnotherGoesOnWhenTheFirstIsKilled() throws Exception {
    MarketSettings market = new MarketSettings(KEY, 42, 0, Clock.systemUTC());
    try (MarketServer server = MarketServer.start(market);
        RecordingProxy slow =
            new RecordingProxy(
                URI.create(server.address()), request -> LockSupport.parkNanos(pace.toNanos()));
        LakeRows lake = new LakeRows(services.s3Address(), "lake-" + NAME)) {
      Map<String, String> settings = settings(slow.address());
      for (int machine = 0; machine < 3; machine++) {
        Path home = Files.createDirectories(directory.resolve("machine-" + machine));
        programs.add(PackagedProgram.start(home, services.quickStart(), settings));
      }
      programs.forEach(program -> program.awaitOutput("ready in", START));
      PackagedProgram leader = onlyLeader();
      awaitPages(leader, 3);
      awaitAllArchive(3);
      for (PackagedProgram other : others(leader)) {
        assertThat(pages(other)).isZero();
        assertThat(pollNow(other)).contains("another instance leads");
      }

      awaitPages(leader, pages(leader) + 1);
      // Between two questions: what it published is checked off.
      LockSupport.parkNanos(PACE.toNanos() / 2);
      leader.close();
      long killed = System.nanoTime();
      await("another one asks")
          .atMost(TAKEOVER)
          .pollInterval(Duration.ofMillis(100))
          .until(() -> others(leader).stream().anyMatch(program -> pages(program) > 0));
      double seconds = (System.nanoTime() - killed) / 1e9;
      System.out.printf("instances: another one asked %.1f s after the kill%n", seconds);
      awaitAllArchive(2);
      pace = Duration.ZERO;

      awaitAllAsked();
      assertThat(others(leader).stream().filter(program -> pages(program) > 0)).hasSize(1);
      assertEveryBarOnce(lake);
      stopAll(leader);
      assertThat(verify(settings)).isZero();
    } finally {
      programs.forEach(PackagedProgram::close);
    }
  }

  private Map<String, String> settings(String market) {
    Map<String, String> settings =
        ProgramSettings.of(services.brokers(), services.s3Address(), services.snsProxy(), BARS);
    settings.put("ticklake.market.base-url", market);
    settings.put("ticklake.market.api-key", KEY);
    settings.put("ticklake.market.requests-per-minute", "6000");
    settings.put("ticklake.ingest.lookback-days", "150");
    settings.put("ticklake.ingest.grouped-daily.period", "1s");
    settings.put("ticklake.archive.bucket", "lake-" + NAME);
    settings.put("ticklake.archive.slice-size", "4MB");
    settings.put("ticklake.ingest.raw-topic", NAME + ".raw");
    settings.put("ticklake.kafka.dead-letter-topic", NAME + ".dlq");
    settings.put("ticklake.kafka.leader-topic", NAME + ".leaders");
    // Each polls with two threads.
    settings.put("ticklake.kafka.partitions", "6");
    settings.put("camel.main.routeFilterExcludePattern", "catalog-*,query-*,archive-indices");
    return settings;
  }

  private PackagedProgram onlyLeader() {
    await("one leads").atMost(SOON).until(() -> leaders().size() == 1);
    return leaders().get(0);
  }

  private List<PackagedProgram> leaders() {
    return programs.stream()
        .filter(program -> program.output().contains("this instance leads"))
        .toList();
  }

  private List<PackagedProgram> others(PackagedProgram one) {
    return programs.stream().filter(program -> program != one).toList();
  }

  private static int pages(PackagedProgram program) {
    return (int) program.output().lines().filter(line -> line.contains("page published")).count();
  }

  private static void awaitPages(PackagedProgram program, int count) {
    await(count + " pages").atMost(SOON).until(() -> pages(program) >= count);
  }

  /** Waits until each of so many programs has partitions of the bars, and all have all of them. */
  private void awaitAllArchive(int count) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", services.brokers()))) {
      await(count + " programs share the partitions")
          .atMost(SOON)
          .until(() -> owners(admin).equals("6 partitions, " + count + " programs"));
    }
  }

  private static String owners(Admin admin) throws Exception {
    Set<Integer> partitions = new TreeSet<>();
    Set<String> names = new TreeSet<>();
    for (var member :
        admin.describeConsumerGroups(List.of(GROUP)).all().get().get(GROUP).members()) {
      member.assignment().topicPartitions().stream()
          .filter(owned -> owned.topic().equals(BARS))
          .forEach(
              owned -> {
                partitions.add(owned.partition());
                // The instance's name, then the number of the thread.
                names.add(member.groupInstanceId().orElseThrow().replaceFirst("-\\d+$", ""));
              });
    }
    return partitions.size() + " partitions, " + names.size() + " programs";
  }

  private static String pollNow(PackagedProgram program) throws IOException, InterruptedException {
    String body =
        "{\"type\":\"exec\",\"mbean\":\"ticklake:name=ingest-grouped-daily,type=Source\",\"operation\":\"pollNow()\"}";
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(program.endpoints().get("MANAGEMENT_URL") + "/observe/jolokia"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }

  private void awaitAllAsked() {
    await("every day is asked for")
        .atMost(SOON)
        .during(Duration.ofSeconds(3))
        .until(
            () -> programs.stream().mapToInt(InstancesFaultIT::pages).sum(),
            new Steady()::isAsBefore);
  }

  /** Whether a number is the one that it was at the last look. */
  private static final class Steady {
    private int before = -1;

    boolean isAsBefore(int now) {
      boolean same = now == before;
      before = now;
      return same;
    }
  }

  private void assertEveryBarOnce(LakeRows lake) {
    List<String> published =
        TopicReader.readAll(services.brokers(), BARS).stream()
            .map(bar -> bar.key() + " " + day(bar))
            .sorted()
            .toList();
    assertThat(published).as("the sources publish no bar twice").doesNotHaveDuplicates();
    await("all in the lake").atMost(SOON).until(() -> lake.all().size() >= published.size());
    assertThat(lake.all()).isEqualTo(published);
  }

  private static String day(ConsumerRecord<String, String> bar) {
    return new String(bar.headers().lastHeader("dt").value(), UTF_8);
  }

  private void stopAll(PackagedProgram killed) {
    others(killed).forEach(PackagedProgram::requestStop);
    others(killed).forEach(program -> assertThat(program.awaitEnd(SOON)).isZero());
  }

  private int verify(Map<String, String> settings) {
    try (PackagedProgram verify =
        PackagedProgram.start(directory, services.quickStart(), settings, "verify", "--deep")) {
      return verify.awaitEnd(START);
    }
  }
}
