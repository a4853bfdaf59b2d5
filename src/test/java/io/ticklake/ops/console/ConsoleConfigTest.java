package io.ticklake.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticklake.config.Setting;
import io.ticklake.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before anything is started, and what the message says. */
class ConsoleConfigTest {
  @TempDir Path folder;

  @Test
  void nothingIsWrongWithTheDefaults() {
    assertThat(problems(Map.of())).isEmpty();
    assertThat(ConsoleConfig.from(settings(Map.of())).login()).isEmpty();
  }

  @Test
  void aUserNeedsAPasswordAndAPasswordAUser() {
    assertThat(problems(Map.of("user", "op")))
        .singleElement()
        .asString()
        .contains("ticklake.management.user", "the password is missing", "password-file");
    assertThat(problems(Map.of("password", "s3cret-s3cret")))
        .singleElement()
        .asString()
        .contains("ticklake.management.user", "empty")
        .doesNotContain("s3cret");
  }

  @Test
  void aColonInTheUsersNameIsRefused() {
    assertThat(problems(Map.of("user", "o:p", "password", "secret")))
        .singleElement()
        .asString()
        .contains("'o:p'", "colon");
  }

  @Test
  void thePasswordIsReadFromAFile() throws Exception {
    Path file = Files.writeString(folder.resolve("pw"), "from-the-file\n");

    ConsoleConfig config =
        ConsoleConfig.from(settings(Map.of("user", "op", "password-file", file.toString())));

    assertThat(config.login().orElseThrow().password().reveal()).isEqualTo("from-the-file");
    assertThat(config.toString()).doesNotContain("from-the-file");
  }

  @Test
  void aPasswordFileThatIsAwayOrEmptyIsNamed() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty"), "\n");

    assertThat(problems(Map.of("user", "op", "password-file", "no/such/file")))
        .singleElement()
        .asString()
        .contains("password-file", "no/such/file", "cannot be read");
    assertThat(problems(Map.of("user", "op", "password-file", empty.toString())))
        .singleElement()
        .asString()
        .contains("empty file");
    assertThat(problems(Map.of("user", "op", "password-file", folder.toString())))
        .singleElement()
        .asString()
        .contains("password-file", folder.toString(), "cannot be read");
  }

  @Test
  void aKeystoreOpensWithItsPassword() {
    Path keystore = TestKeys.keystore(folder, "changeit");

    ConsoleConfig config =
        ConsoleConfig.from(
            settings(
                Map.of("tls.keystore", keystore.toString(), "tls.keystore-password", "changeit")));

    assertThat(config.tls()).isPresent();
    assertThat(config.toString()).doesNotContain("changeit");
  }

  @Test
  void aWrongKeystorePasswordIsToldWithoutIt() {
    Path keystore = TestKeys.keystore(folder, "changeit");

    assertThat(
            problems(
                Map.of("tls.keystore", keystore.toString(), "tls.keystore-password", "guessed")))
        .singleElement()
        .asString()
        .contains("ticklake.management.tls.keystore-password", keystore.toString(), "Correct it")
        .doesNotContain("guessed");
  }

  @Test
  void whatIsNoKeystoreIsNamed() throws Exception {
    Path text = Files.writeString(folder.resolve("ks.p12"), "no keystore");

    assertThat(problems(Map.of("tls.keystore", text.toString(), "tls.keystore-password", "x")))
        .singleElement()
        .asString()
        .contains("ticklake.management.tls.keystore", text.toString());
    assertThat(problems(Map.of("tls.keystore", folder.toString())))
        .singleElement()
        .asString()
        .contains("ticklake.management.tls.keystore", folder.toString());
  }

  @Test
  void aKeystoreWithoutAKeyIsRefused() {
    Path keystore = TestKeys.certificateOnly(folder, "changeit");

    assertThat(
            problems(
                Map.of("tls.keystore", keystore.toString(), "tls.keystore-password", "changeit")))
        .singleElement()
        .asString()
        .contains("without a private key", "openssl");
  }

  @Test
  void aPemPairIsTaken() {
    TestKeys.Pem pem = TestKeys.pem(folder);

    assertThat(
            ConsoleConfig.from(
                    settings(
                        Map.of(
                            "tls.certificate", pem.certificate().toString(),
                            "tls.key", pem.key().toString())))
                .tls())
        .isPresent();
  }

  @Test
  void aPemKeyOfAnotherFormSaysHowToConvertIt() throws Exception {
    TestKeys.Pem pem = TestKeys.pem(folder);
    Path old = Files.writeString(folder.resolve("old.pem"), "-----BEGIN RSA PRIVATE KEY-----\n");

    assertThat(
            problems(
                Map.of("tls.certificate", pem.certificate().toString(), "tls.key", old.toString())))
        .singleElement()
        .asString()
        .contains("ticklake.management.tls.key", "openssl pkcs8 -topk8");
  }

  @Test
  void halfAPairAndBothFormsAreRefused() {
    TestKeys.Pem pem = TestKeys.pem(folder);

    assertThat(problems(Map.of("tls.certificate", pem.certificate().toString())))
        .singleElement()
        .asString()
        .contains("belong together");
    assertThat(
            problems(
                Map.of("tls.keystore", "a.p12", "tls.certificate", pem.certificate().toString())))
        .singleElement()
        .asString()
        .contains("exclude each other");
  }

  private static List<String> problems(Map<String, String> given) {
    return ConsoleConfig.problems(settings(given));
  }

  static Settings settings(Map<String, String> given) {
    Map<String, Setting> all = new HashMap<>();
    ConsoleConfig.KEYS.forEach(key -> all.put(key.name(), new Setting("", "packaged")));
    all.put("ticklake.management.open-health", new Setting("false", "packaged"));
    given.forEach(
        (name, value) -> all.put("ticklake.management." + name, new Setting(value, "test")));
    return new Settings(all);
  }
}
