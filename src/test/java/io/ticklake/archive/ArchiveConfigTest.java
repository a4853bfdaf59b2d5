package io.ticklake.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ticklake.component.kafkaslice.Format;
import io.ticklake.model.Landings;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

class ArchiveConfigTest {
  @ParameterizedTest
  @CsvSource({"PARQUET,parquet", "JSON_LINES,jsonl.gz", "CSV,csv.gz"})
  void oneSettingSwitchesTheFormatOfBars(BarsFormat setting, String extension) {
    Map<String, Object> beans = new HashMap<>();
    new ArchiveBeans(
            new ArchiveConfig("lake", setting, NotifyPer.SLICE),
            new Landings(),
            java.time.Clock.systemUTC(),
            S3Client.builder().region(Region.US_EAST_1).build(),
            event -> {})
        .bindTo(beans::put);

    assertThat(((Format) beans.get("barsFormat")).extension()).isEqualTo(extension);
  }

  @Test
  void aSchemaThatIsAbsentOrNamesAFieldTwiceIsRefused() {
    assertThatThrownBy(() -> Schema.read("schemas/nowhere.json"))
        .hasMessageStartingWith("Schema file 'schemas/nowhere.json' is absent: ");
    Schema.Column column = new Schema.Column("a", ColumnType.LONG, true);
    assertThatThrownBy(() -> new Schema("s", java.util.Set.of("a"), java.util.List.of(column)))
        .hasMessage("Schema 's' has the field 'a' twice.");
  }

  @ParameterizedTest
  @CsvSource({"gzip,0", "gzip,10", "zstd,0", "zstd,20"})
  void aCompressionLevelOutOfRangeIsRefused(String codec, int level) {
    ThrowingCallable make =
        codec.equals("gzip") ? () -> new Codec.Gzip(level) : () -> new Codec.Zstd(level);

    assertThatThrownBy(make)
        .hasMessageStartingWith("Compression level " + level + " is out of range");
  }
}
