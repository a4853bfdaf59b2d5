package io.ticklake.component.kafkaslice;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** Puts the pending objects of a slice and notifies. Shared between upload threads. */
@FunctionalInterface
interface SliceSink {
  /**
   * Puts the slice.
   *
   * @param done gets what went wrong, or nothing; once, on any thread
   */
  void send(Slice slice, Consumer<Optional<String>> done);

  /**
   * Puts the slice and waits.
   *
   * @throws IOException when it failed
   */
  default void sendAndAwait(Slice slice) throws IOException, InterruptedException {
    CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
    send(slice, answer::complete);
    try {
      Optional<String> failure = answer.get();
      if (failure.isPresent()) {
        throw new IOException(failure.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("Only completed with a value", e);
    }
  }
}
