package io.ticklake.archive;

import io.ticklake.component.kafkaslice.SliceObject;
import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.RetryLater;
import io.ticklake.model.LandedObject;
import io.ticklake.model.Landings;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.apache.camel.Message;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Both sides of a put: what S3 is to store, and the evidence that it has. */
public final class ArchiveObject {
  private static final Logger LOG = LoggerFactory.getLogger(ArchiveObject.class);
  private static final String OBJECT = "archiveObject";
  private static final String BEGUN = "archiveObjectBegun";

  private final String bucket;
  private final Landings landings;
  private final Clock clock;

  ArchiveObject(String bucket, Landings landings, Clock clock) {
    this.bucket = bucket;
    this.landings = landings;
    this.clock = clock;
  }

  /** Turns the object into the message of a put: headers as aws2-s3 reads them, bytes as body. */
  public void prepare(@Body SliceObject object, Exchange exchange) {
    exchange.setProperty(OBJECT, object);
    exchange.setProperty(BEGUN, System.nanoTime());
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    message.setHeader(AWS2S3Constants.KEY, object.key());
    message.setHeader(AWS2S3Constants.CONTENT_TYPE, object.contentType());
    message.setHeader(AWS2S3Constants.CONTENT_LENGTH, object.size());
    message.setHeader(
        AWS2S3Constants.METADATA,
        Map.of("claim", object.claim(), "records", Long.toString(object.records())));
    message.setBody(new ObjectStream(object.bytes()));
  }

  /**
   * Tells the component that the store has the object.
   *
   * @throws RetryLater when the store's answer has no ETag: nothing was stored then
   */
  public void landed(
      @ExchangeProperty(OBJECT) SliceObject object,
      @ExchangeProperty(BEGUN) long begun,
      @Header(AWS2S3Constants.E_TAG) String etag) {
    if (etag == null || etag.isBlank()) {
      throw new RetryLater(
          ErrorCode.ARCHIVE_PUT_FAILED,
          "The put of s3://%s/%s was answered without an ETag. Is a proxy between?"
              .formatted(bucket, object.key()));
    }
    object.durable(etag);
    landings.landed(
        new LandedObject(object.key(), object.records(), object.size(), clock.instant()));
    LOG.atInfo()
        .addKeyValue("key", object.key())
        .addKeyValue("records", object.records())
        .addKeyValue("bytes", object.size())
        .addKeyValue("tookMs", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun))
        .log("object landed");
  }
}
