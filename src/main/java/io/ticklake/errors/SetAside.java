package io.ticklake.errors;

/** This one input can never be used: it goes to the dead letter, the rest goes on. */
public final class SetAside extends CodedException {
  private static final long serialVersionUID = 1L;

  public SetAside(ErrorCode code, String message) {
    super(code, message);
  }

  public SetAside(ErrorCode code, String message, Throwable cause) {
    super(code, message, cause);
  }
}
