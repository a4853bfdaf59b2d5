package io.ticklake.component.aws2glue;

import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.spi.UriPath;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.GlueClient;

/** The options of an endpoint; those of the component are what each endpoint starts from. */
@UriParams
public class Glue2Configuration implements Cloneable {

  @UriPath(description = "A name for this endpoint, shown in its address only.")
  @Metadata(required = true)
  private @Nullable String label;

  @UriParam(
      description = "What to do. A header CamelAwsGlueOperation wins; one of the two is needed.")
  private @Nullable Glue2Operations operation;

  @UriParam(description = "The crawler that the crawler operations mean.")
  private @Nullable String crawlerName;

  @UriParam(description = "The database that the table and partition operations mean.")
  private @Nullable String databaseName;

  @UriParam(description = "The table that getTable and the partition operations mean.")
  private @Nullable String tableName;

  @UriParam(
      description =
          "Filter. listTables: a regular expression on table names. getPartitions: an SQL condition over the partition keys, such as dt = '2026-11-20'. Not set: all.")
  private @Nullable String expression;

  @UriParam(
      defaultValue = "0",
      javaType = "java.time.Duration",
      description =
          "startCrawler and waitForCrawler: how long to wait for the crawl to end, such as 10m. 0 does not wait, and is refused by waitForCrawler. Running out of time is an exception (CrawlUnfinishedException), never a header.")
  private long waitTimeout;

  @UriParam(
      defaultValue = "5000",
      javaType = "java.time.Duration",
      description =
          "Time between two looks at a crawler that is waited for. A crawl on AWS takes minutes and Glue throttles callers: not under 5s there.")
  private long pollDelay = 5000;

  @UriParam(
      label = "advanced",
      description =
          "The client to use. It is not closed by the component, and the options of region, endpoint and credentials do not count then.")
  @Metadata(label = "advanced", autowired = true)
  private @Nullable GlueClient glueClient;

  @UriParam(
      description =
          "The AWS region, such as eu-central-1. Not set: as the AWS SDK finds it (AWS_REGION, profile, instance).")
  private @Nullable String region;

  @UriParam(
      defaultValue = "false",
      description = "Whether to call the address of uriEndpointOverride instead of AWS.")
  private boolean overrideEndpoint;

  @UriParam(
      description =
          "The address to call, such as http://127.0.0.1:4566. Needs overrideEndpoint=true.")
  private @Nullable String uriEndpointOverride;

  @UriParam(label = "security", secret = true, description = "The access key id.")
  private @Nullable String accessKey;

  @UriParam(label = "security", secret = true, description = "The secret access key.")
  private @Nullable String secretKey;

  @UriParam(
      label = "security",
      secret = true,
      description = "The session token that belongs to temporary keys.")
  private @Nullable String sessionToken;

  @UriParam(
      label = "security",
      defaultValue = "false",
      description =
          "Whether to take the credentials from the AWS SDK's default chain (environment, profile, container, instance) instead of accessKey and secretKey.")
  private boolean useDefaultCredentialsProvider;

  /** A copy to be changed without touching this one; the client is shared. */
  public Glue2Configuration copy() {
    try {
      return (Glue2Configuration) clone();
    } catch (CloneNotSupportedException e) {
      throw new RuntimeCamelException(e);
    }
  }

  /**
   * Refuses what can never work.
   *
   * @throws IllegalArgumentException naming the option, its value and what to set
   */
  void check() {
    if (waitTimeout < 0) {
      throw new IllegalArgumentException(
          "aws2-glue: waitTimeout is " + waitTimeout + " ms; set 0 or more, such as 10m");
    }
    if (pollDelay <= 0) {
      throw new IllegalArgumentException(
          "aws2-glue: pollDelay is " + pollDelay + " ms; set more than 0, such as 5s");
    }
    if (glueClient == null) {
      checkAddress();
      checkCredentials();
    }
  }

  private void checkAddress() {
    if (overrideEndpoint && uriEndpointOverride == null) {
      throw new IllegalArgumentException(
          "aws2-glue: overrideEndpoint is true but uriEndpointOverride is not set");
    }
    if (!overrideEndpoint && uriEndpointOverride != null) {
      throw new IllegalArgumentException(
          "aws2-glue: uriEndpointOverride is '%s' but overrideEndpoint is false, so AWS would be called; set overrideEndpoint=true or remove the address"
              .formatted(uriEndpointOverride));
    }
  }

