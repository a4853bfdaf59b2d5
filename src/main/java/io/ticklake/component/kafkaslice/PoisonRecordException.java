package io.ticklake.component.kafkaslice;

/**
 * A record that can never be archived as it is: it goes to the dead-letter topic with this text,
 * and the slice goes on.
 */
public final class PoisonRecordException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong with the record: the field, the value, what was expected
   */
  public PoisonRecordException(String message) {
    super(message);
  }

  public PoisonRecordException(String message, Throwable cause) {
    super(message, cause);
  }
}
