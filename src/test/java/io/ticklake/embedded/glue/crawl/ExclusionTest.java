package io.ticklake.embedded.glue.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExclusionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "*.csv a.csv true",
        "*.csv d/a.csv false",
        "**.csv d/a.csv true",
        "_ledger/** _ledger/a/b true",
        "**/_SUCCESS a/b/_SUCCESS true",
        "a? ab true",
        "a? abc false",
        "[a-c]x bx true",
        "[!a]x ax false",
        "{json,csv}/** csv/a true",
        "{json,csv}/** txt/a false",
        "a\\*b a*b true",
        "a\\*b axb false",
        "a.b axb false",
      })
  void matchesLikeTheCrawlersGlobs(String glob, String key, boolean excluded) {
    assertThat(Exclusion.of(glob).matches(key)).isEqualTo(excluded);
  }
}
