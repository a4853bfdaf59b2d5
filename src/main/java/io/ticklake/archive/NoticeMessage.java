package io.ticklake.archive;

import io.ticklake.model.Event;
import java.time.Clock;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Message;
import org.apache.camel.component.aws2.sns.Sns2Constants;
import org.apache.camel.component.kafka.KafkaConstants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A notice as the message of SNS, or of the dead-letter topic when SNS does not take it. */
public final class NoticeMessage {
  private static final Logger LOG = LoggerFactory.getLogger(NoticeMessage.class);
  private static final String NOTICE = "archiveNotice";

  private final Clock clock;
  private final Consumer<Event> events;

  NoticeMessage(Clock clock, Consumer<Event> events) {
    this.clock = clock;
    this.events = events;
  }

  /** Text and subject for SNS. Headers that are not Camel's become attributes, for filters. */
  public void forSns(@Body Notice notice, Exchange exchange) {
    exchange.setProperty(NOTICE, notice);
    NoticeText text = NoticeText.of(notice);
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    message.setHeader(Sns2Constants.SUBJECT, text.subject());
    message.setHeader(Sns2Constants.MESSAGE_STRUCTURE, "json");
    message.setHeader("event_type", "objects-landed");
    message.setHeader("archive", notice.archive());
    message.setHeader("topic", notice.range().topic());
    message.setHeader("zone", notice.zone());
    message.setBody(text.message());
  }

  /** Says that SNS has it. */
  public void sent(@ExchangeProperty(NOTICE) Notice notice) {
    events.accept(new Event.NoticeSent(notice.archive()));
    LOG.atDebug()
        .addKeyValue("slice", notice.range())
        .addKeyValue("objects", notice.objects().size())
        .addKeyValue("records", notice.records())
        .addKeyValue("notice", notice.id())
        .log("notice sent");
  }

  /** The notice for programs, with the headers of a dead letter. */
  public void forDeadLetter(@ExchangeProperty(NOTICE) Notice notice, Exchange exchange) {
    Exception cause =
        Objects.requireNonNull(
            exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class), "only after a fault");
    LOG.atError()
        .addKeyValue("slice", notice.range())
        .addKeyValue("notice", notice.id())
        .addKeyValue("code", "NOTICE_FAILED")
        .setCause(cause)
        .log("notice not sent, goes to the dead-letter topic; its objects are safe");
    events.accept(new Event.NoticeFailed(notice.archive(), String.valueOf(cause.getMessage())));
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    message.setHeader(KafkaConstants.KEY, notice.id());
    message.setHeader("dlq.topic", notice.range().topic());
    message.setHeader("dlq.partition", Integer.toString(notice.range().partition()));
    message.setHeader("dlq.offset", Long.toString(notice.range().firstOffset()));
    message.setHeader("dlq.stage", "archive-notify");
    message.setHeader("dlq.error", String.valueOf(cause.getMessage()));
    message.setHeader("dlq.at", clock.instant().toString());
    message.setBody(NoticeText.of(notice).json());
  }
}
