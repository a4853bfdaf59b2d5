package io.ticklake.errors;

/** An error with a code. Its message says what failed, where, the value and what to do. */
public abstract sealed class CodedException extends RuntimeException
    permits RetryLater, SetAside, StopRoute {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  CodedException(ErrorCode code, String message, Throwable cause) {
    super(message + " [" + code + "]", cause);
    this.code = code;
  }

  CodedException(ErrorCode code, String message) {
    super(message + " [" + code + "]");
    this.code = code;
  }

  public ErrorCode code() {
    return code;
  }
}
