package io.ticklake.component.aws2glue;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.GlueClientBuilder;

/**
 * Builds the client of an endpoint that was not given one. A proxy is not an option here: the SDK
 * takes it from {@code https_proxy} or from the JVM's system properties.
 */
final class Glue2ClientFactory {

  private Glue2ClientFactory() {}

  static GlueClient build(Glue2Configuration configuration) {
    GlueClientBuilder builder = GlueClient.builder();
    String region = configuration.getRegion();
    if (region != null) {
      builder.region(Region.of(region));
    }
    String endpoint = configuration.getUriEndpointOverride();
    if (configuration.isOverrideEndpoint() && endpoint != null) {
      builder.endpointOverride(URI.create(endpoint));
    }
    AwsCredentials keys = staticKeys(configuration);
    builder.credentialsProvider(
        keys == null
            ? DefaultCredentialsProvider.builder().build()
            : StaticCredentialsProvider.create(keys));
    return builder.build();
  }

  private static @Nullable AwsCredentials staticKeys(Glue2Configuration configuration) {
    String access = configuration.getAccessKey();
    String secret = configuration.getSecretKey();
    String token = configuration.getSessionToken();
    if (access == null || secret == null || configuration.isUseDefaultCredentialsProvider()) {
      return null;
    }
    return token == null
        ? AwsBasicCredentials.create(access, secret)
        : AwsSessionCredentials.create(access, secret, token);
  }
}
