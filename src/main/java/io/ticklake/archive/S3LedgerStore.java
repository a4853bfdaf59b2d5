package io.ticklake.archive;

import io.ticklake.component.kafkaslice.LedgerException;
import io.ticklake.component.kafkaslice.LedgerStore;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** One bucket, which holds the ledger and the objects that it speaks of. */
public final class S3LedgerStore implements LedgerStore {
  private static final int PRECONDITION_FAILED = 412;
  private static final int NOT_FOUND = 404;
  private static final int NOT_IMPLEMENTED = 501;

  private final S3Client s3;
  private final String bucket;

  public S3LedgerStore(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  @Override
  public boolean create(String key, byte[] body) throws IOException {
    try {
      s3.putObject(
          put -> put.bucket(bucket).key(key).contentType("application/json").ifNoneMatch("*"),
          RequestBody.fromBytes(body));
      return true;
    } catch (S3Exception e) {
      if (e.statusCode() == PRECONDITION_FAILED) {
        return false;
      }
      throw refused("put", key, e);
    } catch (SdkException e) {
      throw failed("put", key, e);
    }
  }

  @Override
  public Optional<byte[]> read(String key) throws IOException {
    try {
      return Optional.of(
          s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asByteArrayUnsafe());
    } catch (S3Exception e) {
      if (isAbsent(e)) {
        return Optional.empty();
      }
      throw refused("get", key, e);
    } catch (SdkException e) {
      throw failed("get", key, e);
    }
  }

  @Override
  public List<String> list(String prefix, int most) throws IOException {
    try {
      return s3
          .listObjectsV2Paginator(
              list -> list.bucket(bucket).prefix(prefix).maxKeys(Math.min(most, 1000)))
          .contents()
          .stream()
          .limit(most)
          .map(S3Object::key)
          .toList();
    } catch (S3Exception e) {
      throw refused("list", prefix, e);
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
    } catch (S3Exception e) {
      throw refused("list", prefix, e);
    } catch (SdkException e) {
      throw failed("list", prefix, e);
    }
  }

  @Override
  public Optional<StoredObject> head(String key) throws IOException {
    try {
      HeadObjectResponse object = s3.headObject(head -> head.bucket(bucket).key(key));
      return Optional.of(
          new StoredObject(
              object.eTag(),
              object.contentLength(),
              Optional.ofNullable(object.metadata().get("claim"))));
    } catch (S3Exception e) {
      // The answer to a HEAD has no body, so an absent bucket looks like an absent object. A claim
      // or a listing has met the bucket before, and the next one will miss it.
      if (e.statusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw refused("head", key, e);
    } catch (SdkException e) {
      throw failed("head", key, e);
    }
  }

  private static boolean isAbsent(S3Exception e) {
    return e.statusCode() == NOT_FOUND && "NoSuchKey".equals(code(e));
  }

  private static String code(S3Exception e) {
    return e.awsErrorDetails() == null
        ? ""
        : Optional.ofNullable(e.awsErrorDetails().errorCode()).orElse("");
  }

  private IOException failed(String what, String key, SdkException e) {
    return new IOException(
        "S3 %s of s3://%s/%s: %s".formatted(what, bucket, key, e.getMessage()), e);
  }

  /** What people can mend is told in their words; the rest passes by itself. */
  private IOException refused(String what, String key, S3Exception e) {
    return advice(e)
        .<IOException>map(
            advice ->
                new LedgerException(
                    "S3 refused to %s s3://%s/%s (%s %s): %s"
                        .formatted(what, bucket, key, e.statusCode(), code(e), advice),
                    e))
        .orElseGet(() -> failed(what, key, e));
  }

  private static Optional<String> advice(S3Exception e) {
    if (e.statusCode() == NOT_IMPLEMENTED) {
      return Optional.of(
          "the store has no conditional writes. Exactly once needs them: use Amazon S3, or a store that has them.");
    }
    return switch (code(e)) {
      case "NoSuchBucket" ->
          Optional.of(
              "there is no such bucket. Create it, or mend 'ticklake.archive.bucket'; objects of a deleted bucket are gone.");
      case "AccessDenied", "AllAccessDisabled" ->
          Optional.of(
              "permission is missing. The role needs s3:GetObject, s3:PutObject and s3:ListBucket on this bucket.");
      case "PermanentRedirect",
          "AuthorizationHeaderMalformed",
          "IllegalLocationConstraintException" ->
          Optional.of("the bucket is in another region. Set 'ticklake.aws.region' to it.");
      case "InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken" ->
          Optional.of(
              "the credentials are not valid. Renew them, or mend 'ticklake.aws.access-key' and 'ticklake.aws.secret-key'.");
      default ->
          e.statusCode() == 301
              ? Optional.of("the bucket is in another region. Set 'ticklake.aws.region' to it.")
              : Optional.empty();
    };
  }
}
