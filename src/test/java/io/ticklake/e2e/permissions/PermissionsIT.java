package io.ticklake.e2e.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticklake.testkit.LongForm;
import io.ticklake.testkit.PackagedProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged program through everything that calls AWS, each way of keeping the catalogue; what
 * it asked for is compared with what the template's role allows.
 */
// It waits for minutes, so that nothing which the program calls now and then is missed.
@LongForm
class PermissionsIT {
  private static final Duration SOON = Duration.ofSeconds(120);

  @TempDir Path directory;

  @Test
  void theRoleOfALakeWithACrawlerAllowsWhatTheProgramAsksForAndNothingElse() throws Exception {
    compare("crawler");
  }

  // The second mode takes over the tables of the first.
  @Test
  void theRoleOfALakeWithoutACrawlerAllowsWhatTheProgramAsksForAndNothingElse() throws Exception {
    compare("partitions", "projection");
  }

  private void compare(String... modes) throws Exception {
    Set<ApiCall> calls = new TreeSet<>();
    try (RecordedLake lake = RecordedLake.start(directory.resolve("services"))) {
      for (String mode : modes) {
        run(lake, mode);
      }
      calls.addAll(lake.calls());
    }
    List<Statement> statements = RecordedLake.role(modes[0]).statements();

    assertThat(calls)
        .as("calls that the role does not allow")
        .filteredOn(call -> statements.stream().noneMatch(s -> s.isOfProgram() && s.allows(call)))
        .isEmpty();
    assertThat(statements)
        .filteredOn(Statement::isOfProgram)
        .flatMap(statement -> unused(statement, calls))
        .as("rights that no call has asked for")
        .isEmpty();
  }

  private static List<String> unused(Statement statement, Set<ApiCall> calls) {
    return statement.actions().stream()
        .filter(
            action ->
                calls.stream()
                    .noneMatch(call -> call.action().equals(action) && statement.allows(call)))
        .map(action -> statement.sid() + " " + action)
        .toList();
  }

  private void run(RecordedLake lake, String mode) throws Exception {
    Files.createDirectories(directory.resolve("routes"));
    Files.writeString(directory.resolve("routes").resolve("kept.camel.yaml"), KEPT_ANSWERS);
    Map<String, String> settings = lake.settings(mode);
    try (PackagedProgram program = PackagedProgram.start(directory, settings)) {
      program.awaitOutput("catalogue updated", SOON);
      program.awaitOutput("query answered query=top-movers", SOON);
      assertThat(program.stop(SOON)).isZero();
    }
    // Again: ledger and checkpoints are there now.
    try (PackagedProgram program = PackagedProgram.start(directory, settings)) {
      program.awaitOutput("query answered query=daily-summary", SOON);
      command(settings, 0, "verify", "--deep");
      command(settings, 0, "query", "top-movers", "-p", "top=3");
      settings.put("ticklake.query.scan-limit", "1KB");
      command(settings, 1, "query", "SELECT * FROM bars");
      assertThat(program.stop(SOON)).isZero();
    }
  }

  private void command(Map<String, String> settings, int status, String... arguments) {
    try (PackagedProgram command = PackagedProgram.start(directory, settings, arguments)) {
      assertThat(command.awaitEnd(SOON)).as(command.output()).isEqualTo(status);
    }
  }

  // A packaged query whose answers are kept and mailed.
  private static final String KEPT_ANSWERS =
      """
      - templatedRoute:
          routeId: query-top-movers
          routeTemplateRef: athena-query
          prefixId: top-movers
          parameters:
            - { name: name, value: top-movers }
            - { name: csv, value: "true" }
            - { name: digest, value: "true" }
      """;
}
