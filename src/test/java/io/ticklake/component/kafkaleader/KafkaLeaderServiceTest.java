package io.ticklake.component.kafkaleader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ticklake.embedded.kafka.KafkaServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.StatefulService;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.cluster.CamelClusterEventListener;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Instances are contexts of their own with one broker; each has a route that only a leader runs.
 */
class KafkaLeaderServiceTest {
  private static final String TOPIC = "leaders";
  private static final Duration SESSION = Duration.ofSeconds(6);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path directory;
  private KafkaServer kafka;
  private final List<Instance> instances = new ArrayList<>();

  /** One program: how often its route ran. */
  private record Instance(CamelContext context, AtomicInteger runs) {
    boolean leads() {
      return context.hasService(KafkaLeaderService.class).isLeader("market");
    }
  }

  @BeforeEach
  void start() throws Exception {
    kafka = KafkaServer.start(directory);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.address()))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
  }

  @AfterEach
  void stop() {
    instances.forEach(instance -> instance.context().stop());
    kafka.close();
  }

  @Test
  void oneOfManyRunsTheRouteAndKeepsItWhenOthersJoin() throws Exception {
    Instance first = launch(SESSION);
    await().atMost(PATIENCE).until(() -> first.runs().get() > 0);

    Instance second = launch(SESSION);
    Instance third = launch(SESSION);
    int runs = first.runs().get();
    await().atMost(PATIENCE).until(() -> first.runs().get() > runs + 50);

    assertThat(first.leads()).isTrue();
    assertThat(List.of(second.runs().get(), third.runs().get())).containsOnly(0);
  }

  @Test
  void anotherOneRunsTheRouteWhenTheLeaderStops() throws Exception {
    Instance first = launch(SESSION);
    await().atMost(PATIENCE).until(first::leads);
    Instance second = launch(SESSION);

    first.context().stop();

    await().atMost(PATIENCE).until(() -> second.runs().get() > 0);
    assertThat(second.leads()).isTrue();
  }

  @Test
  void aLeaderWhoseRouteStopsLeavesTheLeadAndMayHaveItAgain() throws Exception {
    Instance first = launch(SESSION);
    await().atMost(PATIENCE).until(first::leads);

    first.context().getRouteController().stopRoute("led");
    await().atMost(PATIENCE).until(() -> !first.leads());
    int runs = first.runs().get();
    first.context().getRouteController().startRoute("led");

    await().atMost(PATIENCE).until(() -> first.leads() && first.runs().get() > runs);
  }

  @Test
  void aLeaderThatLosesTheBrokerLeadsNoLongerThanTheSession() throws Exception {
    Instance first = launch(SESSION);
    await().atMost(PATIENCE).until(first::leads);

    kafka.close();

    await().atMost(SESSION.plus(Duration.ofSeconds(10))).until(() -> !first.leads());
    int runs = first.runs().get();
    await().during(Duration.ofSeconds(1)).until(() -> first.runs().get() <= runs + 1);
  }

  @Test
  void aStopLetsTheTickUnderWayEndAndBeginsNoOther() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger ended = new AtomicInteger();
    Instance instance =
        launch(
            SESSION,
            tick -> {
              begun.countDown();
              assertThat(goOn.await(30, TimeUnit.SECONDS)).isTrue();
            },
            tick -> ended.incrementAndGet());
    assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

    Thread stop = new Thread(() -> instance.context().stop());
    stop.start();
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              StatefulService led =
                  (StatefulService) instance.context().getRoute("led").getConsumer();
              return !led.isStarted();
            });
    goOn.countDown();
    stop.join(PATIENCE.toMillis());

    assertThat(stop.isAlive()).isFalse();
    assertThat(ended).hasValue(1);
  }

  // Camel's master starts what it leads a second after it was told, even if the lead is lost then.
  @Test
  void aLossIsToldAgainForAFewSecondsOnly() throws Exception {
    Instance first = launch(SESSION);
    AtomicInteger told = new AtomicInteger();
    await().atMost(PATIENCE).until(first::leads);
    first
        .context()
        .hasService(KafkaLeaderService.class)
        .getView("market")
        .addEventListener(
            (CamelClusterEventListener.Leadership) (view, leader) -> told.incrementAndGet());
    int before = told.get();

    deleteTopic();

    await("again and again").atMost(PATIENCE).until(() -> told.get() > before + 5);
    await("not for ever")
        .during(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(10))
        .until(told::get, new Unchanged()::isAsBefore);
  }

  /** Whoever has the only partition of a topic that is gone leads no more. */
  private void deleteTopic() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.address()))) {
      admin.deleteTopics(List.of(TOPIC)).all().get();
    }
  }

  /** Whether a number is the one of the look before. */
  private static final class Unchanged {
    private int before = -1;

    boolean isAsBefore(int now) {
      boolean same = now == before;
      before = now;
      return same;
    }
  }

  private Instance launch(Duration session) throws Exception {
    return launch(session, tick -> {}, tick -> {});
  }

  private Instance launch(Duration session, Processor first, Processor second) throws Exception {
    AtomicInteger runs = new AtomicInteger();
    CamelContext context = new DefaultCamelContext();
    context.addService(
        new KafkaLeaderService(
            "instance-" + instances.size(),
            TOPIC,
            "leaders",
            session,
            Map.of("bootstrap.servers", kafka.address())));
    context.addComponent("master", new LeaderComponent());
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("master:market:timer:led?period=20&delay=0")
                .routeId("led")
                .process(exchange -> runs.incrementAndGet())
                .process(first)
                .process(second);
          }
        });
    context.start();
    Instance instance = new Instance(context, runs);
    instances.add(instance);
    return instance;
  }
}
