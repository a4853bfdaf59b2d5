package io.ticklake.ops.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/** Keys and certificates, made for a test by the JDK's keytool. */
public final class TestKeys {
  private static final String KEYSTORE = "key.p12";

  private TestKeys() {}

  record Pem(Path certificate, Path key) {}

  /**
   * A server's keystore and what its clients trust.
   *
   * @param trust a PKCS#12 file of the same password, with the server's certificate
   */
  public record Pair(Path keystore, Path trust) {}

  /** For localhost. */
  public static Pair pair(Path folder, String password) {
    Path trust = certificateOnly(folder, password);
    return new Pair(folder.resolve(KEYSTORE), trust);
  }

  /** A PKCS#12 keystore with a key for localhost. */
  static Path keystore(Path folder, String password) {
    Path file = folder.resolve(KEYSTORE);
    try {
      Files.deleteIfExists(file);
      Process keytool =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-genkeypair",
                  "-alias",
                  "own",
                  "-keyalg",
                  "EC",
                  "-storetype",
                  "PKCS12",
                  "-dname",
                  "CN=localhost",
                  "-ext",
                  "SAN=dns:localhost,ip:127.0.0.1",
                  "-keystore",
                  file.toString(),
                  "-storepass",
                  password)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("keytool.txt").toFile())
              .start();
      if (!keytool.waitFor(30, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
        throw new IllegalStateException(Files.readString(folder.resolve("keytool.txt")));
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A keystore that only says whom to trust. */
  static Path certificateOnly(Path folder, String password) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry("somebody", load(folder, password).getCertificate("own"));
      Path file = folder.resolve("trust.p12");
      try (OutputStream out = Files.newOutputStream(file)) {
        store.store(out, password.toCharArray());
      }
      return file;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same key as two PEM files. */
  static Pem pem(Path folder) {
    try {
      KeyStore store = load(folder, "changeit");
      Certificate certificate = store.getCertificate("own");
      byte[] key = store.getKey("own", "changeit".toCharArray()).getEncoded();
      return new Pem(
          write(folder.resolve("cert.pem"), "CERTIFICATE", certificate.getEncoded()),
          write(folder.resolve("key.pem"), "PRIVATE KEY", key));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyStore load(Path folder, String password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keystore(folder, password))) {
      store.load(in, password.toCharArray());
    }
    return store;
  }

  private static Path write(Path file, String what, byte[] der) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return Files.writeString(
        file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, text, what));
  }
}
