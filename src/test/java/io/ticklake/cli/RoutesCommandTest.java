package io.ticklake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Route files tried as an operator tries them, with the packaged settings. */
class RoutesCommandTest {
  private static final String FRESHNESS =
      """
      - templatedRoute:
          routeId: query-freshness
          routeTemplateRef: athena-query
          prefixId: freshness
          parameters:
            - { name: name, value: freshness }
            - { name: delay, value: 5s }
      """;
  private static final String UNKNOWN =
      """
      - route:
          id: x
          from:
            uri: timer
            parameters: { timerName: x }
            steps:
              - to: { uri: nosuch:thing }
      """;

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();

  @Test
  void aGoodFileIsSaidToBeGoodWithWhatItChanges() throws IOException {
    Path file = Files.writeString(folder.resolve("good.camel.yaml"), FRESHNESS);

    assertThat(check(file.toString())).as(out.toString()).isZero();
    assertThat(out.toString()).isEqualTo("good; would be new or other: query-freshness\n");
  }

  @Test
  void everyFileThatCannotBeUsedIsToldWithPlaceAndCause() throws IOException {
    Path unknown = Files.writeString(folder.resolve("unknown.camel.yaml"), UNKNOWN);
    Path good = Files.writeString(folder.resolve("good.camel.yaml"), FRESHNESS);
    Path absent = folder.resolve("absent.camel.yaml");
    Path large = Files.write(folder.resolve("large.camel.yaml"), new byte[2 << 20]);

    assertThat(
            check(
                unknown.toString(),
                good.toString(),
                absent.toString(),
                large.toString(),
                folder.toString()))
        .isEqualTo(1);
    assertThat(out.toString().lines())
        .hasSize(4)
        .anyMatch(line -> line.startsWith(unknown + ":7: ") && line.contains("nosuch"))
        .anyMatch(line -> line.startsWith(absent + ": "))
        .anyMatch(line -> line.startsWith(large + ": ") && line.contains("2097152 bytes"))
        .anyMatch(line -> line.startsWith(folder + ": ") && line.contains("is not a file"));
  }

  private int check(String... files) {
    String[] arguments = new String[files.length + 1];
    arguments[0] = "--check";
    System.arraycopy(files, 0, arguments, 1, files.length);
    return new CommandLine(new RoutesCommand())
        .setOut(new PrintWriter(out, true))
        .execute(arguments);
  }
}
