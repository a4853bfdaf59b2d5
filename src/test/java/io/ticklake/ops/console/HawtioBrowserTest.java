package io.ticklake.ops.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hawtio, and pages that would like to be it, in a real browser under the port's own policies. */
@Tag("browser")
class HawtioBrowserTest {
  private static final String TICK = "//tr[.//*[normalize-space()='flow-tick']]";

  @TempDir static Path profile;
  private static final Answered ANSWERED = new Answered();
  private static ConsoleProgram program;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(
        Browser.find("chromium").isPresent() && Browser.find("chromedriver").isPresent(),
        "chromium and chromedriver are not on the PATH");
    program = ConsoleProgram.start(ANSWERED);
    browser = Browser.start(profile);
  }

  @AfterAll
  static void stop() throws IOException {
    if (browser != null) {
      browser.close();
    }
    if (program != null) {
      program.close();
    }
  }

  private static ConditionFactory soon(String what) {
    return Awaitility.await(what)
        .atMost(Duration.ofSeconds(40))
        .pollInterval(Duration.ofMillis(300))
        .ignoreExceptions();
  }

  private static void clickWhenThere(String what, String xpath) {
    soon(what)
        .until(
            () -> {
              browser.click(xpath);
              return true;
            });
  }

  @Test
  void routesAreSeenStoppedAndStartedByClicks() throws IOException {
    browser.go(program.uri("/hawtio/"));
    clickWhenThere(
        "routes in the tree", "//*[contains(@class,'tree')]//*[normalize-space()='routes']");
    soon("the routes' table")
        .until(() -> browser.text().contains("flow-tick") && browser.text().contains("flow-end"));

    clickWhenThere("the route's box", TICK + "//input[@type='checkbox']");
    clickWhenThere("stop", "//button[normalize-space()='Stop']");

    soon("flow-tick is stopped").until(() -> program.status("flow-tick"), "Stopped"::equals);
    soon("Hawtio shows it")
        .until(
            () ->
                browser
                    .run(
                        "return document.evaluate(\""
                            + TICK
                            + "\", document, null, 9, null).singleNodeValue.innerText")
                    .asText()
                    .contains("Stopped"));
    assertThat(program.status("flow-end")).isEqualTo("Started");

    clickWhenThere("start", "//button[normalize-space()='Start']");

    soon("flow-tick runs").until(() -> program.status("flow-tick"), "Started"::equals);
  }

  /** Another port of the same site, and another site. */
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "cats.example"})
  void aPageFromElsewhereCanDoNothingThoughItTriesEverything(String site) throws Exception {
    ANSWERED.take();
    try (HostilePage page = HostilePage.serve()) {
      browser.go(page.uri(site, program.uri("")));
      soon("every attempt is over")
          .until(() -> browser.run("return window.seen !== null").asBoolean());

      assertThat(browser.run("return Object.values(window.seen)"))
          .isNotEmpty()
          .allSatisfy(seen -> assertThat(seen.asText()).isIn("nothing to see", "failed"));
      assertThat(browser.run("return window.seen['fetch of JSON']").asText()).isEqualTo("failed");
    }
    List<String> answers = ANSWERED.take();
    assertThat(answers)
        .contains("POST /hawtio/jolokia 403", "POST /observe/jolokia 403")
        .contains("OPTIONS /hawtio/jolokia 405", "GET /observe/health 403")
        .anyMatch(answer -> answer.matches("GET /hawtio/jolokia/exec/.*stop\\(\\) 403"))
        .allMatch(answer -> answer.endsWith(" 403") || answer.endsWith(" 405"));
    assertThat(answers.stream().filter("POST /hawtio/jolokia 403"::equals))
        .as("two fetches, the beacon, two forms")
        .hasSize(5);
    assertThat(program.status("flow-tick")).isEqualTo("Started");
  }

  @Test
  void aNameThatIsMadeToLeadHereIsNotAnswered() throws Exception {
    ANSWERED.take();
    browser.go(URI.create("http://cats.example:" + program.port() + "/hawtio/"));

    // The page is of the same origin as the port then: nothing but the name can tell.
    String answer =
        browser
            .run(
                """
                return fetch('/hawtio/jolokia', {
                  method: 'POST',
                  headers: {'Content-Type': 'application/json'},
                  body: JSON.stringify({type: 'exec', operation: 'stop()',
                    mbean: 'org.apache.camel:context=ticklake,name="flow-tick",type=routes'})
                }).then(answer => answer.text())""")
            .asText();

    assertThat(answer).contains("its own host names only");
    assertThat(ANSWERED.take())
        .contains("GET /hawtio/ 421", "POST /hawtio/jolokia 421")
        .allMatch(told -> told.endsWith(" 421"));
    assertThat(program.status("flow-tick")).isEqualTo("Started");
  }
}
