package io.ticklake.cli;

import io.ticklake.archive.ArchiveConfig;
import io.ticklake.aws.AwsClients;
import io.ticklake.aws.AwsConfig;
import io.ticklake.config.Settings;
import io.ticklake.ingest.RawBars;
import io.ticklake.ingest.RawZone;
import io.ticklake.ingest.feed.RawFrames;
import io.ticklake.ingest.replay.RecordSink;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Derives bars from the raw zone once more. */
final class RawReplayRun {
  private final CommandLine line;
  private final Settings settings;
  private final RawZone.Selection selection;
  private final @Nullable String topic;

  /**
   * @param topic null is that of bars
   */
  RawReplayRun(
      CommandLine line, Settings settings, RawZone.Selection selection, @Nullable String topic) {
    this.line = line;
    this.settings = settings;
    this.selection = selection;
    this.topic = topic;
  }

  /** Sends them; the exit status. */
  int run() throws IOException {
    String target = topic == null ? KafkaTarget.config(settings).barsTopic() : topic;
    Settings lake = new RunningProgram(settings).settingsFor(AwsConfig.S3.name());
    StopSignal stop = StopSignal.watch();
    try (AwsClients aws = new AwsClients(AwsConfig.from(lake));
        KafkaTarget kafka = KafkaTarget.open(settings, target)) {
      RawZone zone = new RawZone(aws.s3(), lake.get(ArchiveConfig.BUCKET));
      return stop.ended(send(zone, kafka.sink(), target, stop));
    } catch (IOException | RuntimeException e) {
      stop.ended(TicklakeCommand.FAILED);
      throw e;
    }
  }

  private int send(RawZone zone, RecordSink sink, String target, StopSignal stop) {
    RawBars bars;
    try (ReplayProgress progress = new ReplayProgress("replay", ReplayProgress.ENDLESS)) {
      long[] sent = new long[1];
      bars =
          new RawBars(
              target,
              Map.of(RawFrames.SOURCE, new RawFrames()),
              record -> {
                sink.send(record);
                progress.sent(++sent[0]);
              });
      zone.read(selection, bars, stop);
      sink.flush(target);
    }
    PrintWriter out = line.getOut();
    out.printf(
        "%d bars of %d pages in %d objects sent to topic '%s', %d bad rows, %d bad pages%n",
        bars.bars(), bars.pages(), bars.objects(), target, bars.badRows(), bars.badPages());
    out.flush();
    return bars.badPages() == 0 ? 0 : ReplayCommand.SOME_ROWS_BAD;
  }
}
