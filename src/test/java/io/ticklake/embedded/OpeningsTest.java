package io.ticklake.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpeningsTest {
  private final List<String> closed = new ArrayList<>();
  private final Openings openings = new Openings();

  private void open(String name) {
    openings.push(() -> closed.add(name));
  }

  private void openFailing(String name) {
    openings.push(
        () -> {
          closed.add(name);
          throw new IOException(name);
        });
  }

  @Test
  void areClosedInTheOppositeOrderAndOnce() {
    open("first");
    open("second");

    openings.close();
    openings.close();

    assertThat(closed).containsExactly("second", "first");
  }

  @Test
  void areAllClosedThoughSomeFailAndTheFirstFailureIsTold() {
    open("first");
    openFailing("second");
    openFailing("third");
    open("fourth");

    assertThatThrownBy(openings::close)
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("third")
        .satisfies(
            failure ->
                assertThat(failure.getSuppressed())
                    .extracting(Throwable::getMessage)
                    .containsExactly("second"));

    assertThat(closed).containsExactly("fourth", "third", "second", "first");
  }

  @Test
  void areAllClosedAfterAStartThatFailed() {
    open("first");
    openFailing("second");
    Exception failure = new IOException("start");

    openings.closeAfter(failure);

    assertThat(closed).containsExactly("second", "first");
    assertThat(failure.getSuppressed()).singleElement().asString().contains("did not stop cleanly");
  }
}
