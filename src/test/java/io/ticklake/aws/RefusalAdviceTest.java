package io.ticklake.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.ticklake.config.Endpoint;
import io.ticklake.config.Secret;
import io.ticklake.testkit.ScriptedAwsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.glue.model.AccessDeniedException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What a refused call says, over servers that refuse as AWS does. */
class RefusalAdviceTest {
  private static final String SECRET = "never/to+be+seen";

  @RegisterExtension final ScriptedAwsServer glue = new ScriptedAwsServer();
  private HttpServer s3;
  private AwsClients clients;
  private volatile String code = "";

  @BeforeEach
  void start() throws IOException {
    s3 = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    s3.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            boolean head = exchange.getRequestMethod().equals("HEAD");
            byte[] body =
                ("<Error><Code>" + code + "</Code><Message>So it is</Message></Error>")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(403, head ? -1 : body.length);
            if (!head) {
              exchange.getResponseBody().write(body);
            }
          }
        });
    s3.start();
    Endpoint s3Address = Endpoint.parse("http://127.0.0.1:" + s3.getAddress().getPort());
    Endpoint jsonAddress = Endpoint.parse(glue.address().toString());
    clients =
        new AwsClients(
            new AwsConfig(
                "us-east-1",
                Optional.of("AKIATEST"),
                Optional.of(new Secret(SECRET)),
                s3Address,
                s3Address,
                jsonAddress,
                jsonAddress));
  }

  @AfterEach
  void stop() {
    clients.close();
    s3.stop(0);
  }

  private void put() {
    var unused =
        clients
            .s3()
            .putObject(put -> put.bucket("lake").key("bars/x"), RequestBody.fromString("x"));
  }

  @Test
  void aMissingRightIsNamedWithItsObject() {
    code = "AccessDenied";

    S3Exception refusal = catchThrowableOfType(S3Exception.class, this::put);

    assertThat(refusal)
        .hasMessageContaining("So it is: The right s3:PutObject on s3://lake/bars/x is missing");
    assertThat(refusal.statusCode()).isEqualTo(403);
    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
  }

  @Test
  void rightsAreNamedAsPoliciesNameThem() {
    code = "AccessDenied";

    assertThatThrownBy(() -> clients.s3().listObjectsV2(list -> list.bucket("lake").prefix("a/")))
        .hasMessageContaining("The right s3:ListBucket on s3://lake/a/ is missing");
    assertThatThrownBy(
            () -> clients.s3().createMultipartUpload(create -> create.bucket("lake").key("k")))
        .hasMessageContaining("The right s3:PutObject on s3://lake/k is missing");
  }

  @Test
  void anAnswerWithoutACodeIsUnderstoodByItsStatus() {
    assertThatThrownBy(() -> clients.s3().headObject(head -> head.bucket("lake").key("k")))
        .isInstanceOf(S3Exception.class)
        .hasMessageContaining("The right s3:GetObject on s3://lake/k is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SignatureDoesNotMatch", "InvalidAccessKeyId", "ExpiredToken"})
  void wrongCredentialsAreToldWithTheirSettings(String told) {
    code = told;

    assertThatThrownBy(this::put)
        .isInstanceOf(S3Exception.class)
        .hasMessageContaining("'ticklake.aws.access-key' and 'ticklake.aws.secret-key'")
        .hasMessageNotContaining("The right")
        .hasMessageNotContaining(SECRET);
  }

  @ParameterizedTest
  @CsvSource({
    "AccessDeniedException, glue:GetTable on 'lake'",
    "UnrecognizedClientException, 'ticklake.aws.secret-key'"
  })
  void otherServicesAreToldAlike(String told, String advice) {
    glue.on("GetTable").refuses(400, told, "No.");

    assertThatThrownBy(() -> clients.glue().getTable(get -> get.databaseName("lake").name("bars")))
        .hasMessageContaining("No: ")
        .hasMessageContaining(advice);
  }

  @Test
  void theTypeOfARefusalStays() {
    glue.on("GetTable").refuses(400, "AccessDeniedException", "No.");

    assertThatThrownBy(() -> clients.glue().getTable(get -> get.databaseName("lake").name("bars")))
        .isInstanceOf(AccessDeniedException.class);
  }

  @Test
  void otherErrorsAreLeftAsTheyAre() {
    code = "RequestPayerRequired";

    assertThatThrownBy(this::put)
        .hasMessageContaining("So it is (Service: S3")
        .hasMessageNotContaining("The right");
  }
}
