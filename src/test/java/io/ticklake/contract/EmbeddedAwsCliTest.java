package io.ticklake.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ticklake.embedded.AccessKey;
import io.ticklake.embedded.s3.S3Server;
import io.ticklake.embedded.sns.SnsServer;
import io.ticklake.embedded.sns.SnsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few paths with the AWS CLI, another implementation of the same protocols; skipped without. */
class EmbeddedAwsCliTest {
  private static final AccessKey KEY = new AccessKey("AKIATICKLAKE", "s3cr3t/with+signs");
  private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:objects";

  @TempDir static Path dir;
  private static S3Server s3;
  private static SnsServer sns;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(isInstalled(), "the AWS CLI (aws) is not installed");
    s3 = S3Server.start(dir.resolve("s3"), KEY);
    s3.createBucket("lake");
    sns =
        SnsServer.start(
            new SnsSettings(
                "us-east-1", "000000000000", dir.resolve("sns.json"), dir.resolve("mail")),
            KEY);
    sns.provision(TOPIC, Optional.of("ops@example.com"));
  }

  @AfterAll
  static void stop() {
    if (sns != null) {
      s3.close();
      sns.close();
    }
  }

  @Test
  void copiesAndListsObjects() throws Exception {
    Path file = Files.writeString(dir.resolve("x.csv"), "a,b\n1,2\n");

    assertThat(aws(KEY.secret(), "s3", "cp", file.toString(), "s3://lake/bars/x.csv").status())
        .isZero();
    assertThat(aws(KEY.secret(), "s3", "ls", "s3://lake/bars/").output()).contains("8 x.csv");
    assertThat(aws(KEY.secret(), "s3", "cp", "s3://lake/bars/x.csv", "-").output())
        .contains("a,b\n1,2\n");
  }

  @Test
  void listsSubscriptionsAndPublishes() throws Exception {
    assertThat(aws(KEY.secret(), "sns", "list-subscriptions", "--output", "text").output())
        .contains("ops@example.com");
    assertThat(
            aws(KEY.secret(), "sns", "publish", "--topic-arn", TOPIC, "--message", "von der CLI ü")
                .output())
        .contains("MessageId");
  }

  @Test
  void refusesAWrongSecret() throws Exception {
    Result s3 = aws("wrong", "s3", "ls", "s3://lake/");
    Result sns = aws("wrong", "sns", "list-topics");

    assertThat(s3.status()).isNotZero();
    assertThat(s3.output()).contains("SignatureDoesNotMatch");
    assertThat(sns.status()).isNotZero();
    assertThat(sns.output()).contains("SignatureDoesNotMatch");
  }

  private record Result(int status, String output) {}

  private static Result aws(String secret, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("aws"));
    command.addAll(List.of(arguments));
    ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
    var environment = process.environment();
    environment.keySet().removeIf(name -> name.startsWith("AWS_"));
    environment.put("AWS_ACCESS_KEY_ID", KEY.id());
    environment.put("AWS_SECRET_ACCESS_KEY", secret);
    environment.put("AWS_REGION", "us-east-1");
    environment.put("AWS_DEFAULT_REGION", "us-east-1");
    environment.put("AWS_ENDPOINT_URL_S3", s3.address());
    environment.put("AWS_ENDPOINT_URL_SNS", sns.address());
    environment.put("AWS_CONFIG_FILE", dir.resolve("no-config").toString());
    environment.put("AWS_SHARED_CREDENTIALS_FILE", dir.resolve("no-credentials").toString());
    environment.put("PYTHONUTF8", "1");
    Process running = process.start();
    String output = new String(running.getInputStream().readAllBytes(), UTF_8);
    return new Result(running.waitFor(), output);
  }

  private static boolean isInstalled() throws InterruptedException {
    try {
      Process version =
          new ProcessBuilder("aws", "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return version.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
