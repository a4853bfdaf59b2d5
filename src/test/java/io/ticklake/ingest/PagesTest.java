package io.ticklake.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ticklake.errors.RetryLater;
import io.ticklake.ingest.checkpoint.Checkpoint;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

final class PagesTest {
  private final Pages pages =
      new Pages(
          PageOf.FRIDAY,
          new RowNews(PageOf.FRIDAY, Checkpoint.nothing(PageOf.FRIDAY.place())),
          MarketAddress.of("http://127.0.0.1:1"));

  @Test
  void endsAtThePageWithoutNextUrl() {
    pages.done(page(null));

    assertThat(pages.hasNext()).isFalse();
    assertThat(pages.result().pages()).isEqualTo(1);
  }

  @Test
  void followsNextUrl() {
    pages.done(page("http://127.0.0.1:1/a?cursor=1"));

    assertThat(pages.hasNext()).isTrue();
    assertThat(pages.path()).isEqualTo("/a?cursor=1");
    assertThat(pages.index()).isEqualTo(1);
  }

  @Test
  void refusesToGoRoundInCircles() {
    pages.done(page("http://127.0.0.1:1/a?cursor=1"));
    pages.done(page("http://127.0.0.1:1/a?cursor=2"));

    assertThatThrownBy(() -> pages.done(page("http://127.0.0.1:1/a?cursor=1")))
        .isInstanceOf(RetryLater.class)
        .hasMessageContaining("do not end");
  }

  @Test
  void refusesAPageThatNamesItself() {
    assertThatThrownBy(() -> pages.done(page("http://127.0.0.1:1" + PageOf.FRIDAY.path())))
        .isInstanceOf(RetryLater.class);
  }

  private static PageRecords page(String nextUrl) {
    String body = nextUrl == null ? "{}" : "{\"next_url\":\"" + nextUrl + "\"}";
    return new PageRecords(
        PageOf.body(body), PageBars.of(new DefaultCamelContext(), List.of()), List.of());
  }
}
