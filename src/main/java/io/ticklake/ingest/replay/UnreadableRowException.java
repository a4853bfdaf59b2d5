package io.ticklake.ingest.replay;

/** A row that gives no record; the message says what is wrong, and the value. */
final class UnreadableRowException extends Exception {
  private static final long serialVersionUID = 1L;

  UnreadableRowException(String message) {
    super(message);
  }

  UnreadableRowException(String message, Throwable cause) {
    super(message, cause);
  }
}
