package io.ticklake.ops.live;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Route;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Route files edited while the program runs. */
class LiveRoutesTest {
  private static final String ONE =
      """
      - route:
          id: flow-one
          from:
            uri: direct
            parameters: { name: one }
            steps:
              - setBody: { id: flow-one-body, constant: "%s" }
      """;
  private static final String TWO = ONE.replace("one", "two");
  private static final String TEMPLATE =
      """
      - routeTemplate:
          id: archive-topic
          parameters:
            - { name: topic, required: true }
            - { name: zone, defaultValue: "{{ticklake.word}}" }
            - { name: enabled, defaultValue: "true" }
          route:
            autoStartup: "{{enabled}}"
            from:
              uri: direct
              parameters: { name: "{{topic}}" }
              steps:
                - setBody: { id: archive-body, simple: "{{topic}} to {{zone}}" }
      """;
  private static final String BARS =
      """
      - templatedRoute:
          routeId: archive-bars
          routeTemplateRef: archive-topic
          prefixId: bars
          parameters:
            - { name: topic, value: bars }
      """;
  private static final String STUBBORN =
      """
      - route:
          id: flow-stubborn
          from:
            uri: stubborn:starts
            steps:
              - log: { id: flow-stubborn-log, message: "never" }
      """;
  private static final String PACKAGED =
      ONE.formatted("packaged") + TWO.formatted("packaged") + TEMPLATE + BARS + STUBBORN;
  private static final String FILE = "flow.camel.yaml";

  @TempDir Path folder;
  private Path routes;
  private LiveProgram program;

  @BeforeEach
  void start() throws Exception {
    routes = Files.createDirectory(folder.resolve("routes"));
  }

  @AfterEach
  void stop() {
    if (program != null) {
      program.close();
    }
  }

  private void run() throws Exception {
    program = LiveProgram.start(routes, PACKAGED);
  }

