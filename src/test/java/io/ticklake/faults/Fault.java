package io.ticklake.faults;

/** What can happen to a request on its way to S3 or SNS and back. */
enum Fault {
  TOO_MANY_REQUESTS(429, "TooManyRequests", "Please reduce your request rate."),
  INTERNAL_ERROR(500, "InternalError", "We encountered an internal error. Please try again."),
  SLOW_DOWN(503, "SlowDown", "Please reduce your request rate."),
  /** The connection is reset, nothing was done. */
  RESET_BEFORE(0, "", ""),
  /** It was done, but the connection is reset instead of an answer. */
  RESET_AFTER(0, "", ""),
  /** It was done, but the answer is an error of the server. */
  ERROR_AFTER(500, "InternalError", "We encountered an internal error. Please try again."),
  /** Done and answered, late. */
  DELAY(0, "", ""),
  /** Of a conditional put: another one is under way. Nothing was done. */
  CONFLICT(
      409,
      "ConditionalRequestConflict",
      "A conflicting operation occurred during the request. Please try again."),
  /**
   * Of a conditional put: it was done, but the answer is that of a repeated one, as when the first
   * answer was lost below the program.
   */
  PRECONDITION_AFTER(
      412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");

  final int status;
  final String code;
  final String message;

  Fault(int status, String code, String message) {
    this.status = status;
    this.code = code;
    this.message = message;
  }

  /** Whether the service gets the request all the same. */
  boolean takesEffect() {
    return this == RESET_AFTER
        || this == ERROR_AFTER
        || this == DELAY
        || this == PRECONDITION_AFTER;
  }

  boolean isForConditionalPutsOnly() {
    return this == CONFLICT || this == PRECONDITION_AFTER;
  }
}
