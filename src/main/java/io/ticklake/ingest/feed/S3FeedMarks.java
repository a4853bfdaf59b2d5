package io.ticklake.ingest.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.RetryLater;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * The mark in the lake's bucket, beside the checkpoints of the other sources:
 *
 * <pre>
 * {"v":1,"newest":"2026-11-20T20:59:00Z","tickers":["AAPL","BRK.B"]}
 * </pre>
 */
public final class S3FeedMarks implements FeedMarks {
  private static final Logger LOG = LoggerFactory.getLogger(S3FeedMarks.class);
  private static final String KEY = "_checkpoints/websocket.json";
  private static final int VERSION = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final S3Client s3;
  private final String bucket;

  public S3FeedMarks(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  @Override
  public Optional<FeedMark> read() {
    byte[] text;
    try {
      text = s3.getObjectAsBytes(get -> get.bucket(bucket).key(KEY)).asByteArrayUnsafe();
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw away("read", e);
    }
    try {
      return Optional.of(mark(text));
    } catch (IOException | DateTimeException e) {
      // The feed begins anew, as at the first start; the lake's own gaps query tells what is
      // absent.
      LOG.atWarn()
          .addKeyValue("key", url())
          .addKeyValue("cause", e.getMessage())
          .log("how far the market feed came cannot be read; minutes since then are not asked for");
      return Optional.empty();
    }
  }

  @Override
  public void write(FeedMark mark) {
    ObjectNode json = JSON.createObjectNode();
    json.put("v", VERSION).put("newest", mark.newest().toString());
    mark.tickers().forEach(json.putArray("tickers")::add);
    try {
      var unused =
          s3.putObject(
              put -> put.bucket(bucket).key(KEY).contentType("application/json"),
              RequestBody.fromString(json.toString()));
    } catch (SdkException e) {
      throw away("write", e);
    }
  }

  private static FeedMark mark(byte[] text) throws IOException {
    try {
      JsonNode json = JSON.readTree(text);
      if (json.path("v").asInt() != VERSION) {
        throw new IOException("it is of version '" + json.path("v").asText() + "'");
      }
      return new FeedMark(
          Instant.parse(json.path("newest").asText()),
          StreamSupport.stream(json.path("tickers").spliterator(), false)
              .map(JsonNode::asText)
              .toList());
    } catch (JsonProcessingException e) {
      throw new IOException("it is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private RetryLater away(String what, SdkException cause) {
    return new RetryLater(
        ErrorCode.SERVICE_UNREACHABLE,
        "Cannot %s how far the market feed came, %s: %s. The role needs s3:GetObject and s3:PutObject there, and s3:ListBucket."
            .formatted(what, url(), cause.getMessage()),
        cause);
  }

  private String url() {
    return "s3://" + bucket + "/" + KEY;
  }
}
