package io.ticklake.ops.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hawtio in a real browser, under the port's own policies. */
@Tag("browser")
class HawtioBrowserTest {
  private static final String TICK = "//tr[.//*[normalize-space()='flow-tick']]";

  @TempDir static Path profile;
  private static ConsoleProgram program;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(
        Browser.find("chromium").isPresent() && Browser.find("chromedriver").isPresent(),
        "chromium and chromedriver are not on the PATH");
    program = ConsoleProgram.start();
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
}
