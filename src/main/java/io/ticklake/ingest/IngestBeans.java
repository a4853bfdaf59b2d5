package io.ticklake.ingest;

import io.ticklake.kafka.KafkaConfig;
import java.time.Clock;
import java.util.function.BiConsumer;

/** The objects of this stage, and the names by which its routes know them. */
public final class IngestBeans {
  final MarketAddress market;
  final Marks marks;
  final MarketClient client;
  final Turn turn;
  final NextTick nextTick;

  private final MissedDays missedDays;
  private final PublishedDays publishedDays;
  private final DeadLetters deadLetters;
  private final PageLog pageLog;
  private final BearerKey bearerKey;

  /**
   * @param brokers Kafka's bootstrap servers, {@code host:port,...}
   */
  public IngestBeans(IngestConfig config, KafkaConfig kafka, String brokers, Clock clock) {
    this(config, kafka, new KafkaMarks(brokers, kafka.stateTopic()), clock);
  }

  IngestBeans(IngestConfig config, KafkaConfig kafka, Marks marks, Clock clock) {
    this.market = config.market();
    this.marks = marks;
    RequestBudget budget = new RequestBudget(config.requestsPerMinute(), clock);
    this.client = new MarketClient(market, budget, clock);
    this.turn = new Turn(budget);
    this.missedDays = new MissedDays(config.lookbackDays(), marks, clock);
    this.nextTick = new NextTick(missedDays);
    this.publishedDays = new PublishedDays(marks, clock);
    this.deadLetters = new DeadLetters(kafka.rawTopic(), clock);
    this.pageLog = new PageLog(clock);
    this.bearerKey = new BearerKey(market, config.apiKey());
  }

  /** Binds what the routes name. */
  public void bindTo(BiConsumer<String, Object> registry) {
    registry.accept("missedDays", missedDays);
    registry.accept("pageReader", new PageReader());
    registry.accept("publishedDays", publishedDays);
    registry.accept("deadLetters", deadLetters);
    registry.accept("pageLog", pageLog);
    registry.accept("marketKey", bearerKey);
  }
}
