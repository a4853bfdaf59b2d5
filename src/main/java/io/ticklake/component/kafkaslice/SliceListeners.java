package io.ticklake.component.kafkaslice;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Several as one. */
record SliceListeners(List<SliceListener> all) implements SliceListener {
  static SliceListener of(Collection<SliceListener> all) {
    return all.isEmpty() ? NONE : new SliceListeners(List.copyOf(all));
  }

  @Override
  public void landed(String route, Slice slice, Instant oldest, Instant at) {
    all.forEach(one -> one.landed(route, slice, oldest, at));
  }

  @Override
  public void setAside(String route, String topic) {
    all.forEach(one -> one.setAside(route, topic));
  }

  @Override
  public void failed(String route, String topic) {
    all.forEach(one -> one.failed(route, topic));
  }
}
