package io.ticklake.aws;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Says in the message of a refused call which right is missing on what, or which credentials to
 * mend: services leave that out, S3 says "Access Denied" and no more. Type, status and code of the
 * exception stay.
 */
final class RefusalAdvice implements ExecutionInterceptor {
  private static final int FORBIDDEN = 403;
  // "Common errors" of the API references of S3, SNS, Glue and Athena.
  private static final Set<String> RIGHTS =
      Set.of("AccessDenied", "AccessDeniedException", "AllAccessDisabled", "AuthorizationError");
  private static final Set<String> CREDENTIALS =
      Set.of(
          "ExpiredToken",
          "ExpiredTokenException",
          "IncompleteSignature",
          "InvalidAccessKeyId",
          "InvalidClientTokenId",
          "InvalidSignatureException",
          "InvalidToken",
          "MissingAuthenticationToken",
          "MissingAuthenticationTokenException",
          "SignatureDoesNotMatch",
          "UnrecognizedClientException");
  private static final Set<String> CLOCK = Set.of("RequestTimeTooSkewed", "RequestExpired");

  private final String credentials;

  private RefusalAdvice(String credentials) {
    this.credentials = credentials;
  }

  /** For a service of AWS's own, which is asked with what the default chain finds. */
  static RefusalAdvice ofAws() {
    return new RefusalAdvice(
        "renew what AWS's default chain finds: environment, ~/.aws, or the role of the instance");
  }

  /** For a service at an address, which is asked with the configured pair. */
  static RefusalAdvice ofAddress() {
    return new RefusalAdvice(
        "mend 'ticklake.aws.access-key' and 'ticklake.aws.secret-key' and restart");
  }

  @Override
  public Throwable modifyException(Context.FailedExecution call, ExecutionAttributes attributes) {
    if (call.exception() instanceof AwsServiceException refusal) {
      return advice(refusal, call.request(), attributes)
          .<Throwable>map(advice -> with(refusal, advice))
          .orElse(refusal);
    }
    if (call.exception() instanceof SdkClientException failure
        && String.valueOf(failure.getMessage()).startsWith("Unable to load credentials")) {
      return SdkClientException.create(
          "There are no credentials for %s: %s.".formatted(service(attributes), credentials),
          failure);
    }
    return call.exception();
  }

  private Optional<String> advice(
      AwsServiceException refusal, SdkRequest request, ExecutionAttributes attributes) {
    String code = code(refusal);
    if (CREDENTIALS.contains(code)) {
      return Optional.of("The credentials are not accepted: " + credentials);
    }
    if (CLOCK.contains(code)) {
      return Optional.of("The clock of this machine is wrong: set it");
    }
    // The answer to a HEAD has no body, so no code.
    if (RIGHTS.contains(code) || (code.isEmpty() && refusal.statusCode() == FORBIDDEN)) {
      return Optional.of(
          "The right %s%s is missing: allow it to the role or key of this program, and look at what else denies it"
              .formatted(action(attributes), resource(request)));
    }
    return Optional.empty();
  }

  private static String code(AwsServiceException refusal) {
    AwsErrorDetails details = refusal.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }

  private static AwsServiceException with(AwsServiceException refusal, String advice) {
    AwsErrorDetails details = refusal.awsErrorDetails();
    String said = details == null ? null : details.errorMessage();
    String text =
        said == null || said.isBlank() ? advice : said.replaceFirst("\\.$", "") + ": " + advice;
    AwsErrorDetails.Builder told =
        details == null ? AwsErrorDetails.builder() : details.toBuilder();
    // S3's own interceptor, which comes after this, makes the answer to a HEAD anew from details.
    return refusal.toBuilder()
        .message(text)
        .awsErrorDetails(told.errorMessage(text).build())
        .build();
  }

  /** As policies name it. */
  private static String action(ExecutionAttributes attributes) {
    String operation =
        String.valueOf(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
    String right =
        switch (operation) {
          case "HeadObject" -> "GetObject";
          case "HeadBucket", "ListObjects", "ListObjectsV2" -> "ListBucket";
          case "CopyObject", "CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload" ->
              "PutObject";
          default -> operation;
        };
    return service(attributes).toLowerCase(Locale.ROOT) + ":" + right;
  }

  private static String service(ExecutionAttributes attributes) {
    return String.valueOf(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME));
  }

  private static String resource(SdkRequest request) {
    Optional<String> bucket = request.getValueForField("Bucket", String.class);
    if (bucket.isPresent()) {
      return " on s3://%s/%s"
          .formatted(
              bucket.get(),
              request
                  .getValueForField("Key", String.class)
                  .or(() -> request.getValueForField("Prefix", String.class))
                  .orElse(""));
    }
    for (String field : new String[] {"TopicArn", "DatabaseName", "WorkGroup", "Name"}) {
      Optional<String> name = request.getValueForField(field, String.class);
      if (name.isPresent()) {
        return " on '" + name.get() + "'";
      }
    }
    return "";
  }
}
