package io.ticklake.cli;

import io.ticklake.config.Settings;
import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.StopRoute;
import io.ticklake.ingest.replay.BadRowSink;
import io.ticklake.ingest.replay.FileForm;
import io.ticklake.ingest.replay.Pace;
import io.ticklake.ingest.replay.Passes;
import io.ticklake.ingest.replay.RandomRows;
import io.ticklake.ingest.replay.Replay;
import io.ticklake.ingest.replay.ReplayFile;
import io.ticklake.ingest.replay.Scan;
import io.ticklake.ingest.replay.Shape;
import io.ticklake.ingest.replay.SortedRows;
import io.ticklake.kafka.KafkaConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** One replay of a file. */
final class FileReplayRun {
  // The zone that the topic of rows goes to has a folder for each value of this field.
  private static final String FIELD_OF_FOLDERS = "index";

  private final CommandLine line;
  private final Settings settings;
  private final Asked asked;
  private final Clock clock = Clock.systemUTC();

  /**
   * What the user wants.
   *
   * @param topic null is the one of the shape
   * @param check whether to send nothing
   */
  record Asked(
      Path file,
      FileForm form,
      @Nullable String topic,
      boolean check,
      Pace pace,
      ReplayEndOptions end,
      long seed,
      long count,
      int sortRows) {}

  FileReplayRun(CommandLine line, Settings settings, Asked asked) {
    this.line = line;
    this.settings = settings;
    this.asked = asked;
  }

  /** Sends, or checks; the exit status. */
  int run() throws IOException {
    KafkaConfig kafka = KafkaTarget.config(settings);
    try (ReplayFile file =
        ReplayFile.open(
            asked.file, asked.form, System.in, clock.instant().truncatedTo(ChronoUnit.MILLIS))) {
      refuseWhatCannotBe(file);
      if (asked.check) {
        return check(file);
      }
      String topic = topic(file, kafka);
      StopSignal stop = StopSignal.watch();
      try (KafkaTarget target = KafkaTarget.open(settings, topic, kafka.deadLetterTopic())) {
        BadRowSink letters =
            new BadRowSink(
                target.sink(), kafka.deadLetterTopic(), topic, asked.file.toString(), clock);
        BadRowList bad = new BadRowList(line.getErr(), asked.file.toString(), letters::keep);
        return stop.ended(send(file, target, topic, bad, stop));
      } catch (IOException | RuntimeException e) {
        stop.ended(TicklakeCommand.FAILED);
        throw e;
      }
    }
  }

  private void refuseWhatCannotBe(ReplayFile file) {
    if (file.isStandardInput() && asked.end.isEndless()) {
      throw refused("standard input can be read once: --loop and --sample need a file");
    }
    if (asked.end.shiftsDates() && !file.canShiftDates()) {
      throw refused("--shift-dates cannot be used with JSON lines that are sent as they are");
    }
  }

  private String topic(ReplayFile file, KafkaConfig kafka) {
    if (asked.topic != null) {
      return asked.topic;
    }
    if (file.shape() == Shape.BARS) {
      return kafka.barsTopic();
    }
    if (file.lacks(FIELD_OF_FOLDERS)) {
      throw refused(
          "topic '%s' is archived by the field 'index', which its rows lack. Send them elsewhere with --topic, or as bars with --as bars"
              .formatted(kafka.replayTopic()));
    }
    return kafka.replayTopic();
  }

  private StopRoute refused(String why) {
    return new StopRoute(
        ErrorCode.REPLAY_FILE_UNUSABLE,
        "Cannot replay '%s': %s. Nothing was sent.".formatted(asked.file, why));
  }

  private int check(ReplayFile file) throws IOException {
    BadRowList bad = BadRowList.whole(line.getErr(), asked.file.toString());
    Scan scan = Scan.of(file, bad);
    bad.close();
    PrintWriter out = line.getOut();
    out.printf(
        "%d rows can be sent as %s, %d bad rows; %s%n",
        scan.rows(),
        file.shape(),
        scan.badRows(),
        scan.inOrder() ? "in date order" : "not in date order");
    out.flush();
    return scan.badRows() == 0 ? 0 : ReplayCommand.SOME_ROWS_BAD;
  }

  private int send(
      ReplayFile file, KafkaTarget target, String topic, BadRowList bad, StopSignal stop)
      throws IOException {
    long sent;
    if (file.isStandardInput()) {
      sent = replay(target, new Source(file::rows, ReplayProgress.ENDLESS, 0), topic, bad, stop);
    } else {
      Scan scan = Scan.of(file, bad);
      bad.close();
      sent = ordered(file, target, scan, topic, stop);
    }
    bad.close();
    PrintWriter out = line.getOut();
    out.printf("%d rows sent to topic '%s', %d bad rows%n", sent, topic, bad.count());
    out.flush();
    return bad.count() == 0 ? 0 : ReplayCommand.SOME_ROWS_BAD;
  }

  // Bad rows were dealt with when the file was scanned.
  private long ordered(
      ReplayFile file, KafkaTarget target, Scan scan, String topic, StopSignal stop)
      throws IOException {
    BadRowList none = BadRowList.deaf();
    long total = total(scan);
    if (asked.end.sample) {
      RandomRows rows = new RandomRows(file, asked.seed);
      return replay(target, new Source(() -> rows, total, 0), topic, none, stop);
    }
    if (scan.inOrder()) {
      return replay(target, new Source(file::rows, total, scan.days()), topic, none, stop);
    }
    try (SortedRows sorted = new SortedRows(file, asked.sortRows)) {
      return replay(target, new Source(sorted::rows, total, scan.days()), topic, none, stop);
    }
  }

  private long total(Scan scan) {
    if (!asked.end.isEndless()) {
      return Math.min(asked.count, scan.rows());
    }
    return asked.count == Long.MAX_VALUE ? ReplayProgress.ENDLESS : asked.count;
  }

  // Rows, how many will be sent, and how many days they take.
  private record Source(Passes passes, long total, long days) {}

  private long replay(
      KafkaTarget target, Source source, String topic, BadRowList bad, StopSignal stop)
      throws IOException {
    Replay.Plan plan =
        new Replay.Plan(topic, asked.pace, asked.count, asked.end.loop(), source.days);
    try (ReplayProgress progress = new ReplayProgress("replay", source.total)) {
      return new Replay(target.sink(), plan, bad, progress::sent, stop).send(source.passes);
    }
  }
}
