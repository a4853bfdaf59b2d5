package io.ticklake.component.kafkaslice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Refuses a store that ignores {@code If-None-Match}: there every claim would be granted to
 * everybody. Two creates of one key tell; the object stays, for the ledger's own rights need not
 * include deleting.
 */
final class StartCheck {
  private static final byte[] BODY =
      "{\"v\":1,\"kind\":\"probe\"}".getBytes(StandardCharsets.UTF_8);

  private final LedgerStore store;
  private final String key;
  private volatile boolean passed;

  StartCheck(LedgerStore store, String archive) {
    this.store = store;
    this.key = LedgerKeys.ROOT + archive + "/_probe.json";
  }

  /**
   * Asks once; later calls cost nothing.
   *
   * @throws LedgerException when the store is of no use
   */
  void pass() throws IOException {
    if (passed) {
      return;
    }
    boolean created = store.create(key, BODY);
    boolean createdAgain = created && store.create(key, BODY);
    if (createdAgain) {
      throw new LedgerException(
          "The object store has stored '%s' twice although If-None-Match forbids it. Exactly once needs conditional writes: use Amazon S3 or a store that has them."
              .formatted(key));
    }
    passed = true;
  }
}
