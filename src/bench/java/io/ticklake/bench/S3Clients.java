package io.ticklake.bench;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The AWS SDK's client as ticklake configures it. */
public final class S3Clients {
  private S3Clients() {}

  /** A client of the store at this address. */
  public static S3Client create(URI address, String accessKey, String secretKey) {
    return S3Client.builder()
        .region(Region.US_EAST_1)
        .endpointOverride(address)
        .forcePathStyle(true)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)))
        .httpClientBuilder(ApacheHttpClient.builder().maxConnections(64))
        .build();
  }
}
