package io.ticklake.component.kafkaslice;

import java.io.IOException;

/**
 * The ledger or its store is not as the protocol needs it. The partition waits, and goes on by
 * itself once the cause is gone. The message says what is the matter, where, and what to do.
 */
public final class LedgerException extends IOException {
  private static final long serialVersionUID = 1L;

  public LedgerException(String message) {
    super(message);
  }

  public LedgerException(String message, Throwable cause) {
    super(message, cause);
  }
}
