package io.ticklake.errors;

/** Going on would do harm: the route stops and a human must act. */
public final class StopRoute extends CodedException {
  private static final long serialVersionUID = 1L;

  public StopRoute(ErrorCode code, String message) {
    super(code, message);
  }

  public StopRoute(ErrorCode code, String message, Throwable cause) {
    super(code, message, cause);
  }
}
