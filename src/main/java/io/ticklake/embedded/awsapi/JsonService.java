package io.ticklake.embedded.awsapi;

/**
 * What sets one JSON 1.1 service apart from another on the wire.
 *
 * @param signingName of the signature's scope
 * @param targetPrefix of {@code X-Amz-Target: PREFIX.Action}
 * @param internalError code of HTTP 500
 */
public record JsonService(String signingName, String targetPrefix, String internalError) {
  public static final JsonService GLUE =
      new JsonService("glue", "AWSGlue", "InternalServiceException");
  public static final JsonService ATHENA =
      new JsonService("athena", "AmazonAthena", "InternalServerException");
}
