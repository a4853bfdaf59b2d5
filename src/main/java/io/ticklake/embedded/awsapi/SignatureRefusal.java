package io.ticklake.embedded.awsapi;

/**
 * Why a request's signature is not accepted. JSON and Query services have their own codes for it.
 */
final class SignatureRefusal extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is wrong with it. */
  enum Reason {
    MISSING,
    INCOMPLETE,
    UNKNOWN_KEY,
    MISMATCH
  }

  private final Reason reason;

  SignatureRefusal(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
