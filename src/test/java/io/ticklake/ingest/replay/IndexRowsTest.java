package io.ticklake.ingest.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ticklake.errors.StopRoute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of index prices that needs no options. */
final class IndexRowsTest {
  private static final String HEADER = "Index,Date,Open,High,Low,Close,Adj Close,Volume,CloseUSD\n";
  private static final String ROW = "HSI,1986-12-31,2568.3,2568,25e2,2501,2,0,333.87900637";

  @TempDir Path dir;

  @Test
  void writesTheFieldsInLowerSnakeCaseWithDecimalPoints() throws IOException {
    ReadFile file = ReadFile.of(dir, HEADER + ROW);

    assertThat(file.json())
        .containsExactly(
            "{\"index\":\"HSI\",\"date\":\"1986-12-31\",\"open\":2568.3,\"high\":2568.0,\"low\":2500.0,\"close\":2501.0,\"adj_close\":2.0,\"volume\":0.0,\"close_usd\":333.87900637}");
    assertThat(file.messages().get(0).key()).isEqualTo("HSI");
    assertThat(file.messages().get(0).day()).hasToString("1986-12-31");
  }

  @Test
  void acceptsAByteOrderMarkAndWindowsLineEnds() throws IOException {
    ReadFile file = ReadFile.of(dir, "\uFEFF" + HEADER.replace("\n", "\r\n") + ROW + "\r\n\r\n");

    assertThat(file.json()).hasSize(1);
    assertThat(file.bad()).isEmpty();
  }

  @Test
  void tellsOfBadRowsByTheirLineAndGoesOn() throws IOException {
    ReadFile file =
        ReadFile.of(
            dir,
            String.join(
                "\n",
                HEADER + ROW,
                "HSI,1987-01-01,1,2",
                "",
                ROW.replace("2568.3", "abc"),
                ROW.replace("1986-12-31", "31.12.1986"),
                ROW.replace("1986-12-31", "1987-02-29"),
                ROW.replace("2568.3", "NaN"),
                ROW.replace("2568.3", ""),
                ROW.replace("HSI", "\"H\"SI"),
                ROW + ",9",
                ROW.replace("2568.3", "\"2,568.3\""),
                ROW.replace("2568.3", "-1"),
                ROW.replace("2568,", "2499,"),
                ROW.replace("HSI", ""),
                ROW.replace("2568.3", "0x1p3"),
                ROW));

    assertThat(file.json()).hasSize(2);
    assertThat(file.badLines())
        .containsExactly(3L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L, 15L, 16L);
    assertThat(file.reasons().get(0)).isEqualTo("has 4 columns, expected are 9");
    assertThat(file.reasons().get(1)).isEqualTo("Open 'abc' is not a number");
    assertThat(file.reasons().get(2)).startsWith("Date '31.12.1986' is not a date");
    assertThat(file.reasons().get(3)).startsWith("Date '1987-02-29' is not a date");
    assertThat(file.reasons().get(8))
        .isEqualTo("Open '2,568.3' is not a number (write it without thousands separators)");
    assertThat(file.reasons().get(9)).isEqualTo("Open '-1.0' is negative");
    assertThat(file.reasons().get(10)).isEqualTo("High '2499.0' is below low '2500.0'");
    assertThat(file.reasons().get(11)).isEqualTo("its ticker is missing");
    assertThat(file.bad().get(0).bytes()).asString().isEqualTo("HSI,1987-01-01,1,2");
  }

  @Test
  void confinesAStrayQuoteToItsRow() throws IOException {
    ReadFile file =
        ReadFile.of(dir, HEADER + ROW.replace("HSI", "\"HSI") + "\n" + ROW + "\n" + ROW);

    assertThat(file.json()).hasSize(2);
    assertThat(file.badLines()).containsExactly(2L);
  }

  @Test
  void twoStrayQuotesDoNotSwallowTheRowsBetweenThem() throws IOException {
    String stray = ROW.replace("HSI", "\"HSI");
    ReadFile file = ReadFile.of(dir, HEADER + String.join("\n", stray, ROW, ROW, stray, ROW));

    assertThat(file.json()).hasSize(3);
    assertThat(file.badLines()).containsExactly(2L, 5L);
  }

  @Test
  void saysWhatAFileLacks() {
    assertThatThrownBy(() -> ReadFile.of(dir, "a,b\n1,2\n"))
        .isInstanceOf(StopRoute.class)
        .hasMessageContaining(
            "a bar needs ticker (or --ticker), date, open, high, low, close, volume, which are not among its columns [a, b]");
  }

  @Test
  void refusesWhatIsNotAFileOrNotText() throws IOException {
    Path binary = Files.write(dir.resolve("x.bin"), new byte[] {(byte) 0xC3, 0x28, 10});

    assertThatThrownBy(() -> ReadFile.of(dir, "")).hasMessageContaining("it is empty");
    assertThatThrownBy(() -> ReadFile.of(dir, FileForm.found()))
        .hasMessageContaining("it is not a file");
    assertThatThrownBy(() -> ReadFile.of(dir.resolve("no.csv"), FileForm.found()))
        .hasMessageContaining("there is no such file");
    assertThatThrownBy(() -> ReadFile.of(binary, FileForm.found()))
        .hasMessageContaining("it is not UTF-8 text");
  }
}
