package io.ticklake.archive;

import io.ticklake.component.kafkaslice.Slice;
import io.ticklake.component.kafkaslice.SliceObject;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Exchange;

/** What is to be told of a slice whose objects are all durable. */
public final class Notices {
  private final String bucket;
  private final NotifyPer per;

  Notices(String bucket, NotifyPer per) {
    this.bucket = bucket;
    this.per = per;
  }

  /**
   * The notices of this slice: one, one for each object, or as many as fit SNS's messages.
   *
   * @throws IllegalStateException when an object is not durable: nobody may be told of it
   */
  public List<Notice> of(@Body Slice slice, Exchange exchange) {
    return of(slice, exchange.getFromRouteId());
  }

  List<Notice> of(Slice slice, String archive) {
    if (!slice.pendingObjects().isEmpty()) {
      throw new IllegalStateException(
          "Slice " + slice + " has objects that are not durable: " + slice.pendingObjects());
    }
    List<Notice> notices = new ArrayList<>();
    switch (per) {
      case SLICE -> {
        List<List<SliceObject>> parts = new ArrayList<>();
        fit(slice, archive, slice.objects(), parts);
        for (int i = 0; i < parts.size(); i++) {
          String id = slice.claim() + (parts.size() == 1 ? "" : "/" + (i + 1));
          notices.add(notice(id, slice, archive, i + 1, parts.size(), parts.get(i)));
        }
      }
      case OBJECT -> {
        for (SliceObject object : slice.objects()) {
          String id = slice.claim() + "/" + object.key();
          notices.add(notice(id, slice, archive, 1, 1, List.of(object)));
        }
      }
    }
    return notices;
  }

  // Halves until each fits: exact, and it happens to one slice in a million.
  private void fit(
      Slice slice, String archive, List<SliceObject> objects, List<List<SliceObject>> parts) {
    if (objects.isEmpty()) {
      return;
    }
    // Numbers of parts that are not known yet, as wide as they can be.
    int widest = 9999;
    Notice whole = notice(slice.claim() + "/" + widest, slice, archive, widest, widest, objects);
    if (objects.size() == 1 || NoticeText.of(whole).fits()) {
      parts.add(objects);
      return;
    }
    int half = objects.size() / 2;
    fit(slice, archive, objects.subList(0, half), parts);
    fit(slice, archive, objects.subList(half, objects.size()), parts);
  }

  private Notice notice(
      String id, Slice slice, String archive, int part, int parts, List<SliceObject> objects) {
    return new Notice(id, archive, bucket, slice.range(), slice.sealedAt(), part, parts, objects);
  }
}
