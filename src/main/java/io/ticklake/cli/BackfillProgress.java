package io.ticklake.cli;

import io.ticklake.ingest.Backfill;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far a backfill is: a bar on a terminal, a log line now and then elsewhere. */
final class BackfillProgress implements Backfill.Progress, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("ticklake");
  private static final Duration LOG_EVERY = Duration.ofSeconds(10);

  private final int total;
  private final long begun = System.nanoTime();
  private final @Nullable ProgressBar bar;
  private long lastLogged = begun;

  /**
   * @param total requests
   */
  BackfillProgress(int total) {
    this.total = total;
    this.bar =
        isTerminal()
            ? new ProgressBarBuilder()
                .setTaskName("backfill")
                .setInitialMax(total)
                .setUnit(" requests", 1)
                .build()
            : null;
  }

  // On Java 17 a console is there only when input and output are a terminal.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    return System.console() != null;
  }

  @Override
  public void at(int done, long bars) {
    long now = System.nanoTime();
    double seconds = Math.max(1e-3, (now - begun) / 1e9);
    String rate = "%.1f requests a minute".formatted(60 * done / seconds);
    if (bar != null) {
      // The library shows the requests, and the time that is left.
      bar.stepTo(done);
      bar.setExtraMessage(" %s, %,d left, %,d bars".formatted(rate, total - done, bars));
    } else if (now - lastLogged > LOG_EVERY.toNanos() || done == total) {
      lastLogged = now;
      LOG.atInfo()
          .addKeyValue("done", done)
          .addKeyValue("left", total - done)
          .addKeyValue("bars", bars)
          .addKeyValue("rate", rate)
          .addKeyValue("secondsLeft", Math.round((total - done) * seconds / done))
          .log("backfill");
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
