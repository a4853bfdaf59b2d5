package io.ticklake.component.aws2glue;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.WritableHealthCheckRepository;
import org.apache.camel.support.DefaultProducer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Crawler;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.Table;

/**
 * One call of Glue for each exchange; the answer is the new body. Retries are the SDK's, but for
 * the looks at a crawler that is waited for, see {@link CrawlWaiter}.
 */
public class Glue2Producer extends DefaultProducer {
  private @Nullable Glue2HealthCheck healthCheck;
  private @Nullable WritableHealthCheckRepository healthChecks;

  public Glue2Producer(Glue2Endpoint endpoint) {
    super(endpoint);
  }

  @Override
  public Glue2Endpoint getEndpoint() {
    return (Glue2Endpoint) super.getEndpoint();
  }

  @Override
  public void process(Exchange exchange) {
    Arguments arguments = new Arguments(exchange.getMessage(), getEndpoint().getConfiguration());
    Glue2Operations operation = arguments.operation();
    try {
      exchange.getMessage().setBody(call(operation, arguments));
    } catch (SdkException e) {
      throw GlueCallException.of(operation, subject(operation, arguments), e);
    }
  }

  private Object call(Glue2Operations operation, Arguments arguments) {
    return switch (operation) {
      case startCrawler -> startCrawler(arguments);
      case stopCrawler -> crawls().stop(arguments.crawler());
      case getCrawler -> getCrawler(arguments);
      case waitForCrawler -> waitForCrawler(arguments);
      case listTables -> listTables(arguments);
      case getTable -> getTable(arguments);
      case getPartitions -> getPartitions(arguments);
      case batchCreatePartition ->
          new PartitionBatches(glue(), arguments.database(), arguments.table())
              .create(arguments.partitions());
    };
  }

  private CrawlOutcome startCrawler(Arguments arguments) {
    Duration timeout = arguments.waitTimeout();
    return withRunId(
        arguments.message(),
        timeout.isZero()
            ? crawls().start(arguments.crawler())
            : crawls().startAndWait(arguments.crawler(), timeout));
  }

  private CrawlOutcome waitForCrawler(Arguments arguments) {
    Duration timeout = arguments.waitTimeout();
    if (timeout.isZero()) {
      throw new IllegalArgumentException(
          "aws2-glue: waitForCrawler needs waitTimeout; set how long to wait, such as 10m");
    }
    return withRunId(arguments.message(), crawls().await(arguments.crawler(), timeout));
  }

  private static CrawlOutcome withRunId(Message message, CrawlOutcome outcome) {
    setOrRemove(message, Glue2Constants.RUN_ID, outcome.runId());
    return outcome;
  }

  private Crawler getCrawler(Arguments arguments) {
    String name = arguments.crawler();
    Crawler crawler = glue().getCrawler(r -> r.name(name)).crawler();
    Message message = arguments.message();
    message.setHeader(Glue2Constants.CRAWLER_STATE, crawler.stateAsString());
    var last = crawler.lastCrawl();
    setOrRemove(
        message, Glue2Constants.LAST_CRAWL_STATUS, last == null ? null : last.statusAsString());
    setOrRemove(message, Glue2Constants.RUN_ID, last == null ? null : last.messagePrefix());
    return crawler;
  }

  private List<Table> listTables(Arguments arguments) {
    String database = arguments.database();
    return glue()
        .getTablesPaginator(r -> r.databaseName(database).expression(arguments.expression()))
        .stream()
        .flatMap(page -> page.tableList().stream())
        .toList();
  }

  private Table getTable(Arguments arguments) {
    String database = arguments.database();
    String table = arguments.table();
    return glue().getTable(r -> r.databaseName(database).name(table)).table();
  }

  private List<Partition> getPartitions(Arguments arguments) {
    String database = arguments.database();
    String table = arguments.table();
    return glue()
        .getPartitionsPaginator(
            r -> r.databaseName(database).tableName(table).expression(arguments.expression()))
        .stream()
        .flatMap(page -> page.partitions().stream())
        .toList();
  }

  private static String subject(Glue2Operations operation, Arguments arguments) {
    return switch (operation) {
      case startCrawler, stopCrawler, getCrawler, waitForCrawler ->
          "crawler '%s'".formatted(arguments.crawler());
      case listTables -> "database '%s'".formatted(arguments.database());
      case getTable, getPartitions, batchCreatePartition ->
          "table '%s' in database '%s'".formatted(arguments.table(), arguments.database());
    };
  }

  /** A value of an earlier call must not be taken for one of this. */
  private static void setOrRemove(Message message, String header, @Nullable String value) {
    if (value == null) {
      message.removeHeader(header);
    } else {
      message.setHeader(header, value);
    }
  }

  private GlueClient glue() {
    return getEndpoint().glueClient();
  }

  private Crawls crawls() {
    Clock clock = Clock.systemUTC();
    Duration pollDelay = Duration.ofMillis(getEndpoint().getConfiguration().getPollDelay());
    return new Crawls(
        glue(), clock, new CrawlWaiter(glue(), clock, Sleeper.until(this::isToLeave), pollDelay));
  }

  /** Camel lets messages in flight end before it stops producers, so both are looked at. */
  private boolean isToLeave() {
    return !isRunAllowed() || getEndpoint().getCamelContext().isStopping();
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    healthChecks =
        HealthCheckHelper.getHealthCheckRepository(
            getEndpoint().getCamelContext(), "producers", WritableHealthCheckRepository.class);
    if (healthChecks != null) {
      healthCheck = new Glue2HealthCheck(getEndpoint());
      healthCheck.setEnabled(getEndpoint().getComponent().isHealthCheckProducerEnabled());
      healthChecks.addHealthCheck(healthCheck);
    }
  }

  @Override
  protected void doStop() throws Exception {
    if (healthChecks != null && healthCheck != null) {
      healthChecks.removeHealthCheck(healthCheck);
    }
    super.doStop();
  }
}
