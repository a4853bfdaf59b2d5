package io.ticklake.ingest.checkpoint;

import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.RetryLater;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Checkpoints in a bucket: {@code _checkpoints/<source>/<ticker>/<window>.json} once every day of
 * the window was fetched after it had ended, {@code <window>.part.json} before (and left there). So
 * a listing tells which windows need no further look, whatever the history's length. In memory are
 * the days, never the fingerprints. Nothing is ever deleted: that right is not needed. A source's
 * memory is guarded by its lock, so a source that waits for S3 holds up no other.
 */
public final class S3Checkpoints implements Checkpoints {
  private static final Logger LOG = LoggerFactory.getLogger(S3Checkpoints.class);
  private static final String WHOLE = ".json";
  private static final String PART = ".part.json";
  private static final String DAMAGED = ".damaged";
  // A start reads so many whole windows of a source nevertheless, to find damage while it is young.
  private static final int CHECKED = 64;

  private final S3Objects objects;
  private final Map<String, Known> sources = new ConcurrentHashMap<>();
  private final Set<String> damaged = ConcurrentHashMap.newKeySet();

  public S3Checkpoints(S3Client s3, String bucket) {
    this.objects = new S3Objects(s3, bucket);
  }

  @Override
  public DaysFetched fetched(Place place) {
    return known(place).of(place);
  }

  private Known known(Place place) {
    return sources.computeIfAbsent(place.source(), Known::new);
  }

  @Override
  public Checkpoint read(Place place) {
    Checkpoint checkpoint =
        read(place, known(place).keys(place)).orElseGet(() -> Checkpoint.nothing(place));
    known(place).note(checkpoint);
    return checkpoint;
  }

  /** The checkpoint of a place, in one of its objects that there may be. */
  private Optional<Checkpoint> read(Place place, Set<String> keys) {
    return read(place, WHOLE, keys).or(() -> read(place, PART, keys));
  }

  @Override
  public void write(Checkpoint checkpoint) {
    String end = checkpoint.isComplete() ? WHOLE : PART;
    objects.write(checkpoint.place().path() + end, CheckpointJson.write(checkpoint));
    known(checkpoint.place()).note(checkpoint);
  }

  private Optional<Checkpoint> read(Place place, String end, Set<String> keys) {
    String key = place.path() + end;
    Optional<byte[]> text = keys.contains(key) ? objects.read(key) : Optional.empty();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(CheckpointJson.read(place, text.get()));
    } catch (CheckpointJson.Newer e) {
      throw new RetryLater(
          ErrorCode.CHECKPOINT_NEWER,
          "The checkpoint %s is of version %d, this release knows %d: source '%s' waits. Run the release that wrote it, or a newer one."
              .formatted(objects.url(key), e.version(), CheckpointJson.VERSION, place.source()),
          e);
    } catch (IOException e) {
      setAside(key, text.get(), e);
      return Optional.empty();
    }
  }

  private void setAside(String key, byte[] text, IOException cause) {
    if (!damaged.add(key)) {
      return;
    }
    objects.write(key + DAMAGED, text);
    LOG.atWarn()
        .addKeyValue("key", objects.url(key))
        .addKeyValue("cause", cause.getMessage())
        .log(
            "checkpoint is damaged: its days are fetched again. A copy has the same key with '{}'; to spare the requests, put the object's last good version back and restart",
            DAMAGED);
  }

  /** What is in memory of one source. */
  private final class Known {
    private final String source;
    private final Map<String, DaysFetched> windows = new HashMap<>();
    private @Nullable Set<String> keys;
    private int checked;

    private Known(String source) {
      this.source = source;
    }

    synchronized DaysFetched of(Place place) {
      DaysFetched known = windows.get(place.path());
      if (known == null) {
        known = look(place);
        windows.put(place.path(), known);
      }
      return known;
    }

    private DaysFetched look(Place place) {
      boolean whole = keys().contains(place.path() + WHOLE);
      if (whole && checked++ >= CHECKED) {
        return DaysFetched.ALL;
      }
      return read(place, keys()).map(DaysFetched::of).orElse(DaysFetched.NONE);
    }

    /** The objects that there may be of a place: another process may have written them since. */
    synchronized Set<String> keys(Place place) {
      String path = place.path();
      // One listing costs less than two questions for what is not there.
      return windows.getOrDefault(path, DaysFetched.NONE) == DaysFetched.NONE
          ? objects.keys(path + ".")
          : Set.of(path + WHOLE, path + PART);
    }

    private Set<String> keys() {
      Set<String> listed = keys;
      if (listed == null) {
        listed = objects.keys(Place.folder(source));
        keys = listed;
      }
      return listed;
    }

    synchronized void note(Checkpoint checkpoint) {
      windows.put(checkpoint.place().path(), DaysFetched.of(checkpoint));
    }
  }
}
