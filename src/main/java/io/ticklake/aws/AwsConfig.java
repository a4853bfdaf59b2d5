package io.ticklake.aws;

import io.ticklake.config.Endpoint;
import io.ticklake.config.Key;
import io.ticklake.config.Secret;
import io.ticklake.config.Settings;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where AWS is and who asks.
 *
 * @param accessKey with {@code secretKey}: the key pair of endpoints that are an address; AWS's own
 *     use the default chain
 */
public record AwsConfig(
    String region,
    Optional<String> accessKey,
    Optional<Secret> secretKey,
    Endpoint s3,
    Endpoint sns,
    Endpoint glue,
    Endpoint athena) {
  public static final Key<Endpoint> S3 = Key.endpoint("ticklake.s3.endpoint");
  public static final Key<Endpoint> SNS = Key.endpoint("ticklake.sns.endpoint");
  public static final Key<Endpoint> GLUE = Key.endpoint("ticklake.glue.endpoint");
  public static final Key<Endpoint> ATHENA = Key.endpoint("ticklake.athena.endpoint");
  public static final Key<String> REGION =
      Key.text(
          "ticklake.aws.region",
          Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d"),
          "an AWS region such as us-east-1");
  public static final Key<Optional<String>> ACCESS_KEY =
      Key.text("ticklake.aws.access-key").optional();
  public static final Key<Optional<Secret>> SECRET_KEY =
      Key.secret("ticklake.aws.secret-key").optional();

  public static final List<Key<?>> KEYS =
      List.of(S3, SNS, GLUE, ATHENA, REGION, ACCESS_KEY, SECRET_KEY);

  public static AwsConfig from(Settings settings) {
    return new AwsConfig(
        settings.get(REGION),
        settings.get(ACCESS_KEY),
        settings.get(SECRET_KEY),
        settings.get(S3),
        settings.get(SNS),
        settings.get(GLUE),
        settings.get(ATHENA));
  }
}
