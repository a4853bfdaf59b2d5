package io.ticklake.ops.console;

import static io.ticklake.ops.console.ConsoleConfig.problem;

import io.ticklake.config.ConfigurationException;
import io.ticklake.config.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the files that TLS is configured by, and says what is wrong with them. */
final class TlsFiles {
  private static final Logger LOG = LoggerFactory.getLogger(TlsFiles.class);
  private static final Pattern PEM_KEY =
      Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([A-Za-z0-9+/=\\s]*)-----END");
  // What certificate authorities sign for servers.
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");

  private TlsFiles() {}

  /** A PKCS#12 or JKS keystore, whose key has the store's password. */
  static TlsIdentity keystore(Path file, Optional<Secret> password) {
    String setting = ConsoleConfig.KEYSTORE.name();
    String opener = password.map(Secret::reveal).orElse("");
    boolean jks = file.toString().toLowerCase(Locale.ROOT).endsWith(".jks");
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance(jks ? "JKS" : "PKCS12");
      store.load(in, opener.toCharArray());
      return checked(store, opener, setting, file);
    } catch (IOException e) {
      if (e.getCause() instanceof UnrecoverableKeyException) {
        throw wrongPassword(file);
      }
      throw unreadable(setting, file, e);
    } catch (UnrecoverableKeyException e) {
      throw wrongPassword(file);
    } catch (GeneralSecurityException e) {
      throw unreadable(setting, file, e);
    }
  }

  private static TlsIdentity checked(KeyStore store, String password, String setting, Path file)
      throws GeneralSecurityException {
    for (String alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias)) {
        PrivateKey key = (PrivateKey) store.getKey(alias, password.toCharArray());
        warnIfOld(store.getCertificate(alias), file);
        return new TlsIdentity(key, List.of(store.getCertificateChain(alias)));
      }
    }
    throw problem(
        "Setting '%s' = '%s' names a keystore without a private key: certificates alone cannot serve. Make one with: openssl pkcs12 -export -in cert.pem -inkey key.pem -out keystore.p12",
        setting, file);
  }

  private static ConfigurationException wrongPassword(Path file) {
    return problem(
        "Setting '%s' or '%s' is wrong for the keystore '%s': it does not open with this password. Correct it.",
        ConsoleConfig.KEYSTORE_PASSWORD.name(), ConsoleConfig.KEYSTORE_PASSWORD_FILE.name(), file);
  }

  private static ConfigurationException unreadable(String setting, Path file, Exception e) {
    return problem(
        "Setting '%s' = '%s' cannot be used for TLS: %s. Name a file that can be read, of the form that the setting wants.",
        setting, file, e);
  }

  /** A certificate, with those of its signers behind it, and its key, as PEM. */
  static TlsIdentity pem(Path certificate, Path key) {
    List<Certificate> chain = chain(certificate);
    PrivateKey own = key(key);
    if (!own.getAlgorithm().equals(chain.get(0).getPublicKey().getAlgorithm())) {
      throw problem(
          "The key in '%s' (%s) is not the one of the certificate in '%s' (%s). Name the pair that belongs together.",
          key, own.getAlgorithm(), certificate, chain.get(0).getPublicKey().getAlgorithm());
    }
    warnIfOld(chain.get(0), certificate);
    return new TlsIdentity(own, chain);
  }

  private static List<Certificate> chain(Path file) {
    String setting = ConsoleConfig.CERTIFICATE.name();
    try (InputStream in = Files.newInputStream(file)) {
      List<Certificate> chain =
          List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
      if (!chain.isEmpty()) {
        return chain;
      }
      throw problem("Setting '%s' = '%s' names a file without a certificate.", setting, file);
    } catch (IOException | GeneralSecurityException e) {
      throw unreadable(setting, file, e);
    }
  }

  private static PrivateKey key(Path file) {
    String setting = ConsoleConfig.PRIVATE_KEY.name();
    try {
      Matcher pem = PEM_KEY.matcher(Files.readString(file));
      if (!pem.find() || !pem.group(1).isEmpty()) {
        throw problem(
            "Setting '%s' = '%s' names no unencrypted PKCS#8 key (BEGIN PRIVATE KEY). Convert it with: openssl pkcs8 -topk8 -nocrypt -in %s -out key.pem",
            setting, file, file);
      }
      return key(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(2))), file);
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(setting, file, e);
    }
  }

  private static PrivateKey key(PKCS8EncodedKeySpec bytes, Path file) {
    GeneralSecurityException refusal = new GeneralSecurityException("no known kind of key");
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(bytes);
      } catch (GeneralSecurityException e) {
        refusal.addSuppressed(e); // of another kind
      }
    }
    throw unreadable(ConsoleConfig.PRIVATE_KEY.name(), file, refusal);
  }

  @SuppressWarnings("JavaUtilDate") // that is what certificates have
  private static void warnIfOld(Certificate certificate, Path file) {
    if (certificate instanceof X509Certificate known
        && known.getNotAfter().toInstant().isBefore(Instant.now())) {
      LOG.atWarn()
          .addKeyValue("file", file)
          .addKeyValue("until", known.getNotAfter().toInstant())
          .log("the certificate of the management port has expired; browsers will refuse it");
    }
  }
}