  private void checkCredentials() {
    if (!useDefaultCredentialsProvider && (accessKey == null || secretKey == null)) {
      throw new IllegalArgumentException(
          "aws2-glue: no credentials; set accessKey and secretKey, or useDefaultCredentialsProvider=true, or glueClient");
    }
  }

  public @Nullable String getLabel() {
    return label;
  }

  /** A name for this endpoint, shown in its address only. */
  public void setLabel(@Nullable String label) {
    this.label = label;
  }

  public @Nullable Glue2Operations getOperation() {
    return operation;
  }

  /** What to do. The header {@link Glue2Constants#OPERATION} wins; one of the two is needed. */
  public void setOperation(@Nullable Glue2Operations operation) {
    this.operation = operation;
  }

  public @Nullable String getCrawlerName() {
    return crawlerName;
  }

  /** The crawler that the crawler operations mean. */
  public void setCrawlerName(@Nullable String crawlerName) {
    this.crawlerName = crawlerName;
  }

  public @Nullable String getDatabaseName() {
    return databaseName;
  }

  /** The database that the table and partition operations mean. */
  public void setDatabaseName(@Nullable String databaseName) {
    this.databaseName = databaseName;
  }

  public @Nullable String getTableName() {
    return tableName;
  }

  /** The table that getTable and the partition operations mean. */
  public void setTableName(@Nullable String tableName) {
    this.tableName = tableName;
  }

  public @Nullable String getExpression() {
    return expression;
  }

  /**
   * A regular expression on names (listTables) or an SQL condition over partition keys
   * (getPartitions); all when not set.
   */
  public void setExpression(@Nullable String expression) {
    this.expression = expression;
  }

  public long getWaitTimeout() {
    return waitTimeout;
  }

  /**
   * Milliseconds to wait for a crawl to end; 0 does not wait. Running out of time is a {@link
   * CrawlUnfinishedException}.
   */
  public void setWaitTimeout(long waitTimeout) {
    this.waitTimeout = waitTimeout;
  }

  public long getPollDelay() {
    return pollDelay;
  }

  /** Milliseconds between two looks at a crawler that is waited for. */
  public void setPollDelay(long pollDelay) {
    this.pollDelay = pollDelay;
  }

  public @Nullable GlueClient getGlueClient() {
    return glueClient;
  }

  /** The client to use instead of an own one. */
  public void setGlueClient(@Nullable GlueClient glueClient) {
    this.glueClient = glueClient;
  }

  public @Nullable String getRegion() {
    return region;
  }

  /** The AWS region; as the AWS SDK finds it when not set. */
  public void setRegion(@Nullable String region) {
    this.region = region;
  }

  public boolean isOverrideEndpoint() {
    return overrideEndpoint;
  }

  /** Whether to call the address of {@code uriEndpointOverride} instead of AWS. */
  public void setOverrideEndpoint(boolean overrideEndpoint) {
    this.overrideEndpoint = overrideEndpoint;
  }

  public @Nullable String getUriEndpointOverride() {
    return uriEndpointOverride;
  }

  /** The address to call; needs {@code overrideEndpoint}. */
  public void setUriEndpointOverride(@Nullable String uriEndpointOverride) {
    this.uriEndpointOverride = uriEndpointOverride;
  }

  public @Nullable String getAccessKey() {
    return accessKey;
  }

  /** The access key id. */
  public void setAccessKey(@Nullable String accessKey) {
    this.accessKey = accessKey;
  }

  public @Nullable String getSecretKey() {
    return secretKey;
  }

  /** The secret access key. */
  public void setSecretKey(@Nullable String secretKey) {
    this.secretKey = secretKey;
  }

  public @Nullable String getSessionToken() {
    return sessionToken;
  }

  /** The session token that belongs to temporary keys. */
  public void setSessionToken(@Nullable String sessionToken) {
    this.sessionToken = sessionToken;
  }

  public boolean isUseDefaultCredentialsProvider() {
    return useDefaultCredentialsProvider;
  }

  /** Whether to take the credentials from the AWS SDK's default chain. */
  public void setUseDefaultCredentialsProvider(boolean useDefaultCredentialsProvider) {
    this.useDefaultCredentialsProvider = useDefaultCredentialsProvider;
  }
}
