package io.ticklake.component.kafkaslice;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** What the archive's route does with a slice: conditional puts, then one notice. */
final class SimRoute implements SliceSink {
  private final SimProcess process;

  SimRoute(SimProcess process) {
    this.process = process;
  }

  @Override
  public void send(Slice slice, Consumer<Optional<String>> done) {
    if (slice.objects().isEmpty()) {
      done.accept(Optional.empty());
      return;
    }
    SimWorld.Route kind = process.world.route;
    try {
      if (kind == SimWorld.Route.TELLS_BEFORE_PUT) {
        tell(slice);
      }
      for (SliceObject object : slice.pendingObjects()) {
        put(object);
      }
      if (kind == SimWorld.Route.TELLS_AFTER_ITS_END) {
        done.accept(Optional.empty());
      }
      if (kind != SimWorld.Route.TELLS_BEFORE_PUT) {
        tell(slice);
      }
    } catch (IOException e) {
      done.accept(Optional.of(e.toString()));
      return;
    }
    done.accept(Optional.empty());
  }

  private void put(SliceObject object) throws IOException {
    boolean stored =
        process.request(
            SimStep.PUT,
            "puts " + object,
            () -> process.world.put(object.key(), object.bytes().toByteArray(), object.claim()));
    if (!stored) {
      throw new IOException("412 for " + object.key());
    }
    object.durable("etag");
  }

  private void tell(Slice slice) throws IOException {
    process.request(
        SimStep.NOTIFY,
        "tells of " + slice.range(),
        () -> {
          process.world.version++;
          process.world.audit.told(slice);
          return true;
        });
  }
}
