package io.ticklake.ingest.checkpoint;

import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.RetryLater;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The bucket, for small JSON objects. Whatever S3 refuses is tried again later. */
final class S3Objects {
  private final S3Client s3;
  private final String bucket;

  S3Objects(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  Optional<byte[]> read(String key) {
    return call(
        "read",
        key,
        () -> {
          try {
            return Optional.of(
                s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asByteArrayUnsafe());
          } catch (NoSuchKeyException e) {
            return Optional.empty();
          }
        });
  }

  void write(String key, byte[] body) {
    var unused =
        call(
            "write",
            key,
            () ->
                s3.putObject(
                    put -> put.bucket(bucket).key(key).contentType("application/json"),
                    RequestBody.fromBytes(body)));
  }

  Set<String> keys(String prefix) {
    return call(
        "list",
        prefix,
        () -> {
          Set<String> keys = new HashSet<>();
          s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix)).contents().stream()
              .map(S3Object::key)
              .forEach(keys::add);
          return keys;
        });
  }

  String url(String key) {
    return "s3://" + bucket + "/" + key;
  }

  private <T> T call(String what, String key, Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw new RetryLater(
          ErrorCode.CHECKPOINT_UNAVAILABLE,
          "Cannot %s the checkpoint %s: %s. The source waits, and goes on by itself."
              .formatted(what, url(key), e.getMessage()),
          e);
    }
  }
}
