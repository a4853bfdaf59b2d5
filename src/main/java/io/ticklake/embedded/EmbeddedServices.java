package io.ticklake.embedded;

import io.ticklake.embedded.kafka.KafkaServer;
import io.ticklake.embedded.market.LastSessionClock;
import io.ticklake.embedded.market.MarketFeed;
import io.ticklake.embedded.market.MarketServer;
import io.ticklake.embedded.market.MarketSettings;
import io.ticklake.embedded.s3.S3Server;
import io.ticklake.embedded.sns.SnsServer;
import io.ticklake.embedded.sns.SnsSettings;
import java.net.URI;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The one door to everything embedded: a plan in, addresses out. Servers that need no other start
 * at the same time; they are closed in the opposite order of the flow, so that nobody loses what it
 * still reads from.
 *
 * <p>Threads: started and closed by one thread; the servers look after their own.
 */
public final class EmbeddedServices implements AutoCloseable {
  private static final String ACCOUNT = "000000000000";

  private final EmbeddedPlan plan;
  private final Map<Service, EmbeddedServer> servers = new EnumMap<>(Service.class);
  private final Openings openings = new Openings();

  private EmbeddedServices(EmbeddedPlan plan) {
    this.plan = plan;
  }

  /**
   * Starts what the plan names and lays out the lake in it.
   *
   * @throws NotInstalledException when libraries are missing or the services cannot work together
   *     as planned
   */
  public static EmbeddedServices start(EmbeddedPlan plan) {
    check(plan);
    EmbeddedServices services = new EmbeddedServices(plan);
    try {
      services.startAll();
      return services;
    } catch (RuntimeException e) {
      services.openings.closeAfter(e);
      throw e;
    }
  }

  /** Where each started service is. */
  public Map<Service, String> addresses() {
    Map<Service, String> addresses = new EnumMap<>(Service.class);
    servers.forEach((service, server) -> addresses.put(service, server.address()));
    return addresses;
  }

  /** Stops all; what one says on failing is told after the others have been stopped too. */
  @Override
  public void close() {
    openings.close();
  }

  private static void check(EmbeddedPlan plan) {
    for (Service service : plan.services()) {
      if (!service.isInstalled()) {
        throw new NotInstalledException(
            ("%s is '%s', but this installation has no embedded services (lib/embedded/ is absent)."
                    + " Set it to the address of the service, or install the archive with embedded"
                    + " services. [EMBEDDED_NOT_INSTALLED]")
                .formatted(service.property(), "embedded"));
      }
    }
    if (plan.services().contains(Service.ATHENA) && !plan.services().contains(Service.GLUE)) {
      throw new NotInstalledException(
          "%s is 'embedded', but %s is not: embedded Athena reads embedded Glue's catalogue only. Set both to 'embedded', or neither. [CONFIG_INVALID]"
              .formatted(Service.ATHENA.property(), Service.GLUE.property()));
    }
  }

  private void startAll() {
    ExecutorService starters = Executors.newCachedThreadPool();
    try {
      Future<EmbeddedServer> kafka =
          begin(starters, Service.KAFKA, () -> KafkaServer.start(plan.dataDir().resolve("kafka")));
      Future<EmbeddedServer> s3 = begin(starters, Service.S3, this::s3);
      Future<EmbeddedServer> sns = begin(starters, Service.SNS, this::sns);
      Future<EmbeddedServer> market = begin(starters, Service.MARKET, this::market);
      Future<EmbeddedServer> feed = begin(starters, Service.MARKET_FEED, this::marketFeed);
      take(Service.MARKET, market);
      take(Service.MARKET_FEED, feed);
      take(Service.S3, s3);
      take(Service.SNS, sns);
      startQueryable();
      take(Service.KAFKA, kafka);
    } finally {
      starters.shutdown();
    }
  }

  private void startQueryable() {
    if (plan.services().contains(Service.GLUE)) {
      LakeServices lake = LakeServices.start(plan, ACCOUNT, s3Address());
      openings.push(lake);
      servers.putAll(lake.servers());
    }
  }

  private Optional<URI> s3Address() {
    EmbeddedServer s3 = servers.get(Service.S3);
    return s3 == null ? plan.s3() : Optional.of(URI.create(s3.address()));
  }

  private EmbeddedServer s3() {
    S3Server server = S3Server.start(plan.dataDir().resolve("s3"), plan.key());
    server.createBucket(plan.lake().bucket());
    return server;
  }

  private EmbeddedServer sns() {
    SnsServer server =
        SnsServer.start(
            new SnsSettings(
                plan.region(),
                ACCOUNT,
                plan.dataDir().resolve("sns").resolve("state.json"),
                plan.dataDir().resolve("mail")),
            plan.key());
    server.provision(plan.lake().topicArn(), Optional.of(plan.lake().email()));
    return server;
  }

  private EmbeddedServer market() {
    return MarketServer.start(marketSettings(Clock.systemUTC()));
  }

  private EmbeddedServer marketFeed() {
    Clock clock = Clock.systemUTC();
    boolean live = plan.market().feed() == EmbeddedPlan.Market.Feed.LIVE;
    return MarketFeed.start(marketSettings(live ? clock : new LastSessionClock(clock)));
  }

  // As with the vendor: who has the websocket may also ask for today's bars.
  private MarketSettings marketSettings(Clock clock) {
    EmbeddedPlan.Market market = plan.market();
    return new MarketSettings(
        market.apiKey(),
        market.seed(),
        market.requestsPerMinute(),
        clock,
        plan.services().contains(Service.MARKET_FEED)
            ? MarketSettings.Plan.REAL_TIME
            : MarketSettings.Plan.END_OF_DAY);
  }

  private Future<EmbeddedServer> begin(
      ExecutorService starters, Service service, Callable<EmbeddedServer> start) {
    return starters.submit(() -> plan.services().contains(service) ? start.call() : new Absent());
  }

  private void take(Service service, Future<EmbeddedServer> starting) {
    try {
      EmbeddedServer server = starting.get();
      if (!(server instanceof Absent)) {
        openings.push(server);
        servers.put(service, server);
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new CompletionException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while starting " + service, e);
    }
  }

  /** Stands for a service that is elsewhere. */
  private record Absent() implements EmbeddedServer {
    @Override
    public String address() {
      return "";
    }

    @Override
    public void close() {}
  }
}