  private void write(String name, String text) throws IOException {
    Path temporary = Files.writeString(routes.resolve("." + name), text);
    Files.move(temporary, routes.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private static ConditionFactory soon(String what) {
    return await(what).atMost(Duration.ofSeconds(4)).pollInterval(Duration.ofMillis(20));
  }

  private void waitFor(String name, String answer) {
    soon("direct:" + name + " answers " + answer)
        .ignoreExceptions()
        .until(() -> program.ask(name), answer::equals);
  }

  private String waitForRejectionOf(String file) {
    soon(file + " is rejected").until(() -> program.rejected().containsKey(file));
    return program.rejected().get(file);
  }

  private List<Route> instances() {
    return List.of(
        program.route("flow-one"),
        program.route("flow-two"),
        program.route("archive-bars"),
        program.route("flow-stubborn"),
        program.route("mechanics"));
  }

  @Test
  void aGoodEditReplacesTheRouteThatChangedAndNoOther() throws Exception {
    run();
    List<Route> before = instances();

    write(FILE, ONE.formatted("edited") + TWO.formatted("packaged"));

    waitFor("one", "edited");
    assertThat(program.route("flow-one")).isNotSameAs(before.get(0));
    assertThat(instances().subList(1, 5)).isEqualTo(before.subList(1, 5));
    assertThat(program.rejected()).isEmpty();
  }

  @Test
  void aCommentOrAMovedLineRestartsNothing() throws Exception {
    write(FILE, ONE.formatted("mine"));
    run();
    List<Route> before = instances();

    write(FILE, "# why it is so\n\n" + ONE.formatted("mine"));
    write("more.camel.yaml", ONE.replace("one", "three").formatted("new"));

    waitFor("three", "new");
    assertThat(instances()).isEqualTo(before);
  }

  @Test
  void aStepWithoutIdInOneRouteDoesNotRestartTheNext() throws Exception {
    String bare = ONE.replace("id: flow-one-body, ", "").formatted("mine");
    String next = TWO.replace("id: flow-two-body, ", "").formatted("mine");
    write(FILE, bare + next);
    run();
    Route before = program.route("flow-two");

    write(FILE, bare + "        - setBody: { constant: \"edited\" }\n" + next);

    waitFor("one", "edited");
    assertThat(program.route("flow-two")).isSameAs(before);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "syntax error          | - setBody: { id: x, constant: | - setBody: { id: x, constant: \"edited | flow.camel.yaml:7 | ",
        "unknown step          | setBody: { id: x | setBodi: { id: x  | flow.camel.yaml:7 | setBodi",
        "unknown option        | parameters: { name: one } | parameters: { name: one, speed: 9 } | flow.camel.yaml:4 | speed",
        "unknown component     | uri: direct | uri: nosuch | flow.camel.yaml:4 | nosuch",
        "missing bean          | setBody: { id: x, constant: \"edited\" } | bean: { id: x, ref: nobody } | flow.camel.yaml:7 | nobody",
        "missing bean method   | setBody: { id: x, constant: \"edited\" } | bean: { id: x, ref: words, method: sing } | flow.camel.yaml:7 | sing",
        "missing placeholder   | constant: \"edited\" | simple: \"{{ticklake.nowhere}}\" | flow.camel.yaml | ticklake.nowhere",
        "bad expression        | constant: \"edited\" | simple: \"${bodi.x\" | flow.camel.yaml:7 | ",
        "second consumer       | name: one | name: two |  | direct://two",
        "route without id      | id: flow-one | description: nameless | flow.camel.yaml | without an id",
        "id of a Java route    | id: flow-one | id: mechanics | flow.camel.yaml | mechanics",
        "a bean of its own     | - route: | - beans: [ { name: b, type: java.util.Date } ]~- route: | flow.camel.yaml:1 | beans",
        "a tag                 | constant: \"edited\" | constant: !!javax.script.ScriptEngineManager [] | flow.camel.yaml:7 | tag",
        "not a list            | - route:~    id |  route:~    id | flow.camel.yaml:1 | list",
      })
  void aBrokenEditLeavesTheRunningRoutesAndSaysWhereAndWhy(
      String what, String from, String to, String place, String cause) throws Exception {
    run();
    List<Route> before = instances();

    String good = ONE.formatted("edited").replace("flow-one-body", "x");
    String broken = good.replace(lines(from), lines(to));
    assertThat(broken).isNotEqualTo(good);
    write(FILE, broken);

    String told = waitForRejectionOf(FILE);
    assertThat(told)
        .startsWith(place == null ? "" : routes + "/" + place)
        .contains(cause == null ? "" : cause);
    assertThat(told).doesNotContain("org.apache.camel.").hasLineCount(1);
    assertThat(instances()).isEqualTo(before);
    assertThat(program.ask("one")).isEqualTo("packaged");
    assertThat(program.context().getRoutes()).hasSize(5);

    write(FILE, good);

    waitFor("one", "edited");
    assertThat(program.rejected()).isEmpty();
  }

  private static String lines(String text) {
    return text.replace('~', '\n');
  }

  @Test
  void anIdInTwoExternalFilesRejectsTheSecond() throws Exception {
    run();
    write("a.camel.yaml", ONE.formatted("a"));
    waitFor("one", "a");

    write("b.camel.yaml", ONE.formatted("b"));

    assertThat(waitForRejectionOf("b.camel.yaml"))
        .startsWith(routes + "/b.camel.yaml")
        .contains("'flow-one'", "a.camel.yaml");
    assertThat(program.ask("one")).isEqualTo("a");

    Files.delete(routes.resolve("a.camel.yaml"));

    waitFor("one", "b");
    assertThat(program.rejected()).isEmpty();
  }

  @Test
  void twoFilesMayExchangeTheirRoutes() throws Exception {
    write("a.camel.yaml", ONE.formatted("a"));
    write("b.camel.yaml", TWO.formatted("b"));
    run();

    write("a.camel.yaml", TWO.formatted("a"));
    write("b.camel.yaml", ONE.formatted("b"));

    waitFor("one", "b");
    waitFor("two", "a");
    assertThat(program.rejected()).isEmpty();
  }

  @Test
  void whatCannotBeReadAsTextIsRejected() throws Exception {
    write("gone.camel.yaml", ONE.formatted("mine"));
    run();
    Route before = program.route("flow-one");

    Files.createDirectory(routes.resolve("folder.camel.yaml"));
    try (RandomAccessFile large =
        new RandomAccessFile(routes.resolve("large.camel.yaml").toFile(), "rw")) {
      large.setLength(100 << 20);
    }
    Files.writeString(routes.resolve("gone.camel.yaml"), "# sch\u00f6n\n", ISO_8859_1);

    assertThat(waitForRejectionOf("folder.camel.yaml")).contains("is not a file");
    assertThat(waitForRejectionOf("large.camel.yaml")).contains("104857600 bytes");
    assertThat(waitForRejectionOf("gone.camel.yaml")).contains("UTF-8");
    assertThat(program.route("flow-one")).isSameAs(before);
  }

  @Test
  void aRemovedFileGivesThePackagedRouteBack() throws Exception {
    write(FILE, ONE.formatted("mine") + ONE.replace("one", "three").formatted("mine"));
    run();
    Route two = program.route("flow-two");
    assertThat(program.ask("one")).isEqualTo("mine");
    assertThat(program.ask("three")).isEqualTo("mine");

    Files.delete(routes.resolve(FILE));

    waitFor("one", "packaged");
    assertThat(program.route("flow-three")).isNull();
    assertThat(program.route("flow-two")).isSameAs(two);
  }

  @Test
  void aFileInThePlaceOfTheDirectoryIsReported() throws Exception {
    Files.delete(routes);
    Files.writeString(routes, "oops");

    run();

    assertThat(waitForRejectionOf(routes.toString())).contains("NotDirectory");
    assertThat(program.ask("one")).isEqualTo("packaged");
    Files.delete(routes);
    soon("the report ends").until(() -> program.rejected().isEmpty());
  }

  @Test
  void theDirectoryMayComeLaterAndGoAgain() throws Exception {
    Files.delete(routes);
    run();

    Files.createDirectory(routes);
    write(FILE, ONE.formatted("mine"));
    waitFor("one", "mine");
    Files.delete(routes.resolve(FILE));
    Files.delete(routes);

    waitFor("one", "packaged");
  }

  @Test
  void editorsMaySaveAsTheyDo() throws Exception {
    run();

    Files.writeString(routes.resolve(".flow.camel.yaml.swp"), "no yaml: [");
    Files.writeString(routes.resolve(".flow.camel.yaml"), "no yaml: [");
    Files.writeString(routes.resolve("flow.camel.yaml~"), "no yaml: [");
    Files.writeString(routes.resolve(FILE), ONE.formatted("first"));
    waitFor("one", "first");
    Files.writeString(
        routes.resolve(FILE), ONE.formatted("second"), StandardOpenOption.TRUNCATE_EXISTING);
    waitFor("one", "second");
    Files.move(routes.resolve(FILE), routes.resolve("renamed.camel.yaml"));
    write("late.camel.yaml", TWO.formatted("late"));

    waitFor("two", "late");
    assertThat(program.ask("one")).isEqualTo("second");
    assertThat(program.rejected()).isEmpty();
  }

  @Test
  void anEmptyFileIsRejectedAndTheOldOneRunsOn() throws Exception {
    write(FILE, ONE.formatted("mine"));
    run();
    Route before = program.route("flow-one");

    write(FILE, "");

    assertThat(waitForRejectionOf(FILE)).contains("is empty");
    assertThat(program.route("flow-one")).isSameAs(before);
  }

  @Test
  void aTemplatedRouteGetsNewValues() throws Exception {
    run();
    assertThat(program.ask("bars")).isEqualTo("bars to packaged");
    Route one = program.route("flow-one");

    write(FILE, BARS + "      - { name: zone, value: attic }\n");

    waitFor("bars", "bars to attic");
    assertThat(program.route("flow-one")).isSameAs(one);
  }

  @Test
  void aNewRouteIsMadeFromAPackagedTemplate() throws Exception {
    run();

    write("further.camel.yaml", BARS.replace("bars", "fx"));

    waitFor("fx", "fx to packaged");
    Files.delete(routes.resolve("further.camel.yaml"));
    soon("route archive-fx is gone").until(() -> program.route("archive-fx") == null);
  }

  @Test
  void aChangedTemplateRebuildsItsRoutes() throws Exception {
    run();

    write(FILE, TEMPLATE.replace(" to ", " into "));

    waitFor("bars", "bars into packaged");
    Files.delete(routes.resolve(FILE));
    waitFor("bars", "bars to packaged");
  }

  @Test
  void aPlainRouteMayTakeThePlaceOfATemplatedOne() throws Exception {
    run();

    write(FILE, ONE.replace("flow-one", "archive-bars").replace("one", "bars").formatted("plain"));

    waitFor("bars", "plain");
    Files.delete(routes.resolve(FILE));
    waitFor("bars", "bars to packaged");
  }

  @Test
  void aRouteThatCannotBeStartedGivesWayToTheOneThatRan() throws Exception {
    run();
    Route one = program.route("flow-one");

    write(FILE, STUBBORN.replace("starts", "refuses"));

    assertThat(waitForRejectionOf(FILE)).startsWith(routes + "/" + FILE).contains("4711");
    soon("flow-stubborn runs again").until(() -> program.runs("flow-stubborn"));
    assertThat(program.route("flow-stubborn").getEndpoint().getEndpointUri())
        .isEqualTo("stubborn://starts");
    assertThat(program.route("flow-one")).isSameAs(one);
  }

  @Test
  void aNewRouteThatCannotBeStartedIsTakenOutAgain() throws Exception {
    run();

    write("new.camel.yaml", STUBBORN.replace("starts", "refuses").replace("flow-", "new-"));

    assertThat(waitForRejectionOf("new.camel.yaml")).contains("4711");
    soon("new-stubborn is gone").until(() -> program.route("new-stubborn") == null);
  }

  @Test
  void aBrokenFileAtStartLeavesThePackagedRoutesRunning() throws Exception {
    write(FILE, ONE.formatted("mine").replace("direct", "nosuch"));
    write("good.camel.yaml", TWO.formatted("mine"));

    run();

    assertThat(program.rejected().get(FILE)).contains(FILE + ":4", "nosuch");
    assertThat(program.ask("one")).isEqualTo("packaged");
    assertThat(program.ask("two")).isEqualTo("mine");
  }

  @Test
  void healthAndMetricsTellOfARejectedFileAndStayReady() throws Exception {
    write(FILE, ONE.formatted("mine").replace("direct", "nosuch"));
    run();

    HealthCheck.Result result =
        HealthCheckRegistry.get(program.context())
            .getCheck("route-files")
            .orElseThrow()
            .callReadiness();

    assertThat(result.getState()).isEqualTo(HealthCheck.State.UP);
    assertThat(String.valueOf(result.getDetails().get(FILE))).contains(FILE + ":4: ", "nosuch");
    MeterRegistry meters = program.context().getRegistry().findSingleByType(MeterRegistry.class);
    assertThat(meters.get("ticklake.route.files.rejected").gauge().value()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bombs")
  void aBombIsRefusedAndTheNextEditIsTaken(String what, String bomb, String cause)
      throws Exception {
    run();

    write(FILE, bomb);

    assertThat(waitForRejectionOf(FILE)).startsWith(routes + "/" + FILE).contains(cause);
    assertThat(program.ask("one")).isEqualTo("packaged");

    write(FILE, ONE.formatted("edited"));

    waitFor("one", "edited");
  }

  static List<Arguments> bombs() {
    StringBuilder aliases = new StringBuilder("- a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      aliases.append("- a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(10)));
    }
    // Few aliases of steps that work, doubled in each line: 2^20 of them in the last.
    String from = "- route: { id: flow-one, from: { uri: \"direct:one\", steps: %s } }\n";
    StringBuilder steps = new StringBuilder();
    String step =
        "- routeTemplate: { id: t%d, route: { from: { uri: \"direct:t%d\", steps: &s%d [%s] } } }\n";
    steps.append(step.formatted(0, 0, 0, "{ setBody: { constant: x } }"));
    for (int i = 1; i <= 20; i++) {
      String twice = "{ pipeline: { steps: *s%d } }".formatted(i - 1);
      steps.append(step.formatted(i, i, i, twice + ", " + twice));
    }
    return List.of(
        Arguments.of("aliases", aliases.toString(), "aliases"),
        Arguments.of("steps, doubled", steps + from.formatted("*s20"), "aliases"),
        Arguments.of("a circle", from.formatted("&s [ { pipeline: { steps: *s } } ]"), "aliases"),
        Arguments.of("brackets", "- " + "[".repeat(500_000), "nested deeper than"),
        Arguments.of("maps", "- " + "{ a: ".repeat(100_000), "nested deeper than"),
        Arguments.of("dashes", "- ".repeat(200_000), "nested deeper than"));
  }
}
