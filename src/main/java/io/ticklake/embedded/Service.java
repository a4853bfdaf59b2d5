package io.ticklake.embedded;

/** The services that can run inside this process. */
public enum Service {
  KAFKA("ticklake.kafka.brokers", "kafka.server.KafkaRaftServer"),
  S3("ticklake.s3.endpoint", "org.gaul.s3proxy.S3Proxy"),
  SNS("ticklake.sns.endpoint", "java.lang.Object"),
  GLUE("ticklake.glue.endpoint", "org.duckdb.DuckDBDriver"),
  ATHENA("ticklake.athena.endpoint", "io.trino.sql.parser.SqlParser"),
  MARKET("ticklake.market.base-url", "java.lang.Object"),
  MARKET_FEED("ticklake.market.websocket-url", "org.java_websocket.server.WebSocketServer");

  private final String property;
  private final String marker;

  Service(String property, String marker) {
    this.property = property;
    this.marker = marker;
  }

  /** The setting that chooses between embedded and another one. */
  public String property() {
    return property;
  }

  /**
   * Whether its libraries are on the class path: production archives leave {@code lib/embedded/}
   * out.
   */
  public boolean isInstalled() {
    try {
      Class.forName(marker, false, Service.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
