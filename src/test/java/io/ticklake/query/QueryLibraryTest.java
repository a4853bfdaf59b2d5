package io.ticklake.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ticklake.errors.StopRoute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryLibraryTest {
  private static final Path PACKAGED = Path.of("src/main/resources/sql");

  @TempDir Path folder;
  private QueryLibrary library;

  @BeforeEach
  void library() {
    library =
        new QueryLibrary(
            folder,
            Map.of("bars-table", "prices", "latest-table", "latest", "indices-table", "indices"));
  }

  @Test
  void listsEveryPackagedFileWithoutAProblem() throws IOException {
    try (Stream<Path> files = Files.list(PACKAGED)) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".sql"))
              .map(name -> name.replace(".sql", ""))
              .sorted()
              .toList();

      assertThat(library.list().queries()).extracting(LibraryQuery::name).isEqualTo(names);
      assertThat(library.list().problems()).isEmpty();
    }
  }

  @Test
  void aFileOfTheFolderIsPreferred() throws IOException {
    write("freshness", "-- freshness: mine.\nSELECT 1");

    assertThat(library.get("freshness").answers()).isEqualTo("mine.");
  }

  @Test
  void namesOfTablesAreThoseOfTheSettings() {
    String sql = library.get("freshness").bind(Map.of()).sql();

    assertThat(sql).contains("FROM \"prices\"").doesNotContain("\"bars\"");
  }

  @Test
  void onlyQuotedNamesAreReplacedNotTextsAndComments() throws IOException {
    write(
        "mine",
        """
        -- mine: what "bars" are.
        -- table bars = bars-table
        SELECT '"bars" ?' /* "bars" ? */ FROM "bars" AS bars""");

    assertThat(library.get("mine").bind(Map.of()).sql())
        .contains("SELECT '\"bars\" ?' /* \"bars\" ? */ FROM \"prices\" AS bars");
  }

  @Test
  void eachTypeBecomesALiteral() throws IOException {
    write(
        "mine",
        """
        -- mine: all types.
        -- parameter a varchar: text
        -- parameter b bigint: a number
        -- parameter c double: a number
        -- parameter d boolean: a truth
        -- parameter e date: a day
        -- parameter f timestamp = 2026-11-20 09:31:00: a time
        SELECT ?, ?, ?, ?, ?, ?""");

    assertThat(
            library
                .get("mine")
                .bind(Map.of("a", "it's", "b", "-7", "c", "2.5", "d", "true", "e", "2026-11-20"))
                .literals())
        .containsExactly(
            "'it''s'",
            "-7",
            "2.5E0",
            "true",
            "DATE '2026-11-20'",
            "TIMESTAMP '2026-11-20 09:31:00'");
  }

  @ParameterizedTest
  @CsvSource({
    "days, fourteen, a whole number",
    "days, 1 OR 1=1, a whole number",
    "days, 9223372036854775808, a whole number",
    "days, '', a whole number"
  })
  void aValueOfAnotherTypeIsNamed(String name, String value, String form) {
    assertThatThrownBy(() -> library.get("gaps").bind(Map.of(name, value)))
        .isInstanceOf(StopRoute.class)
        .hasMessageContaining("parameter '%s' is '%s', which is not %s", name, value, form)
        .hasMessageContaining("it takes 'days bigint = 30', 'least bigint = 1'");
  }

  @Test
  void missingAndUnknownParametersAreNamedTogether() throws IOException {
    write("mine", "-- mine: one.\n-- parameter ticker varchar: which\nSELECT ?");

    assertThatThrownBy(() -> library.get("mine").bind(Map.of("tiker", "AAPL")))
        .hasMessageContaining("parameter 'ticker' is missing: which")
        .hasMessageContaining("it has no parameter 'tiker'")
        .hasMessageContaining("QUERY_PARAMETER_REFUSED");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT 1 | line 1: the first line must be '-- mine: '",
        "-- yours: it.~SELECT 1 | line 1: the header's name is 'yours', the file's 'mine'",
        "-- mine: it.~-- parameter n number: x~SELECT ? | line 2: 'number' is no type",
        "-- mine: it.~--~-- parameter n bigint~SELECT ? | line 3: a parameter is written",
        "-- mine: it.~-- parameter n bigint = x: y~SELECT ? | line 2: the default 'x' is not a whole",
        "-- mine: it.~-- parameter n date: y~-- parameter n date: y~SELECT ?, ? | line 3: there are two",
        "-- mine: it.~SELECT ? | line 1: the SQL has 1 placeholders (?), and the header declares 0",
        "-- mine: it.~-- table bars = mine~SELECT 1 | line 2: there is no setting ticklake.query.mine",
        "-- mine: it.~-- table bars = bars-table~SELECT bars | line 2: the SQL does not have the table"
      })
  void anErrorInAHeaderIsOneMessageWithFileAndLineAndHidesNoOther(String text, String message)
      throws IOException {
    write("mine", text.replace('~', '\n'));

    QueryLibrary.Listing listing = library.list();

    assertThat(listing.problems())
        .singleElement()
        .asString()
        .contains(folder.resolve("mine.sql").toString(), message, "QUERY_FILE_UNUSABLE");
    assertThat(listing.queries()).hasSizeGreaterThan(10);
  }

  @Test
  void aFileThatIsNotTextIsAProblemOfItsOwn() throws IOException {
    Files.write(folder.resolve("mine.sql"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 'S'});

    assertThat(library.list().problems()).singleElement().asString().contains("UTF-8");
  }

  @Test
  void aNameThatLeavesTheFolderIsNoQuery() {
    assertThatThrownBy(() -> library.get("../secret")).hasMessageContaining("There is no query");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name + ".sql"), text);
  }
}
