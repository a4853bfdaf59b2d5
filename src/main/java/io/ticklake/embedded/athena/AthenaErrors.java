package io.ticklake.embedded.athena;

import io.ticklake.embedded.awsapi.AwsError;
import java.util.Map;

/** Refusals in Athena's shape: both code members say the same. */
final class AthenaErrors {
  private AthenaErrors() {}

  static AwsError invalid(String code, String message) {
    return new AwsError(
        400,
        "InvalidRequestException",
        message,
        Map.of("AthenaErrorCode", code, "ErrorCode", code));
  }

  static AwsError invalidInput(String message) {
    return invalid("INVALID_INPUT", message);
  }

  static AwsError missing(String member) {
    return invalidInput(
        "1 validation error detected: Value null at '"
            + member
            + "' failed to satisfy constraint: Member must not be null");
  }

  static AwsError tooManyRequests() {
    return new AwsError(
        400,
        "TooManyRequestsException",
        "You have exceeded the limit for the number of queries you can run concurrently.",
        Map.of("Reason", "CONCURRENT_QUERY_LIMIT_EXCEEDED"));
  }

  /** ErrorType of Athena's error catalogue for the name of a failure. */
  static int errorType(String reason) {
    String name = reason.contains(":") ? reason.substring(0, reason.indexOf(':')) : reason;
    return switch (name) {
      case "TABLE_NOT_FOUND", "SCHEMA_NOT_FOUND" -> 1301;
      case "FUNCTION_NOT_FOUND" -> 1303;
      case "TYPE_MISMATCH" -> 1002;
      case "INVALID_CAST_ARGUMENT", "NUMERIC_VALUE_OUT_OF_RANGE" -> 1100;
      case "INVALID_FUNCTION_ARGUMENT" -> 1106;
      case "TABLE_ALREADY_EXISTS" -> 1110;
      case "NOT_SUPPORTED" -> 1200;
      case "DIVISION_BY_ZERO", "HIVE_BAD_DATA", "HIVE_CURSOR_ERROR" -> 1001;
      case "FAILED" -> 1003;
      default -> 1006;
    };
  }

  /** 1 the system, 2 the user. */
  static int category(String reason) {
    return reason.startsWith("FAILED:") || reason.startsWith("GENERIC_INTERNAL_ERROR") ? 1 : 2;
  }
}
