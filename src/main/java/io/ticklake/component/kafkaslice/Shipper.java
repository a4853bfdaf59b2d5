package io.ticklake.component.kafkaslice;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * Does what takes time, on the upload pool: recovery, dead letters, the end of the encoding, the
 * claim, the route. Shared by all poll threads of a consumer; each call ends in exactly one
 * outcome, on an upload thread, whatever goes wrong.
 */
final class Shipper {
  private final SliceSettings settings;
  private final Recovery recovery;
  private final Completion completion;
  private final KafkaLog kafka;
  private final DeadLetters deadLetters;
  private final SliceSink sink;
  private final Executor pool;

  Shipper(
      SliceSettings settings,
      Recovery recovery,
      Completion completion,
      KafkaLog kafka,
      DeadLetters deadLetters,
      SliceSink sink,
      Executor pool) {
    this.settings = settings;
    this.recovery = recovery;
    this.completion = completion;
    this.kafka = kafka;
    this.deadLetters = deadLetters;
    this.sink = sink;
    this.pool = pool;
  }

  /** Finds out where the partition goes on, and completes what was left unfinished. */
  void recover(TopicPartition partition, Consumer<Outcome> report) {
    Consumer<Outcome> done = once(report);
    String action = "Cannot go on with " + partition;
    pool.execute(() -> guarded(action, done, () -> done.accept(recovery.run(partition))));
  }

  /** Puts a slice, or what an earlier attempt has left of it. */
  void ship(SealedSlice sealed, Uuid topicId, Consumer<Outcome> report) {
    Consumer<Outcome> done = once(report);
    String action = "Slice " + sealed + " was not put";
    pool.execute(() -> guarded(action, done, () -> prepareAndPut(sealed, topicId, done)));
  }

  private interface Work {
    void run() throws Exception;
  }

  private static void guarded(String action, Consumer<Outcome> done, Work work) {
    try {
      work.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      done.accept(new Outcome.Failed(action + ": interrupted"));
    } catch (LedgerException e) {
      // A person has to act, and may act on the ledger: whatever is held is looked at anew then.
      done.accept(new Outcome.Broken(action + ": " + e.getMessage()));
    } catch (ExecutionException e) {
      done.accept(failed(action, e.getCause() == null ? e : e.getCause()));
    } catch (Exception e) {
      done.accept(failed(action, e));
    } catch (Error e) {
      // Without an outcome the partition would wait for ever.
      done.accept(failed(action, e));
      throw e;
    }
  }

  private static Outcome failed(String action, Throwable cause) {
    return new Outcome.Failed(action + ": " + cause);
  }

  /** The first outcome counts: an error after it must not be taken for another one. */
  private static Consumer<Outcome> once(Consumer<Outcome> report) {
    AtomicBoolean reported = new AtomicBoolean();
    return outcome -> {
      if (reported.compareAndSet(false, true)) {
        report.accept(outcome);
      }
    };
  }

  private void prepareAndPut(SealedSlice sealed, Uuid topicId, Consumer<Outcome> done)
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
    if (sealed.isClaimed()) {
      completion.settle(slice, chain(sealed, topicId).keys().entry(sealed.range().firstOffset()));
    } else if (!claim(sealed, topicId, done)) {
      return;
    }
    sink.send(
        slice,
        failure ->
            done.accept(
                failure.<Outcome>map(Outcome.Failed::new).orElseGet(() -> landed(slice, topicId))));
  }

  private boolean claim(SealedSlice sealed, Uuid topicId, Consumer<Outcome> done) throws Exception {
    // After the last poll of the slice, before its claim: then all its records are of this topic,
    // for ids are never used again and a consumer keeps its position when a topic is made anew.
    if (!kafka.topicId(settings.topic()).equals(topicId)) {
      done.accept(new Outcome.Overtaken("the topic was deleted and created again"));
      return false;
    }
    LedgerEntry entry = sealed.entry(settings.entryLayout());
    if (chain(sealed, topicId).claim(entry) == Chain.Claimed.FOREIGN) {
      done.accept(new Outcome.Overtaken("another member has archived these offsets"));
      return false;
    }
    sealed.claimed();
    return true;
  }

  private Chain chain(SealedSlice sealed, Uuid topicId) {
    return settings.chain(sealed.range().topicPartition(), topicId);
  }

  private static Outcome landed(Slice slice, Uuid topicId) {
    return new Outcome.Landed(
        slice, CommitMark.of(slice.range().lastOffset() + 1, topicId, slice.claim()));
  }
}
