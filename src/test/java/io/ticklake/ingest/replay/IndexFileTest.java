package io.ticklake.ingest.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.ticklake.errors.StopRoute;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IndexFileTest {
  private static final String HEADER = "Index,Date,Open,High,Low,Close,Adj Close,Volume,CloseUSD\n";
  private static final String ROW = "HSI,1986-12-31,2568.3,2568,25e2,1,2,0,333.87900637";

  @TempDir Path dir;

  @Test
  void writesTheFieldsInLowerSnakeCaseWithDecimalPoints() throws IOException {
    IndexFile file = read(HEADER + ROW);

    assertThat(file.prices().get(0).json())
        .isEqualTo(
            "{\"index\":\"HSI\",\"date\":\"1986-12-31\",\"open\":2568.3,\"high\":2568.0,\"low\":2500.0,\"close\":1.0,\"adj_close\":2.0,\"volume\":0.0,\"close_usd\":333.87900637}");
  }

  @Test
  void acceptsAByteOrderMarkAndWindowsLineEnds() throws IOException {
    IndexFile file = read("\uFEFF" + HEADER.replace("\n", "\r\n") + ROW + "\r\n\r\n");

    assertThat(file.prices()).hasSize(1);
    assertThat(file.badRows()).isEmpty();
  }

  @Test
  void sortsByDateAndKeepsTheFilesOrderWithinADay() throws IOException {
    IndexFile file =
        read(
            HEADER
                + ROW.replace("1986-12-31", "1987-01-02")
                + "\n"
                + ROW
                + "\n"
                + ROW.replace("HSI", "NYA"));

    assertThat(file.prices())
        .extracting(IndexPrice::index, price -> price.date().toString())
        .containsExactly(
            tuple("HSI", "1986-12-31"), tuple("NYA", "1986-12-31"), tuple("HSI", "1987-01-02"));
  }

  @Test
  void countsBadRowsByTheirLineAndGoesOn() throws IOException {
    IndexFile file =
        read(
            HEADER
                + ROW
                + "\n"
                + "HSI,1987-01-01,1,2\n"
                + "\n"
                + ROW.replace("2568.3", "abc")
                + "\n"
                + ROW.replace("1986-12-31", "31.12.1986")
                + "\n"
                + ROW.replace("2568.3", "NaN")
                + "\n"
                + ROW.replace("2568.3", "")
                + "\n"
                + ROW.replace("HSI", "\"H\"SI")
                + "\n"
                + ROW
                + ",9\n"
                + ROW);

    assertThat(file.prices()).hasSize(2);
    assertThat(file.badRows())
        .extracting(BadRow::line)
        .containsExactly(3L, 5L, 6L, 7L, 8L, 9L, 10L);
    assertThat(file.badRows().get(0).reason()).isEqualTo("has 4 columns, expected are 9");
    assertThat(file.badRows().get(1).reason()).isEqualTo("Open 'abc' is not a number");
    assertThat(file.badRows().get(2).reason())
        .isEqualTo("Date '31.12.1986' is not a date yyyy-MM-dd");
  }

  @Test
  void confinesAStrayQuoteToItsRow() throws IOException {
    IndexFile file = read(HEADER + ROW.replace("HSI", "\"HSI") + "\n" + ROW + "\n");

    assertThat(file.prices()).hasSize(1);
    assertThat(file.badRows()).extracting(BadRow::line).containsExactly(2L);
  }

  @Test
  void namesTheHeaderThatItExpectedAndFound() {
    assertThatThrownBy(() -> read("a,b\n1,2\n"))
        .isInstanceOf(StopRoute.class)
        .hasMessageContaining("its header is 'a,b', expected is 'Index,Date,Open");
  }

  @Test
  void refusesWhatIsNotAFileOrNotText() throws IOException {
    Path binary = Files.write(dir.resolve("x.bin"), new byte[] {(byte) 0xC3, 0x28, 10});

    assertThatThrownBy(() -> read("")).hasMessageContaining("it is empty");
    assertThatThrownBy(() -> IndexFile.read(dir)).hasMessageContaining("it is not a file");
    assertThatThrownBy(() -> IndexFile.read(dir.resolve("no.csv")))
        .hasMessageContaining("there is no such file");
    assertThatThrownBy(() -> IndexFile.read(binary)).hasMessageContaining("not UTF-8");
  }

  private IndexFile read(String text) throws IOException {
    return IndexFile.read(
        Files.write(dir.resolve("in.csv"), text.getBytes(StandardCharsets.UTF_8)));
  }
}
