package io.ticklake.cli;

import io.ticklake.aws.AwsConfig;
import io.ticklake.config.Endpoint;
import io.ticklake.config.Key;
import io.ticklake.config.Secret;
import io.ticklake.config.Setting;
import io.ticklake.config.Settings;
import io.ticklake.embedded.AccessKey;
import io.ticklake.embedded.EmbeddedPlan;
import io.ticklake.embedded.EmbeddedServices;
import io.ticklake.embedded.Service;
import io.ticklake.ingest.feed.FeedConfig;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Asks the embedded services' door for what the settings call {@code embedded}, and answers with
 * settings in which every endpoint is an address: nothing behind it can tell.
 */
final class EmbeddedStart implements AutoCloseable {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Key<Optional<Secret>> MARKET_KEY =
      Key.secret("ticklake.market.api-key").optional();
  private static final Key<Integer> MARKET_LIMIT =
      Key.integer("ticklake.market.requests-per-minute", 1, 1_000_000);

  private final EmbeddedServices services;
  private final Settings settings;
  private final Optional<String> marketKey;

  private EmbeddedStart(EmbeddedServices services, Settings settings, Optional<String> marketKey) {
    this.services = services;
    this.settings = settings;
    this.marketKey = marketKey;
  }

  /** Starts what is to be embedded; keys that an earlier run made up are used again. */
  static EmbeddedStart start(Settings settings, EndpointsFile endpoints) throws IOException {
    Set<Service> wanted = EnumSet.noneOf(Service.class);
    for (Service service : Service.values()) {
      if (text(settings, service.property()).equals("embedded") && isOfUse(settings, service)) {
        wanted.add(service);
      }
    }
    Map<String, String> earlier = endpoints.read();
    AccessKey key = key(settings, earlier);
    boolean simulated = wanted.contains(Service.MARKET) || wanted.contains(Service.MARKET_FEED);
    String marketKey = marketKey(settings, earlier);
    EmbeddedServices services = EmbeddedServices.start(plan(settings, wanted, key, marketKey));
    Map<String, String> answers = new TreeMap<>();
    services.addresses().forEach((service, address) -> answers.put(service.property(), address));
    if (!wanted.isEmpty()) {
      answers.put(AwsConfig.ACCESS_KEY.name(), key.id());
      answers.put(AwsConfig.SECRET_KEY.name(), key.secret());
    }
    if (simulated) {
      answers.put(MARKET_KEY.name(), marketKey);
    }
    return new EmbeddedStart(
        services,
        settings.with(answers, "embedded"),
        simulated ? Optional.of(marketKey) : Optional.empty());
  }

  /** The settings with every {@code embedded} replaced by an address. */
  Settings settings() {
    return settings;
  }

  /** The simulated market's key; a real one stays out of files. */
  Optional<String> marketKey() {
    return marketKey;
  }

  @Override
  public void close() {
    services.close();
  }

  // Off by default, and then not even its library has to be there.
  private static boolean isOfUse(Settings settings, Service service) {
    return service != Service.MARKET_FEED || settings.get(FeedConfig.ENABLED);
  }

  private static EmbeddedPlan plan(
      Settings settings, Set<Service> wanted, AccessKey key, String marketKey) {
    AwsConfig aws = AwsConfig.from(settings);
    EmbeddedConfig embedded = EmbeddedConfig.from(settings);
    return new EmbeddedPlan(
        wanted,
        RunConfig.from(settings).dataDir(),
        aws.region(),
        key,
        aws.s3() instanceof Endpoint.Address address
            ? Optional.of(URI.create(address.text()))
            : Optional.empty(),
        new EmbeddedPlan.Lake(
            text(settings, "ticklake.archive.bucket"),
            text(settings, "ticklake.sns.topic-arn"),
            embedded.email(),
            text(settings, "ticklake.catalog.database"),
            text(settings, "ticklake.catalog.crawler"),
            embedded.crawlerPaths(),
            text(settings, "ticklake.query.workgroup")),
        new EmbeddedPlan.Market(
            marketKey, embedded.marketSeed(), settings.get(MARKET_LIMIT), embedded.marketFeed()));
  }

  private static AccessKey key(Settings settings, Map<String, String> earlier) {
    String id =
        settings
            .get(AwsConfig.ACCESS_KEY)
            .orElseGet(() -> earlier.get(EndpointVariables.ACCESS_KEY));
    String secret =
        settings
            .get(AwsConfig.SECRET_KEY)
            .map(Secret::reveal)
            .orElseGet(() -> earlier.get(EndpointVariables.SECRET_KEY));
    if (id != null && secret != null) {
      return new AccessKey(id, secret);
    }
    // The shapes that AWS's own tools expect: 20 capitals and digits, 40 characters of base 64.
    return new AccessKey(
        "TKLK" + HexFormat.of().formatHex(random(8)).toUpperCase(Locale.ROOT),
        Base64.getEncoder().encodeToString(random(30)));
  }

  private static String marketKey(Settings settings, Map<String, String> earlier) {
    return settings
        .get(MARKET_KEY)
        .map(Secret::reveal)
        .orElseGet(
            () ->
                earlier.getOrDefault(
                    EndpointVariables.MARKET_KEY, HexFormat.of().formatHex(random(16))));
  }

  private static byte[] random(int bytes) {
    byte[] value = new byte[bytes];
    RANDOM.nextBytes(value);
    return value;
  }

  private static String text(Settings settings, String name) {
    Setting setting = settings.entries().get(name);
    return setting == null ? "" : setting.value();
  }
}
