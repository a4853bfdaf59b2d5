package io.ticklake.aws;

import io.ticklake.config.Endpoint;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * The AWS clients of the program, over one connection pool. The SDK's standard mode retries passing
 * faults (three attempts); the routes decide about what remains.
 */
public final class AwsClients implements AutoCloseable {
  // A put of the largest allowed slice at 10 MB/s takes about a minute.
  private static final Duration CALL_TIMEOUT = Duration.ofMinutes(2);
  // A notice is small. A service that does not answer must not hold up the slice that it is about;
  // the notice goes to the dead-letter topic then.
  private static final Duration NOTICE_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final int CONNECTIONS = 64;

  private final AwsConfig config;
  private final SdkHttpClient http =
      ApacheHttpClient.builder()
          .maxConnections(CONNECTIONS)
          .connectionTimeout(CONNECT_TIMEOUT)
          .socketTimeout(CALL_TIMEOUT)
          .build();
  private final S3Client s3;
  private final SnsClient sns;
  private final GlueClient glue;
  private final AthenaClient athena;

  public AwsClients(AwsConfig config) {
    this.config = config;
    this.s3 =
        build(S3Client.builder().forcePathStyle(isAddress(config.s3())), config.s3(), CALL_TIMEOUT);
    this.sns = build(SnsClient.builder(), config.sns(), NOTICE_TIMEOUT);
    this.glue = build(GlueClient.builder(), config.glue(), CALL_TIMEOUT);
    this.athena = build(AthenaClient.builder(), config.athena(), CALL_TIMEOUT);
  }

  public S3Client s3() {
    return s3;
  }

  public SnsClient sns() {
    return sns;
  }

  public GlueClient glue() {
    return glue;
  }

  public AthenaClient athena() {
    return athena;
  }

  @Override
  public void close() {
    s3.close();
    sns.close();
    glue.close();
    athena.close();
    http.close();
  }

  private <
          C,
          B extends
              AwsClientBuilder<B, C>
                  & software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder<B, C>>
      C build(B builder, Endpoint endpoint, Duration timeout) {
    builder
        .region(Region.of(config.region()))
        .credentialsProvider(credentials(config, endpoint))
        .httpClient(http)
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .apiCallTimeout(timeout)
                .retryStrategy(RetryMode.STANDARD)
                .addExecutionInterceptor(
                    isAddress(endpoint) ? RefusalAdvice.ofAddress() : RefusalAdvice.ofAws())
                .build());
    if (endpoint instanceof Endpoint.Address address) {
      builder.endpointOverride(URI.create(address.text()));
    }
    return builder.build();
  }

  // Other S3 servers are reached by host:port, where a bucket cannot be a host name.
  private static boolean isAddress(Endpoint endpoint) {
    return endpoint instanceof Endpoint.Address;
  }

  // AWS's own endpoints: the default chain. Addresses: the configured pair, which the chain must
  // not hand to strangers.
  private static AwsCredentialsProvider credentials(AwsConfig config, Endpoint endpoint) {
    if (isAddress(endpoint) && config.accessKey().isPresent() && config.secretKey().isPresent()) {
      return StaticCredentialsProvider.create(
          AwsBasicCredentials.create(config.accessKey().get(), config.secretKey().get().reveal()));
    }
    return DefaultCredentialsProvider.builder().build();
  }
}
