package io.ticklake.verify;

import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.StopRoute;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket in S3. The SDK retries what passes by itself; whatever remains ends the audit. */
public final class S3Lake implements Lake {
  private static final int NOT_FOUND = 404;

  private final S3Client s3;
  private final String bucket;

  public S3Lake(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  @Override
  public void list(String prefix, Listing each) throws IOException {
    try {
      for (S3Object object :
          s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix)).contents()) {
        each.object(object.key(), object.size());
      }
    } catch (SdkException e) {
      throw failed("list", prefix, e);
    }
  }

  @Override
  public List<String> folders(String prefix) throws IOException {
    try {
      return s3
          .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix).delimiter("/"))
          .commonPrefixes()
          .stream()
          .map(CommonPrefix::prefix)
          .map(folder -> folder.substring(prefix.length(), folder.length() - 1))
          .toList();
    } catch (SdkException e) {
      throw failed("list", prefix, e);
    }
  }

  @Override
  public Optional<Stored> head(String key) throws IOException {
    try {
      HeadObjectResponse object = s3.headObject(head -> head.bucket(bucket).key(key));
      return Optional.of(stored(object.contentLength(), object.metadata()));
    } catch (S3Exception e) {
      // The answer to a HEAD has no body: an absent bucket would look the same, but it was listed.
      if (e.statusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw failed("head", key, e);
    } catch (SdkException e) {
      throw failed("head", key, e);
    }
  }

  @Override
  public Optional<Whole> read(String key) throws IOException {
    try {
      ResponseBytes<GetObjectResponse> object =
          s3.getObjectAsBytes(get -> get.bucket(bucket).key(key));
      return Optional.of(
          new Whole(
              object.asByteArrayUnsafe(),
              stored(object.response().contentLength(), object.response().metadata())));
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND && "NoSuchKey".equals(code(e))) {
        return Optional.empty();
      }
      throw failed("get", key, e);
    } catch (SdkException e) {
      throw failed("get", key, e);
    }
  }

  private static Stored stored(long bytes, Map<String, String> metadata) {
    return new Stored(
        bytes, Optional.ofNullable(metadata.get("claim")), number(metadata.get("records")));
  }

  private static OptionalLong number(@org.jspecify.annotations.Nullable String text) {
    return text != null && text.matches("\\d{1,18}")
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  private static String code(S3Exception e) {
    return e.awsErrorDetails() == null ? "" : String.valueOf(e.awsErrorDetails().errorCode());
  }

  private StopRoute failed(String what, String key, SdkException e) {
    return new StopRoute(
        ErrorCode.VERIFY_FAILED,
        "Cannot verify: S3 %s of s3://%s/%s: %s. Check bucket, region, credentials and rights (s3:ListBucket, s3:GetObject), then run it again."
            .formatted(what, bucket, key, e.getMessage()),
        e);
  }
}
