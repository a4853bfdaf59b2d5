package io.ticklake.component.kafkaslice;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultConsumer;

/**
 * Sends a slice through the Camel route as one exchange and judges how that went. Called on upload
 * threads.
 */
final class SliceRoute implements SliceSink {
  private final DefaultConsumer consumer;
  private final AtomicInteger underWay = new AtomicInteger();

  SliceRoute(DefaultConsumer consumer) {
    this.consumer = consumer;
  }

  @Override
  public void send(Slice slice, Consumer<Optional<String>> done) {
    if (slice.objects().isEmpty()) {
      // All its records went to the dead-letter topic: nothing to put, nothing to tell.
      done.accept(Optional.empty());
      return;
    }
    underWay.incrementAndGet();
    Exchange exchange = exchangeOf(slice);
    consumer
        .getAsyncProcessor()
        .process(
            exchange,
            doneSync -> {
              Optional<String> failure = failureOf(exchange, slice);
              consumer.releaseExchange(exchange, false);
              underWay.decrementAndGet();
              done.accept(failure);
            });
  }

  /** Slices that are in the route now; those that wait for a retry do not count. */
  int underWay() {
    return underWay.get();
  }

  private Exchange exchangeOf(Slice slice) {
    SliceRange range = slice.range();
    Exchange exchange = consumer.createExchange(false);
    exchange.getMessage().setBody(slice);
    exchange.getMessage().setHeader(KafkaSliceConstants.TOPIC, range.topic());
    exchange.getMessage().setHeader(KafkaSliceConstants.PARTITION, range.partition());
    exchange.getMessage().setHeader(KafkaSliceConstants.FIRST_OFFSET, range.firstOffset());
    exchange.getMessage().setHeader(KafkaSliceConstants.LAST_OFFSET, range.lastOffset());
    exchange.getMessage().setHeader(KafkaSliceConstants.CLAIM, slice.claim());
    return exchange;
  }

  /** What a step threw, without the exceptions that a split and a bean call put around it. */
  private static Throwable cause(Throwable thrown) {
    Throwable cause = thrown;
    while (isWrapping(cause) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static boolean isWrapping(Throwable thrown) {
    return thrown.getClass() == CamelExchangeException.class
        || thrown instanceof CamelExecutionException;
  }

  /** Success needs evidence: an error handler or a skipped step can make any route end well. */
  private static Optional<String> failureOf(Exchange exchange, Slice slice) {
    if (exchange.getException() != null) {
      return Optional.of(
          "Slice %s failed in its route: %s"
              .formatted(slice.range(), cause(exchange.getException())));
    }
    if (exchange.getExchangeExtension().isFailureHandled()) {
      return Optional.of(
          "Slice %s failed in its route, whose error handler took the failure away: %s"
              .formatted(
                  slice.range(), exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)));
    }
    if (!slice.pendingObjects().isEmpty()) {
      return Optional.of(
          "The route ended without a receipt for %d of the %d objects of slice %s (SliceObject.durable): %s"
              .formatted(
                  slice.pendingObjects().size(),
                  slice.objects().size(),
                  slice.range(),
                  slice.pendingObjects().stream()
                      .limit(3)
                      .map(SliceObject::key)
                      .collect(Collectors.joining(", "))));
    }
    return exchange.isRollbackOnly()
        ? Optional.of("The route marked slice " + slice.range() + " for rollback")
        : Optional.empty();
  }
}
