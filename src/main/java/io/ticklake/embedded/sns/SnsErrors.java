package io.ticklake.embedded.sns;

import io.ticklake.embedded.awsapi.AwsError;

/** The refusals of SNS in its own words. */
final class SnsErrors {
  private SnsErrors() {}

  static AwsError invalid(String what) {
    return AwsError.badRequest("InvalidParameter", "Invalid parameter: " + what);
  }

  static AwsError noSuchTopic() {
    return new AwsError(404, "NotFound", "Topic does not exist");
  }

  static AwsError noSuchSubscription() {
    return new AwsError(404, "NotFound", "Subscription does not exist");
  }

  /** Refuses what is no ARN of a topic or a subscription, naming the parameter. */
  static void checkArn(String parameter, String arn) throws AwsError {
    int elements = arn.split(":", -1).length;
    if (elements < 6) {
      throw invalid(parameter + " Reason: An ARN must have at least 6 elements, not " + elements);
    }
    if (!arn.startsWith("arn:") || !arn.split(":", -1)[2].equals("sns")) {
      throw invalid(parameter);
    }
  }
}
