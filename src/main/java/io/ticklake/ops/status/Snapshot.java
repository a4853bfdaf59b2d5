package io.ticklake.ops.status;

import io.ticklake.model.LandedObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page shows at a moment. Its JSON, with the components' names, is what {@code
 * /status.json} and {@code /status/events} send.
 *
 * @param stages the four, in the order of the flow
 * @param objects the newest, newest first
 * @param answer the last answer of a query on schedule
 * @param problems of the last hour, newest first
 */
public record Snapshot(
    Instant at,
    Program program,
    List<Stage> stages,
    List<LandedObject> objects,
    Freshness freshness,
    @Nullable Table answer,
    List<Problem> problems) {

  /** Which program it is, and since when it runs. */
  public record Program(String version, Instant since) {}

  /**
   * A stage.
   *
   * @param name ingest, archive, catalog or query
   * @param reason why it is not up
   * @param cure what to do about that
   * @param since when it began not to be up
   * @param headline the one figure to look at
   * @param events what it did last, newest first
   */
  public record Stage(
      String name,
      State state,
      @Nullable String reason,
      @Nullable String cure,
      @Nullable Instant since,
      Fact headline,
      List<Fact> facts,
      List<Event> events) {}

  /** Whether a stage works. */
  public enum State {
    UP,
    /** For something that is not there: it is tried again by itself. */
    WAITING,
    /** By a person. */
    STOPPED
  }

  /**
   * A figure with its name.
   *
   * @param value a number, a text, or an instant; null while it is not known
   */
  public record Fact(String name, Kind kind, @Nullable Object value) {}

  /** How a figure is written. */
  public enum Kind {
    /** Records a second. */
    RATE,
    COUNT,
    BYTES,
    DOLLARS,
    TIME,
    TEXT
  }

  /** Something that a stage did. */
  public record Event(Instant at, String what, String details) {}

  /**
   * How new the lake is.
   *
   * @param newestBar the newest trading day of which bars are known to be in the lake
   * @param newestObject when the last object landed
   * @param objects that landed since the program started
   */
  public record Freshness(
      @Nullable String newestBar, @Nullable Instant newestObject, long objects) {}

  /** An answer as a table. */
  public record Table(
      String query,
      Instant at,
      List<Head> columns,
      List<List<@Nullable String>> rows,
      boolean more,
      long scannedBytes,
      BigDecimal dollars,
      long tookMs) {}

  /** The head of a column. */
  public record Head(String name, boolean number) {}

  /**
   * What went wrong, as often as it did.
   *
   * @param where the stage, or the part of the program
   * @param code of the runbook; empty when it has none
   * @param cure what to do; null where the message says all that is known
   */
  public record Problem(
      String where,
      Severity severity,
      String code,
      String message,
      @Nullable String cure,
      long count,
      Instant first,
      Instant last) {}

  /** Whether a person must act. */
  public enum Severity {
    WARNING,
    ERROR
  }

  /** Whether the other shows the same, if taken at another time. */
  boolean showsTheSameAs(@Nullable Snapshot other) {
    return other != null
        && equals(
            new Snapshot(
                at,
                other.program,
                other.stages,
                other.objects,
                other.freshness,
                other.answer,
                other.problems));
  }
}
