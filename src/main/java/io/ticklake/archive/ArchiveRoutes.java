package io.ticklake.archive;

import org.apache.camel.builder.RouteBuilder;

/**
 * Mechanics of the archive: {@code direct:archive-notify} tells SNS of a slice and never fails
 * because of SNS. Only when the dead-letter topic cannot take the notice either does the slice fail
 * and come again.
 */
public final class ArchiveRoutes extends RouteBuilder {
  @Override
  public void configure() {
    from("direct:archive-notify")
        .routeId("archive-notify")
        .routeDescription("Tells SNS that the objects of a slice can be read.")
        .errorHandler(noErrorHandler())
        .split()
        .method("archiveNotices", "of")
        .stopOnException()
        .id("archive-each-notice")
        .bean("archiveNoticeMessage", "forSns")
        .id("archive-notice-text")
        // The SDK tries three times; a second layer of retries would only hold up the slice.
        .doTry()
        .id("archive-notice-try")
        .to("aws2-sns:{{ticklake.sns.topic-arn}}")
        .id("archive-notice-publish")
        .bean("archiveNoticeMessage", "sent")
        .id("archive-notice-sent")
        .doCatch(Exception.class)
        .id("archive-notice-catch")
        .bean("archiveNoticeMessage", "forDeadLetter")
        .id("archive-notice-dead")
        .to(
            "kafka:{{ticklake.kafka.dead-letter-topic}}?requestRequiredAcks=all&compressionCodec=zstd")
        .id("archive-notice-dead-letter")
        .end()
        .end();
  }
}
