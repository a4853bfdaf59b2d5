package io.ticklake.ops.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ticklake.model.Event;
import io.ticklake.ops.control.ControlBeans.StageHandles;
import io.ticklake.ops.health.StageStates;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The MBeans as a JMX client sees them. */
class ControlBeansTest {
  private static final String NEVER = "?delay=3600000&period=3600000";

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final StageStates states = new StageStates(Clock.systemUTC());
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger runs = new AtomicInteger();
  private ControlBeans beans;

  @BeforeEach
  void start() throws Exception {
    beans = new ControlBeans(camel, states, new StageHandles(asked::incrementAndGet, () -> 3));
    camel.addLifecycleStrategy(beans);
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("timer:catalog" + NEVER)
                .routeId("catalog-poll")
                .process(e -> runs.incrementAndGet());
            from("timer:source" + NEVER)
                .routeId("ingest-daily")
                .process(e -> runs.incrementAndGet());
            from("direct:other").routeId("ingest-page").process(e -> runs.incrementAndGet());
          }
        });
    camel.start();
  }

  @AfterEach
  void stop() throws Exception {
    camel.close();
    assertThat(server.queryNames(new ObjectName("ticklake:*"), null)).as("left behind").isEmpty();
  }

  @Test
  void everySourceTheCatalogueAndTheLogAreThere() throws Exception {
    assertThat(server.queryNames(new ObjectName("ticklake:*"), null))
        .extracting(ObjectName::getCanonicalKeyPropertyListString)
        .containsExactlyInAnyOrder("type=Log", "type=Catalog", "name=ingest-daily,type=Source");
    assertThat(read("type=Source,name=ingest-daily", "BudgetLeft")).isEqualTo(3);
    assertThat(read("type=Source,name=ingest-daily", "State")).isEqualTo("Started");
  }

  @Test
  void aSourceIsPausedAndResumed() throws Exception {
    invoke("type=Source,name=ingest-daily", "pause");
    assertThat(read("type=Source,name=ingest-daily", "State")).isEqualTo("Suspended");
    assertThat(invoke("type=Source,name=ingest-daily", "pollNow"))
        .asString()
        .contains("Suspended")
        .contains("Resume");
    assertThat(runs).hasValue(0);

    invoke("type=Source,name=ingest-daily", "resume");

    assertThat(read("type=Source,name=ingest-daily", "State")).isEqualTo("Started");
  }

  @Test
  void aSourcePollsNow() throws Exception {
    assertThat(read("type=Source,name=ingest-daily", "LastPoll")).isEqualTo("");

    invoke("type=Source,name=ingest-daily", "pollNow");

    await("the poll").until(() -> runs.get() == 1);
    await("its end").until(() -> !read("type=Source,name=ingest-daily", "LastPoll").equals(""));
    assertThat(read("type=Source,name=ingest-daily", "Polls")).isEqualTo(1L);
    assertThat(camel.getInflightRepository().size()).isZero();
  }

  @Test
  void theCatalogueIsUpdatedNowThoughNothingHasLanded() throws Exception {
    invoke("type=Catalog", "crawlNow");

    await("the update").until(() -> runs.get() == 1);
    assertThat(asked).hasValue(1);
  }

  @Test
  void theCatalogueSaysWhatFailed() throws Exception {
    states.accept(new Event.CatalogFailed("CRAWL_FAILED", "the crawler is away"));

    assertThat(read("type=Catalog", "Trouble")).isEqualTo("the crawler is away");
  }

  @Test
  void aRemovedRouteTakesItsBeanWithIt() throws Exception {
    camel.getRouteController().stopRoute("ingest-daily");
    camel.removeRoute("ingest-daily");

    assertThat(server.isRegistered(name("type=Source,name=ingest-daily"))).isFalse();
  }

  @Test
  void aContextThatTriesRoutesTakesNoBeanAway() throws Exception {
    try (DefaultCamelContext trial = new DefaultCamelContext()) {
      trial.addLifecycleStrategy(beans);
      trial.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from("timer:source" + NEVER).routeId("ingest-daily").log("never");
              from("timer:other" + NEVER).routeId("ingest-other").log("never");
            }
          });
      trial.start();
      assertThat(server.isRegistered(name("type=Source,name=ingest-other"))).isFalse();
    }
    assertThat(read("type=Source,name=ingest-daily", "State")).isEqualTo("Started");
    assertThat(server.isRegistered(name("type=Log"))).isTrue();
  }

  @Test
  void levelsAreChanged() throws Exception {
    setLevel("io.ticklake.ops.control.example", "DEBUG");
    assertThat(read("type=Log", "Levels").toString()).isNotEmpty();

    setLevel("io.ticklake.ops.control.example", "");
    assertThat(
            org.slf4j.LoggerFactory.getLogger("io.ticklake.ops.control.example").isDebugEnabled())
        .isFalse();
  }

  @Test
  void anUnknownLevelIsRefusedWithTheChoices() {
    assertThatThrownBy(() -> setLevel("io.ticklake", "LOUD"))
        .rootCause()
        .hasMessageContaining("'LOUD' is none of OFF, ERROR");
  }

  private Object read(String bean, String attribute) throws Exception {
    return server.getAttribute(name(bean), attribute);
  }

  private @Nullable Object invoke(String bean, String operation) throws Exception {
    return server.invoke(name(bean), operation, new Object[0], new String[0]);
  }

  private void setLevel(String logger, String level) throws Exception {
    String text = String.class.getName();
    server.invoke(
        name("type=Log"), "setLevel", new Object[] {logger, level}, new String[] {text, text});
  }

  private static ObjectName name(String properties) throws Exception {
    return new ObjectName("ticklake:" + properties);
  }
}
