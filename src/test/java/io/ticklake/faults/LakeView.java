package io.ticklake.faults;

import io.ticklake.embedded.AccessKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What the lake holds of one topic: every object is read back, once; objects never change, which is
 * looked at with each listing. Not thread-safe.
 */
final class LakeView implements AutoCloseable {
  private final S3Client s3;
  private final String bucket;
  private final String zone;
  private final String topic;
  private final ObjectText text = new ObjectText();
  private final Map<String, String> etags = new HashMap<>();
  private final BitSet seen = new BitSet();
  private final List<String> doubled = new ArrayList<>();
  private final List<String> foreign = new ArrayList<>();
  private final Set<String> claims = new HashSet<>();
  private long records;

  /**
   * @param address of S3, past the proxy
   * @param bucket made
   * @param zone the folder, with its slash
   */
  LakeView(String address, String bucket, String zone, String topic) {
    AccessKey key = ServiceHost.KEY;
    this.bucket = bucket;
    this.zone = zone;
    this.topic = topic;
    this.s3 =
        S3Client.builder()
            .endpointOverride(URI.create(address))
            .forcePathStyle(true)
            .region(Region.of(ServiceHost.REGION))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(key.id(), key.secret())))
            .build();
    s3.createBucket(create -> create.bucket(bucket));
  }

  /** How many objects there are now. */
  int count() {
    return list().size();
  }

  /** Reads what came since the last call. */
  void update() {
    Set<String> gone = new HashSet<>(etags.keySet());
    for (S3Object object : list()) {
      gone.remove(object.key());
      String before = etags.get(object.key());
      if (before == null) {
        read(object.key());
      } else if (!before.equals(object.eTag())) {
        foreign.add(object.key() + " changed after it was read");
      }
    }
    gone.forEach(key -> foreign.add(key + " vanished"));
  }

  private List<S3Object> list() {
    return s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(zone)).contents().stream()
        .filter(object -> object.key().contains("/" + topic + "+"))
        .toList();
  }

  private void read(String key) {
    ResponseBytes<GetObjectResponse> object =
        s3.getObjectAsBytes(get -> get.bucket(bucket).key(key));
    etags.put(key, object.response().eTag());
    Optional.ofNullable(object.response().metadata().get("claim"))
        .ifPresentOrElse(claims::add, () -> foreign.add(key + " has no claim"));
    try {
      for (String ticker : text.tickers(key, object.asByteArray())) {
        add(key, ticker);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(key + " cannot be read", e);
    }
  }

  private void add(String key, String ticker) {
    records++;
    Optional<Integer> number = Bars.number(ticker);
    if (number.isEmpty() || !key.contains("/dt=" + Bars.date(number.get()) + "/")) {
      foreign.add(ticker + " in " + key);
    } else if (seen.get(number.get())) {
      doubled.add(ticker + " again in " + key);
    } else {
      seen.set(number.get());
    }
  }

  /** Numbers of all records. */
  BitSet seen() {
    return (BitSet) seen.clone();
  }

  /** One text for each record that is there a second time. */
  List<String> doubled() {
    return List.copyOf(doubled);
  }

  /** What should not be there. */
  List<String> foreign() {
    return List.copyOf(foreign);
  }

  /** The seals that the objects belong to. */
  Set<String> claims() {
    return Set.copyOf(claims);
  }

  long records() {
    return records;
  }

  int objects() {
    return etags.size();
  }

  @Override
  public void close() {
    text.close();
    s3.close();
  }
}
