package io.ticklake.component.aws2glue;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.glue.model.GlueException;

/**
 * A call that Glue refused, or that did not reach it after the SDK's own retries. The cause is the
 * SDK's exception, so {@code onException} may name that type too.
 */
public final class GlueCallException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  private GlueCallException(String message, String code, SdkException cause) {
    super(message, cause);
    this.code = code;
  }

  static GlueCallException of(Glue2Operations operation, String subject, SdkException cause) {
    return of(operation.name(), subject, cause);
  }

  /**
   * What to say of a call that failed, with advice.
   *
   * @param operation as the Glue API calls it
   * @param subject what the call was about, such as {@code table 'bars' in database 'lake'}
   */
  public static GlueCallException of(String operation, String subject, SdkException cause) {
    if (cause instanceof GlueException refusal && refusal.awsErrorDetails() != null) {
      String code = refusal.awsErrorDetails().errorCode();
      return new GlueCallException(
          "Glue refused %s of %s: %s [%s, request %s]. %s"
              .formatted(
                  operation,
                  subject,
                  refusal.awsErrorDetails().errorMessage(),
                  code,
                  refusal.requestId(),
                  advice(code)),
          code,
          cause);
    }
    return new GlueCallException(
        "Glue did not answer %s of %s: %s. Check the address, the region and the network"
            .formatted(operation, subject, cause.getMessage()),
        "NoAnswer",
        cause);
  }

  private static String advice(String code) {
    return switch (code) {
      case "EntityNotFoundException" -> "Check the name, the region and that it was created";
      case "AccessDeniedException" -> "Allow the call in the IAM policy of these credentials";
      case "ThrottlingException" -> "Call less often: the SDK's retries are used up";
      case "UnrecognizedClientException",
          "InvalidSignatureException",
          "IncompleteSignatureException",
          "ExpiredTokenException" ->
          "Check the access key, the secret key and the machine's clock";
      case "ConcurrentModificationException" -> "Somebody else changed it at the same time";
      default -> "The cause has Glue's answer in full";
    };
  }

  /** Glue's error code such as {@code EntityNotFoundException}, or {@code NoAnswer}. */
  public String code() {
    return code;
  }
}
