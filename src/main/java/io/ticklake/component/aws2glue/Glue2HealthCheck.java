package io.ticklake.component.aws2glue;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.glue.GlueClient;

/**
 * Up when Glue answers for what the endpoint works on: its crawler, else its database, else any. It
 * asks for no more rights than the endpoint's own work. How the last crawl ended is not its matter.
 */
public class Glue2HealthCheck extends AbstractHealthCheck {
  private final Glue2Endpoint endpoint;

  public Glue2HealthCheck(Glue2Endpoint endpoint) {
    super("camel", "producer:aws2-glue-" + endpoint.getId());
    this.endpoint = endpoint;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, @Nullable Map<String, Object> options) {
    try {
      ask(endpoint.glueClient(), endpoint.getConfiguration());
      builder.up();
    } catch (AwsServiceException e) {
      builder.message(e.getMessage()).error(e).detail(SERVICE_STATUS_CODE, e.statusCode());
      if (e.awsErrorDetails() != null) {
        builder.detail(SERVICE_ERROR_CODE, e.awsErrorDetails().errorCode());
      }
      builder.down();
    } catch (SdkException e) {
      builder.message(e.getMessage()).error(e).down();
    }
  }

  private static void ask(GlueClient glue, Glue2Configuration configuration) {
    String crawler = configuration.getCrawlerName();
    String database = configuration.getDatabaseName();
    if (crawler != null) {
      glue.getCrawler(r -> r.name(crawler));
    } else if (database != null) {
      glue.getDatabase(r -> r.name(database));
    } else {
      glue.getDatabases(r -> r.maxResults(1));
    }
  }
}
