package io.ticklake.embedded.market;

import java.io.Serial;
import java.time.Duration;

/**
 * An answer other than 200, in the market API's words. Carries no stack trace: it is an outcome,
 * not a fault.
 */
final class Refusal extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final int httpStatus;
  private final String status;
  private final String field;
  private final long retryAfterSeconds;

  private Refusal(
      int httpStatus, String status, String field, String message, long retryAfterSeconds) {
    super(message, null, false, false);
    this.httpStatus = httpStatus;
    this.status = status;
    this.field = field;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  static Refusal badRequest(String message) {
    return error(400, message);
  }

  static Refusal noKey() {
    return error(401, "API Key was not provided");
  }

  static Refusal unknownKey() {
    return error(401, "Unknown API Key");
  }

  static Refusal notYet() {
    return notAuthorized(
        "Attempted to request today's data before end of day. Please upgrade your plan.");
  }

  static Refusal notInPlan() {
    return notAuthorized(
        "Your plan doesn't include this data timeframe. Please upgrade your plan.");
  }

  static Refusal notFound(String message) {
    return new Refusal(404, "NOT_FOUND", "message", message, 0);
  }

  static Refusal onlyGet() {
    return error(405, "The market API answers GET only.");
  }

  static Refusal tooMany(Duration wait) {
    String message =
        "You've exceeded the maximum requests per minute, please wait or upgrade your subscription to continue.";
    return new Refusal(429, "ERROR", "error", message, wait.plusMillis(999).toSeconds());
  }

  static Refusal broken() {
    return error(500, "The simulated market failed; its log says why.");
  }

  Reply reply(String requestId) {
    Reply reply =
        new Reply(
            httpStatus,
            json -> {
              json.writeStartObject();
              json.writeStringField("status", status);
              json.writeStringField("request_id", requestId);
              json.writeStringField(field, getMessage());
              json.writeEndObject();
            });
    return retryAfterSeconds > 0
        ? reply.with("Retry-After", Long.toString(retryAfterSeconds))
        : reply;
  }

  private static Refusal error(int httpStatus, String message) {
    return new Refusal(httpStatus, "ERROR", "error", message, 0);
  }

  private static Refusal notAuthorized(String message) {
    return new Refusal(403, "NOT_AUTHORIZED", "message", message, 0);
  }
}
