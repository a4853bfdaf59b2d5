package io.ticklake.ops.console;

import io.ticklake.config.ConfigurationException;
import io.ticklake.config.Key;
import io.ticklake.config.Secret;
import io.ticklake.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who may use the management port, by which names, and whether it is encrypted.
 *
 * @param login empty: nobody is asked
 * @param openHealth whether health is told without a password
 * @param names further host names that it is asked for by
 * @param tls empty: plain HTTP
 */
public record ConsoleConfig(
    Optional<Login> login, boolean openHealth, Set<String> names, Optional<TlsIdentity> tls) {
  private static final String PREFIX = "ticklake.management.";
  static final Key<Optional<String>> USER = Key.text(PREFIX + "user").optional();
  static final Key<Optional<Secret>> PASSWORD = Key.secret(PREFIX + "password").optional();
  static final Key<Optional<Path>> PASSWORD_FILE = Key.path(PREFIX + "password-file").optional();
  private static final Key<Boolean> OPEN_HEALTH = Key.flag(PREFIX + "open-health");
  private static final Key<Optional<List<String>>> NAMES = Key.list(PREFIX + "names").optional();
  static final Key<Optional<Path>> KEYSTORE = Key.path(PREFIX + "tls.keystore").optional();
  static final Key<Optional<Secret>> KEYSTORE_PASSWORD =
      Key.secret(PREFIX + "tls.keystore-password").optional();
  static final Key<Optional<Path>> KEYSTORE_PASSWORD_FILE =
      Key.path(PREFIX + "tls.keystore-password-file").optional();
  static final Key<Optional<Path>> CERTIFICATE = Key.path(PREFIX + "tls.certificate").optional();
  static final Key<Optional<Path>> PRIVATE_KEY = Key.path(PREFIX + "tls.key").optional();

  public static final List<Key<?>> KEYS =
      List.of(
          USER,
          PASSWORD,
          PASSWORD_FILE,
          OPEN_HEALTH,
          NAMES,
          KEYSTORE,
          KEYSTORE_PASSWORD,
          KEYSTORE_PASSWORD_FILE,
          CERTIFICATE,
          PRIVATE_KEY);

  public ConsoleConfig {
    names = Set.copyOf(names);
  }

  /**
   * Reads the files that the settings name, too.
   *
   * @throws ConfigurationException that says which setting cannot be used and why
   */
  public static ConsoleConfig from(Settings settings) {
    return new ConsoleConfig(
        login(settings),
        settings.get(OPEN_HEALTH),
        Set.copyOf(settings.get(NAMES).orElse(List.of())),
        tls(settings));
  }

  /** What is wrong with these settings together, before anything is started. */
  public static List<String> problems(Settings settings) {
    List<String> problems = new ArrayList<>();
    for (Runnable check : List.<Runnable>of(() -> login(settings), () -> tls(settings))) {
      try {
        check.run();
      } catch (ConfigurationException e) {
        problems.addAll(e.problems());
      }
    }
    return problems;
  }

  /** What no text may show. */
  public List<Secret> secrets() {
    return login.map(Login::password).stream().toList();
  }

  private static Optional<Login> login(Settings settings) {
    Optional<String> user = settings.get(USER);
    Optional<Secret> password = secret(settings, PASSWORD, PASSWORD_FILE);
    if (user.isPresent() && user.get().contains(":")) {
      throw problem(
          "Setting '%s' = '%s' has a colon, which ends the user's name in HTTP's basic authentication. Choose another name.",
          USER.name(), user.get());
    }
    if (user.isPresent() != password.isPresent()) {
      throw problem(
          "Setting '%s' is %s, but the password is %s: set '%s', and '%s' or '%s', or none of them.",
          USER.name(),
          user.isPresent() ? "set" : "empty",
          password.isPresent() ? "set" : "missing",
          USER.name(),
          PASSWORD.name(),
          PASSWORD_FILE.name());
    }
    return user.map(name -> new Login(name, password.orElseThrow()));
  }

  private static Optional<TlsIdentity> tls(Settings settings) {
    Optional<Path> keystore = settings.get(KEYSTORE);
    Optional<Path> certificate = settings.get(CERTIFICATE);
    Optional<Path> key = settings.get(PRIVATE_KEY);
    if (keystore.isPresent() && (certificate.isPresent() || key.isPresent())) {
      throw problem(
          "Settings '%s' and '%s' exclude each other: name a keystore, or a certificate and its key.",
          KEYSTORE.name(), CERTIFICATE.name());
    }
    if (certificate.isPresent() != key.isPresent()) {
      throw problem(
          "Settings '%s' and '%s' belong together, and only one of them is set.",
          CERTIFICATE.name(), PRIVATE_KEY.name());
    }
    Optional<Secret> password = secret(settings, KEYSTORE_PASSWORD, KEYSTORE_PASSWORD_FILE);
    if (keystore.isPresent()) {
      return Optional.of(TlsFiles.keystore(keystore.get(), password));
    }
    return certificate.map(file -> TlsFiles.pem(file, key.orElseThrow()));
  }

  private static Optional<Secret> secret(
      Settings settings, Key<Optional<Secret>> value, Key<Optional<Path>> file) {
    Optional<Secret> given = settings.get(value);
    Optional<Path> named = settings.get(file);
    if (given.isPresent() || named.isEmpty()) {
      return given;
    }
    try {
      String text = Files.readString(named.get()).strip();
      if (!text.isEmpty()) {
        return Optional.of(new Secret(text));
      }
      throw problem(
          "Setting '%s' = '%s' names an empty file: write the password into it.",
          file.name(), named.get());
    } catch (IOException e) {
      throw problem(
          "Setting '%s' = '%s' names a file that cannot be read: %s. Check the path and its rights.",
          file.name(), named.get(), e);
    }
  }

  @SuppressWarnings("AnnotateFormatMethod") // its annotation would be one more library
  static ConfigurationException problem(String sentence, Object... values) {
    return new ConfigurationException(List.of(sentence.formatted(values)));
  }
}
