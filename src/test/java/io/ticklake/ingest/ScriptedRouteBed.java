package io.ticklake.ingest;

import io.ticklake.testkit.ScriptedMarket;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.AfterEach;

/** With a scripted market. */
abstract class ScriptedRouteBed extends IngestRouteBed {
  final ScriptedMarket market = market();

  ScriptedRouteBed(int lookbackDays) {
    super(lookbackDays);
  }

  @Override
  String marketAddress() {
    return market.address();
  }

  @AfterEach
  void closeMarket() {
    market.close();
  }

  private static ScriptedMarket market() {
    try {
      return new ScriptedMarket();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
