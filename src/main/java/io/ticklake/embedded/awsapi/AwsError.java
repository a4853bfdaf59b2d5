package io.ticklake.embedded.awsapi;

import java.util.Map;

/**
 * What an action answers when it refuses: the service's own error code, text and HTTP status, and
 * the further members that some services add to the body (Athena's {@code AthenaErrorCode}).
 */
public final class AwsError extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final transient Map<String, String> members;

  public AwsError(int status, String code, String message) {
    this(status, code, message, Map.of());
  }

  public AwsError(int status, String code, String message, Map<String, String> members) {
    super(message);
    this.status = status;
    this.code = code;
    this.members = Map.copyOf(members);
  }

  /** HTTP 400 with this code: what the JSON services answer to almost everything. */
  public static AwsError badRequest(String code, String message) {
    return new AwsError(400, code, message);
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  public Map<String, String> members() {
    return members;
  }
}
