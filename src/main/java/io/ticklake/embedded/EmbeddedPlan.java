package io.ticklake.embedded;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What to start, and what to lay out in it at start: what an account's administrator would have
 * made.
 *
 * @param services which services
 * @param dataDir where they keep their data
 * @param key the key pair that the AWS endpoints accept
 * @param s3 where Glue and Athena find the lake when S3 is not among the services; empty is AWS's
 *     own
 * @param lake what the stages expect to exist
 * @param market how the simulated market behaves
 */
public record EmbeddedPlan(
    Set<Service> services,
    Path dataDir,
    String region,
    AccessKey key,
    Optional<URI> s3,
    Lake lake,
    Market market) {
  public EmbeddedPlan {
    services = Set.copyOf(services);
  }

  /**
   * Names that exist from the start.
   *
   * @param topicArn the SNS topic for notifications
   * @param email who is subscribed to it, by e-mail files
   * @param crawlerPaths what the crawler crawls, below the bucket
   */
  public record Lake(
      String bucket,
      String topicArn,
      String email,
      String database,
      String crawler,
      List<String> crawlerPaths,
      String workgroup) {
    public Lake {
      crawlerPaths = List.copyOf(crawlerPaths);
    }
  }

  /**
   * The simulated market.
   *
   * @param apiKey the key that requests must carry; never shown
   * @param seed of the random walk
   * @param requestsPerMinute beyond it requests are answered 429
   * @param feed what its websocket tells
   */
  public record Market(String apiKey, long seed, int requestsPerMinute, Feed feed) {
    /** What the websocket tells. */
    public enum Feed {
      /** Bars as their minutes end: nothing outside trading hours. */
      LIVE,
      /** The newest session that has ended, from its opening, a minute each second. */
      LAST_SESSION
    }

    /** With a websocket that keeps trading hours. */
    public Market(String apiKey, long seed, int requestsPerMinute) {
      this(apiKey, seed, requestsPerMinute, Feed.LIVE);
    }

    @Override
    public String toString() {
      return "Market[***, " + seed + ", " + requestsPerMinute + ", " + feed + "]";
    }
  }
}
