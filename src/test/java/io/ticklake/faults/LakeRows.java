package io.ticklake.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The daily bars that a bucket holds, as {@code AAPL 2026-11-20}. Not thread-safe. */
final class LakeRows implements AutoCloseable {
  private static final Pattern DAY = Pattern.compile("/dt=([0-9-]+)/");

  private final S3Client s3;
  private final String bucket;
  private final ObjectText text = new ObjectText();
  private final Map<String, List<String>> byKey = new TreeMap<>();

  /**
   * @param address of S3
   * @param bucket made
   */
  LakeRows(String address, String bucket) {
    this.bucket = bucket;
    this.s3 =
        S3Client.builder()
            .endpointOverride(URI.create(address))
            .forcePathStyle(true)
            .region(Region.of(ServiceHost.REGION))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(ServiceHost.KEY.id(), ServiceHost.KEY.secret())))
            .build();
    s3.createBucket(create -> create.bucket(bucket));
  }

  /** All there are now, sorted; each object is read once. */
  List<String> all() {
    s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix("bars/")).contents().stream()
        .map(S3Object::key)
        .forEach(key -> byKey.computeIfAbsent(key, this::read));
    return byKey.values().stream().flatMap(List::stream).sorted().toList();
  }

  private List<String> read(String key) {
    Matcher day = DAY.matcher(key);
    if (!day.find()) {
      throw new IllegalStateException(key + " has no day");
    }
    byte[] object = s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asByteArray();
    try {
      return text.tickers(key, object).stream().map(t -> t + " " + day.group(1)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(key + " cannot be read", e);
    }
  }

  @Override
  public void close() {
    text.close();
    s3.close();
  }
}
