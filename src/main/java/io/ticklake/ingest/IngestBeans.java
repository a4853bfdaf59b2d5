package io.ticklake.ingest;

import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.RetryLater;
import io.ticklake.ingest.checkpoint.Checkpoints;
import io.ticklake.kafka.KafkaConfig;
import io.ticklake.model.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/** The objects of this stage, and the names by which its routes know them. */
public final class IngestBeans {
  final MarketAddress market;
  final MarketClient client;
  final Turn turn;
  final NextTick nextTick;
  private final RequestBudget budget;
  private final Consumer<Event> events;
  final PublishedRows published;
  private final MarketSources sources;
  private final MarketHours hours;
  private final DeadLetters deadLetters;
  private final PageLog pageLog;
  private final BearerKey bearerKey;

  /**
   * @param checkpoints where it is kept what was fetched
   * @param requestTimes a file that keeps when requests were sent, so that one budget holds over
   *     restarts and for all processes that share the file
   * @param events is told of requests, pages and polls
   */
  public IngestBeans(
      IngestConfig config,
      KafkaConfig kafka,
      Checkpoints checkpoints,
      Path requestTimes,
      Clock clock,
      Consumer<Event> events) {
    this(
        config,
        kafka,
        checkpoints,
        RequestBudget.in(requestTimes, config.requestsPerMinute(), clock),
        clock,
        events);
  }

  /** With a budget of this process alone. */
  public IngestBeans(
      IngestConfig config,
      KafkaConfig kafka,
      Checkpoints checkpoints,
      Clock clock,
      Consumer<Event> events) {
    this(
        config,
        kafka,
        checkpoints,
        new RequestBudget(config.requestsPerMinute(), clock),
        clock,
        events);
  }

  private IngestBeans(
      IngestConfig config,
      KafkaConfig kafka,
      Checkpoints checkpoints,
      RequestBudget budget,
      Clock clock,
      Consumer<Event> events) {
    this.events = events;
    this.market = config.market();
    this.budget = budget;
    this.client = new MarketClient(market, budget, clock, events);
    this.turn = new Turn(budget);
    this.published = new PublishedRows(checkpoints, market, clock);
    this.sources = new MarketSources(sources(config, checkpoints, clock));
    this.nextTick = new NextTick(sources, clock, events);
    this.hours = new MarketHours(clock);
    this.deadLetters = new DeadLetters(kafka.rawTopic(), clock);
    this.pageLog = new PageLog(clock, events);
    this.bearerKey = new BearerKey(market, config.apiKey());
  }

  private static List<Source> sources(IngestConfig config, Checkpoints checkpoints, Clock clock) {
    Span.Rule lookback = Span.lookback(config.lookbackDays());
    return List.of(
        new MissedDays(BarSeries.GROUPED_DAILY, lookback, checkpoints, clock),
        new MissedDays(
            BarSeries.DAY_RANGE,
            config.tickers(BarSeries.DAY_RANGE.source()),
            lookback,
            checkpoints,
            clock),
        new MissedDays(
            BarSeries.MINUTE_RANGE,
            config.tickers(BarSeries.MINUTE_RANGE.source()),
            lookback,
            checkpoints,
            clock),
        new MissedDays(
            BarSeries.PREVIOUS_CLOSE,
            config.tickers(BarSeries.PREVIOUS_CLOSE.source()),
            Span.previousDay(),
            checkpoints,
            clock),
        RecordSource.snapshots(config.tickers(RecordSource.SNAPSHOTS), checkpoints, clock),
        RecordSource.tickers(checkpoints, clock),
        RecordSource.marketStatus(checkpoints, clock));
  }

  /**
   * Fetches a ticker's minute bars within the budget and publishes them; returns when Kafka has
   * them. For what another source has missed: no checkpoint is read or written.
   *
   * @param from start of the first bar
   * @param to start of the last one
   * @param exchange for the work; the wait for a turn ends when its route is stopped
   * @throws io.ticklake.errors.CodedException when the market does not give them
   */
  public void fetchMinutes(String ticker, Instant from, Instant to, Exchange exchange) {
    exchange.getMessage().setBody(BarSeries.minutes("missed-minutes", ticker, from, to));
    try (ProducerTemplate template = exchange.getContext().createProducerTemplate()) {
      template.send("direct:market-pages", exchange);
    } catch (IOException e) {
      throw new UncheckedIOException("The template could not be closed", e);
    }
    Exception failure = exchange.getException();
    if (failure instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (failure != null) {
      throw new RetryLater(
          ErrorCode.KAFKA_UNREACHABLE,
          "Cannot publish the minutes of '%s': %s".formatted(ticker, failure),
          failure);
    }
  }

  /** The program is to end: requests that wait for their turn are not made. */
  public void stopWaiting() {
    turn.giveUp();
  }

  /** A request is done, all its pages are on Kafka. */
  void polled(Exchange exchange) {
    events.accept(new Event.SourcePolled(Pages.of(exchange).request().source()));
  }

  /** Requests to the market that the plan allows at this moment. */
  public int budgetLeft() {
    return budget.left();
  }

  /** Binds what the routes name. */
  public void bindTo(BiConsumer<String, Object> registry) {
    registry.accept("marketSources", sources);
    registry.accept("pageReader", new PageReader());
    registry.accept("recordReader", new RecordReader(hours));
    registry.accept("marketHours", hours);
    registry.accept("publishedRows", published);
    registry.accept("deadLetters", deadLetters);
    registry.accept("pageLog", pageLog);
    registry.accept("marketKey", bearerKey);
  }
}
