package io.ticklake.component.kafkaslice;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Sends records that cannot be archived to the dead-letter topic. Called on upload threads; the
 * producer is made when the first one comes.
 */
final class DeadLetters implements AutoCloseable {
  private final Supplier<Producer<byte[], byte[]>> connect;
  private @Nullable Producer<byte[], byte[]> producer;

  DeadLetters(Supplier<Producer<byte[], byte[]>> connect) {
    this.connect = connect;
  }

  /** Returns when every one is acknowledged. */
  void deliver(List<DeadLetter> letters) throws ExecutionException, InterruptedException {
    if (letters.isEmpty()) {
      return;
    }
    List<Future<RecordMetadata>> answers = new ArrayList<>(letters.size());
    for (DeadLetter letter : letters) {
      answers.add(producer().send(letter.record()));
    }
    for (Future<RecordMetadata> answer : answers) {
      answer.get();
    }
  }

  private synchronized Producer<byte[], byte[]> producer() {
    if (producer == null) {
      producer = connect.get();
    }
    return producer;
  }

  @Override
  public synchronized void close() {
    if (producer != null) {
      producer.close();
    }
  }
}
