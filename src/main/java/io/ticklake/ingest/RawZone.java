package io.ticklake.ingest;

import com.github.luben.zstd.ZstdInputStream;
import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.RetryLater;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The raw zone of the lake: {@code raw/source=<source>/dt=<fetch date>/*.jsonl.gz}, a page a line.
 * Objects never change, so they may be read while the archive writes further ones.
 */
public final class RawZone {
  private static final String ROOT = "raw/";
  private static final String SOURCE = "source=";
  private static final String DAY = "dt=";

  private final S3Client s3;
  private final String bucket;

  /**
   * Which pages.
   *
   * @param source all when empty
   * @param from first fetch date, UTC
   * @param to last fetch date, inclusive
   */
  public record Selection(
      Optional<String> source, Optional<LocalDate> from, Optional<LocalDate> to) {
    private boolean holds(String folder) {
      LocalDate day = LocalDate.parse(folder.substring(DAY.length()));
      return from.map(first -> !day.isBefore(first)).orElse(true)
          && to.map(last -> !day.isAfter(last)).orElse(true);
    }
  }

  /** Takes what is read. */
  public interface Lines {
    /** An object is opened. */
    void object(String key);

    /** The next line of it: a page in its envelope. */
    void line(byte[] line);
  }

  public RawZone(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  /**
   * Reads pages, object by object, those of a source by their fetch date. Only a line at a time is
   * in memory.
   *
   * @param stopped whether somebody asked to stop
   * @throws RetryLater when S3 does not answer, or an object cannot be read
   */
  public void read(Selection selection, Lines lines, BooleanSupplier stopped) {
    for (String folder : folders(selection)) {
      for (S3Object object : list(folder)) {
        if (stopped.getAsBoolean()) {
          return;
        }
        lines.object(object.key());
        read(object.key(), lines, stopped);
      }
    }
  }

  private List<String> folders(Selection selection) {
    List<String> sources =
        selection
            .source()
            .map(source -> List.of(ROOT + SOURCE + source + "/"))
            .orElseGet(() -> below(ROOT, SOURCE));
    return sources.stream()
        .flatMap(source -> below(source, DAY).stream())
        .filter(folder -> selection.holds(last(folder)))
        .toList();
  }

  private static String last(String folder) {
    String open = folder.substring(0, folder.length() - 1);
    return open.substring(open.lastIndexOf('/') + 1);
  }

  private List<String> below(String prefix, String name) {
    try {
      return s3
          .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix).delimiter("/"))
          .commonPrefixes()
          .stream()
          .map(CommonPrefix::prefix)
          .filter(folder -> last(folder).startsWith(name))
          .toList();
    } catch (SdkException e) {
      throw failed(prefix, e);
    }
  }

  private Iterable<S3Object> list(String folder) {
    try {
      return s3
          .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(folder))
          .contents()
          .stream()
          .toList();
    } catch (SdkException e) {
      throw failed(folder, e);
    }
  }

  private void read(String key, Lines lines, BooleanSupplier stopped) {
    try (InputStream object = s3.getObject(get -> get.bucket(bucket).key(key));
        BufferedReader text =
            new BufferedReader(new InputStreamReader(plain(key, object), StandardCharsets.UTF_8))) {
      for (String line = text.readLine();
          line != null && !stopped.getAsBoolean();
          line = text.readLine()) {
        lines.line(line.getBytes(StandardCharsets.UTF_8));
      }
    } catch (SdkException | IOException | UncheckedIOException e) {
      throw failed(key, e);
    }
  }

  private static InputStream plain(String key, InputStream object) throws IOException {
    if (key.endsWith(".gz")) {
      return new GZIPInputStream(object, 1 << 16);
    }
    return key.endsWith(".zst") ? new ZstdInputStream(object) : object;
  }

  private RetryLater failed(String key, Exception e) {
    return new RetryLater(
        ErrorCode.SERVICE_UNREACHABLE,
        "Cannot read s3://%s/%s: %s. Check bucket, region, credentials and rights (s3:ListBucket, s3:GetObject), then run it again."
            .formatted(bucket, key, e.getMessage()),
        e);
  }
}
