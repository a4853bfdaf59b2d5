package io.ticklake.component.kafkaslice;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * Does what takes time, on the upload pool: recovery, dead letters, the end of the encoding, the
 * claim, the route. Shared by all poll threads of a consumer; each call ends in exactly one
 * outcome, on an upload thread, whatever goes wrong.
 */
final class Shipper {
  private final SliceSettings settings;
  private final SliceLedger ledger;
  private final KafkaFacts kafka;
  private final DeadLetters deadLetters;
  private final SliceRoute route;
  private final Executor pool;
  private final AtomicInteger underWay = new AtomicInteger();

  Shipper(
      SliceSettings settings,
      SliceLedger ledger,
      KafkaFacts kafka,
      DeadLetters deadLetters,
      SliceRoute route,
      Executor pool) {
    this.settings = settings;
    this.ledger = ledger;
    this.kafka = kafka;
    this.deadLetters = deadLetters;
    this.route = route;
    this.pool = pool;
  }

  /** Finds out where the partition goes on. */
  void recover(TopicPartition partition, Consumer<Outcome> report) {
    pool.execute(
        () -> {
          try {
            PartitionLog log = kafka.describe(partition, settings.groupId());
            report.accept(new Outcome.Recovered(ledger.recover(log), log.topicId()));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            report.accept(new Outcome.Failed("Interrupted while it recovered " + partition));
          } catch (Exception e) {
            report.accept(
                new Outcome.Failed("Cannot find the position of " + partition + ": " + e));
          }
        });
  }

  /** Puts a slice, or what an earlier attempt has left of it. */
  void ship(SealedSlice sealed, Uuid topicId, Consumer<Outcome> report) {
    underWay.incrementAndGet();
    AtomicBoolean reported = new AtomicBoolean();
    Consumer<Outcome> done =
        outcome -> {
          if (reported.compareAndSet(false, true)) {
            underWay.decrementAndGet();
            report.accept(outcome);
          }
        };
    pool.execute(() -> run(sealed, topicId, done));
  }

  private void run(SealedSlice sealed, Uuid topicId, Consumer<Outcome> done) {
    try {
      prepareAndRoute(sealed, topicId, done);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      done.accept(new Outcome.Failed("Interrupted before slice " + sealed + " was put"));
    } catch (ExecutionException e) {
      done.accept(failed(sealed, e.getCause() == null ? e : e.getCause()));
    } catch (Exception e) {
      done.accept(failed(sealed, e));
    } catch (Error e) {
      // Without an outcome the partition would wait for ever.
      done.accept(failed(sealed, e));
      throw e;
    }
  }

  private static Outcome failed(SealedSlice sealed, Throwable cause) {
    return new Outcome.Failed("Slice " + sealed + " was not put: " + cause);
  }

  private void prepareAndRoute(SealedSlice sealed, Uuid topicId, Consumer<Outcome> done)
      throws Exception {
    if (sealed.isAbandoned()) {
      sealed.drop();
      done.accept(new Outcome.Failed("Slice " + sealed + " was given up before it was claimed"));
      return;
    }
    deadLetters.deliver(sealed.undelivered());
    sealed.lettersDelivered();
    Slice slice;
    try {
      slice = sealed.finish(ObjectKeys.of(settings.topic(), topicId, settings.format()));
    } catch (IOException | RuntimeException | LinkageError e) {
      done.accept(new Outcome.Broken("Slice " + sealed + " cannot be encoded: " + e));
      return;
    }
    SliceLedger.Claim claim = new SliceLedger.Claim(topicId, slice, sealed.setAside());
    if (!sealed.isClaimed() && ledger.claim(claim) == SliceLedger.Outcome.FOREIGN) {
      done.accept(new Outcome.Foreign());
      return;
    }
    sealed.claimed();
    route.send(claim, done);
  }

  OffsetAndMetadata commitFor(SliceLedger.Claim claim) {
    return ledger.commitFor(claim);
  }

  /** Slices that are being put now; those that wait for a retry do not count. */
  int underWay() {
    return underWay.get();
  }
}
