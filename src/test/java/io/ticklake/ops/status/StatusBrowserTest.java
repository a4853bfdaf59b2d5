package io.ticklake.ops.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ticklake.model.Answer.Column;
import io.ticklake.model.Answer.Kind;
import io.ticklake.ops.console.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The status page in a real browser, under its own policy. */
@Tag("browser")
class StatusBrowserTest {
  private static final String OBJECT =
      "bars/timespan=day/dt=2026-11-20/market.bars.v1+56bc9a24+2+00000000000000000000.parquet";

  @TempDir static Path profile;
  private static StatusProgram program;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(
        Browser.find("chromium").isPresent() && Browser.find("chromedriver").isPresent(),
        "chromium and chromedriver are not on the PATH");
    program = StatusProgram.start();
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

  @BeforeEach
  void open() throws IOException {
    look(1280, 900, "light");
    browser.go(program.uri("/"));
    soon("the page is live").until(() -> browser.text().contains("Live"));
  }

  private static void look(int width, int height, String colours) throws IOException {
    browser.devTools(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    browser.devTools(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colours))));
  }

  private static ConditionFactory soon(String what) {
    return Awaitility.await(what)
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions();
  }

  private static String script(String script) throws IOException {
    return browser.run(script).asText();
  }

  private static void draw(String ticker) throws IOException {
    browser.type("//input[@id='ticker']", ticker);
    browser.click("//button[normalize-space()='Draw']");
  }

  private static void keep(String name) throws IOException {
    Files.write(Path.of("target", name + ".png"), browser.screenshot());
  }

  @Test
  void theFourStagesAreShownWithTheirStates() throws IOException {
    soon("all are up")
        .until(
            () -> script("return document.querySelectorAll('.state[data-state=UP]').length"),
            "4"::equals);

    assertThat(browser.text()).contains("Ingest", "Archive", "Catalogue", "Query", "Freshness");
    assertThat(browser.text()).contains("Nothing in the last hour.");
    assertThat(script("return [...document.querySelectorAll('nav a')].map(a => a.pathname).join()"))
        .isEqualTo("/hawtio/,/observe/health,/observe/metrics");
  }

  @Test
  void anObjectThatLandsAppears() throws IOException {
    program.land(OBJECT, 4711);

    soon("the object")
        .until(
            () ->
                browser.text().contains("bars / dt=2026-11-20") && browser.text().contains("4.7K"));
    assertThat(script("return document.getElementById('newest-bar').textContent"))
        .isEqualTo("2026-11-20");
  }

  @Test
  void theLastAnswerIsATableWithHeaders() throws IOException {
    program.answers.give(
        StatusProgram.answer(
            "top-movers",
            List.of(new Column("ticker", Kind.TEXT), new Column("change_pct", Kind.NUMBER)),
            List.of(List.of("<b>NRG</b>", "5.03"), List.of("VZ", "4.91"))));

    soon("the answer").until(() -> browser.text().contains("top-movers"));
    assertThat(script("return document.querySelectorAll('#answer-table th[scope=col]').length"))
        .isEqualTo("2");
    assertThat(browser.text()).as("markup is text").contains("<b>NRG</b>");
  }

  @Test
  void aChosenTickerIsDrawnAndReadByKeys() throws IOException {
    draw("AAPL");

    soon("candles")
        .until(() -> script("return document.querySelectorAll('.body').length"), "90"::equals);
    String last = script("return document.getElementById('reading').innerText");
    script(
        "const s = document.querySelector('#canvas svg'); s.focus();"
            + "s.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowLeft', bubbles: true}))");
    String before = script("return document.getElementById('reading').innerText");
    assertThat(last).contains("2026-09-28", "Close");
    assertThat(before).contains("2026-09-27");
    assertThat(script("return document.querySelector('#canvas svg').ariaValueText"))
        .contains("2026-09-27: open");
    keep("status-desktop");
  }

  @Test
  void aTickerThatIsNotThereIsSaidSo() throws IOException {
    draw("NONE");

    soon("a sentence").until(() -> browser.text().contains("no daily bars of NONE"));
  }

  @Test
  void aStoppedRouteIsSeenWithWhatToDo() throws Exception {
    program.context().getRouteController().stopRoute("archive-bars");

    soon("the state")
        .until(
            () -> script("return document.querySelector('#stage-archive .state').textContent"),
            "Stopped"::equals);
    assertThat(browser.text()).contains("are stopped", "Start it in Hawtio");
    assertThat(script("return document.title")).isEqualTo("(1) ticklake");

    program.context().getRouteController().startRoute("archive-bars");
    soon("it is up again")
        .until(
            () -> script("return document.querySelector('#stage-archive .state').textContent"),
            "Up"::equals);
  }

  @Test
  void anErrorIsSeenWithItsCure() {
    LoggerFactory.getLogger("io.ticklake.catalog.CatalogFailure")
        .atError()
        .addKeyValue("code", "CRAWL_FAILED")
        .log("Crawler 'ticklake' ended FAILED: access denied. [CRAWL_FAILED]");

    soon("the problem")
        .until(
            () ->
                browser.text().contains("access denied")
                    && browser.text().contains("Read Glue's reason"));
  }

  @Test
  void aPhoneScrollsInOneDirectionOnly() throws IOException {
    program.land(OBJECT, 4711);
    look(390, 844, "dark");
    browser.go(program.uri("/"));
    soon("the page is live").until(() -> browser.text().contains("4.7K"));
    draw("AAPL");
    soon("candles")
        .until(() -> script("return document.querySelectorAll('.body').length"), "90"::equals);

    assertThat(script("return document.documentElement.scrollWidth")).isEqualTo("390");
    assertThat(
            script(
                "return [...document.querySelectorAll('main *')].filter(e => !e.closest('.scroll')"
                    + " && !e.closest('.unseen') && e.getBoundingClientRect().right > 391)"
                    + ".map(e => e.className || e.tagName).join()"))
        .isEmpty();
    keep("status-phone");
  }

  @Test
  void coloursFollowTheSystem() throws IOException {
    String light = script("return getComputedStyle(document.body).backgroundColor");
    look(1280, 900, "dark");
    String dark = script("return getComputedStyle(document.body).backgroundColor");

    assertThat(light).isEqualTo("rgb(246, 247, 247)");
    assertThat(dark).isEqualTo("rgb(14, 20, 19)");
  }

  @Test
  void everyControlHasANameAndNothingBreaksThePolicy() throws IOException {
    assertThat(
            script(
                "return [...document.querySelectorAll('input, button, a, [tabindex=\"0\"]')]"
                    + ".filter(e => !(e.labels?.length || e.innerText?.trim() || e.ariaLabel"
                    + " || e.getAttribute('aria-labelledby'))).map(e => e.outerHTML).join()"))
        .isEmpty();
    assertThat(
            script(
                "return [...document.querySelectorAll('header, nav, main, footer')].length"
                    + " + ' ' + document.documentElement.lang"))
        .isEqualTo("4 en");
    assertThat(
            script(
                "return performance.getEntriesByType('resource').filter(r => r.responseStatus >= 400).length"))
        .isEqualTo("0");
  }
}
