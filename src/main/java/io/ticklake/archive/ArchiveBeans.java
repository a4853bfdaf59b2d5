package io.ticklake.archive;

import io.ticklake.component.kafkaslice.Format;
import io.ticklake.model.Event;
import io.ticklake.model.Landings;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.S3Client;

/** The names that archive.camel.yaml and further archive routes may use. */
public final class ArchiveBeans {
  // Of 6 CPU-seconds at level 6 two remain at level 1, for a quarter more bytes (docs: what the
  // sink costs).
  private static final Codec GZIP = new Codec.Gzip(1);
  // zstd's own default
  private static final int ZSTD_LEVEL = 3;

  // With S3's 150 ms a put these are 160 objects a second, more than two cores can encode.
  private static final int PUTS = 24;

  private final ArchiveConfig config;
  private final Landings landings;
  private final Clock clock;
  private final S3Client s3;
  private final Consumer<Event> events;

  /**
   * @param landings counts each object that S3 has confirmed
   * @param clock stamps landed objects and dead letters
   * @param s3 of the bucket
   * @param events is told of notices
   */
  public ArchiveBeans(
      ArchiveConfig config, Landings landings, Clock clock, S3Client s3, Consumer<Event> events) {
    this.events = events;
    this.s3 = s3;
    this.config = config;
    this.landings = landings;
    this.clock = clock;
  }

  /** Binds every bean under its name. */
  public void bindTo(BiConsumer<String, Object> registry) {
    bindFormats(registry);
    registry.accept("archiveFormats", new ArchiveFormats());
    registry.accept("archiveLedger", new S3LedgerStore(s3, config.bucket()));
    registry.accept("archivePuts", puts());
    registry.accept("archiveObject", new ArchiveObject(config.bucket(), landings, clock));
    registry.accept("archiveNotices", new Notices(config.bucket(), config.notifyPer()));
    registry.accept("archiveNoticeMessage", new NoticeMessage(clock, events));
  }

  /** For the objects of all slices of all routes; threads end when nothing is put. */
  private static ExecutorService puts() {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            PUTS,
            PUTS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread thread = new Thread(work, "archive-put-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private void bindFormats(BiConsumer<String, Object> registry) {
    Schema bars = Schema.read("schemas/bars.json");
    Format parquet = new ParquetFormat(bars, ZSTD_LEVEL);
    Format lines = new TypedLinesFormat(bars, GZIP);
    Format csv = new CsvFormat(bars, GZIP);
    registry.accept("jsonLines", new JsonLinesFormat(new Codec.None(), JsonNumbers.STRICT));
    registry.accept("jsonLinesGzip", new JsonLinesFormat(GZIP, JsonNumbers.STRICT));
    registry.accept(
        "jsonLinesZstd", new JsonLinesFormat(new Codec.Zstd(ZSTD_LEVEL), JsonNumbers.STRICT));
    registry.accept("jsonLinesGzip6", new JsonLinesFormat(new Codec.Gzip(6), JsonNumbers.STRICT));
    registry.accept("jsonLinesZstd1", new JsonLinesFormat(new Codec.Zstd(1), JsonNumbers.STRICT));
    registry.accept("rawPagesGzip", new JsonLinesFormat(GZIP, JsonNumbers.WITH_NAN));
    registry.accept("barsParquet", parquet);
    registry.accept("barsJsonLines", lines);
    registry.accept("barsCsv", csv);
    registry.accept(
        "barsFormat",
        switch (config.barsFormat()) {
          case PARQUET -> parquet;
          case JSON_LINES -> lines;
          case CSV -> csv;
        });
  }
}
