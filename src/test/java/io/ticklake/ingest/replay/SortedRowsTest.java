package io.ticklake.ingest.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SortedRowsTest {
  @TempDir Path dir;

  @ParameterizedTest
  @ValueSource(ints = {1_000_000, 100, 7})
  void givesRowsByDateAndThoseOfADayInTheFilesOrderHoweverLittleIsInMemory(int most)
      throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    List<String> lines = new ArrayList<>(List.of("ticker,date,open,high,low,close,volume"));
    for (int i = 0; i < 1000; i++) {
      lines.add("T%04d,2024-03-%02d,1,2,1,2,1".formatted(i, 1 + random.nextInt(28)));
    }
    try (ReplayFile file = open(lines);
        SortedRows sorted = new SortedRows(file, most)) {
      assertThat(sorted.pieces()).isEqualTo((1000 - 1) / most);
      for (int pass = 0; pass < 2; pass++) {
        try (RowStream rows = sorted.rows()) {
          List<ReplayMessage> messages = ReadFile.of(rows).messages();
          assertThat(messages).hasSize(1000);
          assertThat(messages).extracting(message -> message.day() + message.key()).isSorted();
        }
      }
    }
  }

  @Test
  void aScanTellsWhetherRowsAreInOrder() throws IOException {
    String header = "ticker,date,open,high,low,close,volume";
    String first = "A,2024-03-04,1,2,1,2,1";
    String second = "A,2024-03-08,1,2,1,2,1";
    List<BadRow> bad = new ArrayList<>();

    try (ReplayFile ordered = open(List.of(header, first, "bad", first, second))) {
      Scan scan = Scan.of(ordered, bad::add);
      assertThat(scan.inOrder()).isTrue();
      assertThat(scan.rows()).isEqualTo(3);
      assertThat(scan.badRows()).isEqualTo(1);
      assertThat(scan.days()).isEqualTo(5);
      assertThat(bad).hasSize(1);
    }
    try (ReplayFile mixed = open(List.of(header, second, first))) {
      assertThat(Scan.of(mixed, bad::add).inOrder()).isFalse();
    }
  }

  @Test
  void drawsTheSameRowsForTheSameSeedAndEveryRowSometime() throws IOException {
    List<String> lines = new ArrayList<>(List.of("ticker,date,open,high,low,close,volume"));
    for (int i = 0; i < 20; i++) {
      lines.add("T%d,2024-03-04,1,2,1,2,1".formatted(i));
    }
    try (ReplayFile file = open(lines)) {
      assertThat(draw(new RandomRows(file, 5))).isEqualTo(draw(new RandomRows(file, 5)));
      assertThat(draw(new RandomRows(file, 5))).isNotEqualTo(draw(new RandomRows(file, 6)));
      assertThat(draw(new RandomRows(file, 5)).stream().distinct()).hasSize(20);
      assertThat(draw(new RandomRows(file, 5, 3)).stream().distinct()).hasSize(3);
    }
  }

  private static List<String> draw(RandomRows rows) {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      if (rows.next() instanceof GoodRow row) {
        keys.add(row.message().apply(0).key());
      }
    }
    return keys;
  }

  private ReplayFile open(List<String> lines) throws IOException {
    return ReadFile.open(Files.write(dir.resolve("in.csv"), lines), FileForm.found());
  }
}
