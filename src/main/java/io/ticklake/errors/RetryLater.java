package io.ticklake.errors;

/** The cause may pass by itself: the same work is tried again, within bounds. */
public final class RetryLater extends CodedException {
  private static final long serialVersionUID = 1L;

  public RetryLater(ErrorCode code, String message) {
    super(code, message);
  }

  public RetryLater(ErrorCode code, String message, Throwable cause) {
    super(code, message, cause);
  }
}
