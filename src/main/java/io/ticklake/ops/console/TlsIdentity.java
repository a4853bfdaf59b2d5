package io.ticklake.ops.console;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.List;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;

/**
 * The key and the certificate by which the management port shows who it is.
 *
 * @param chain the certificate, and those of its signers behind it
 */
public record TlsIdentity(PrivateKey key, List<Certificate> chain) {
  // A keystore wants one. This one is never written.
  private static final String IN_MEMORY = "in-memory";

  public TlsIdentity {
    chain = List.copyOf(chain);
  }

  /** As Camel's HTTP server takes it. */
  public SSLContextParameters parameters() {
    KeyStoreParameters keys = new KeyStoreParameters();
    keys.setKeyStore(store());
    KeyManagersParameters managers = new KeyManagersParameters();
    managers.setKeyStore(keys);
    managers.setKeyPassword(IN_MEMORY);
    SSLContextParameters parameters = new SSLContextParameters();
    parameters.setKeyManagers(managers);
    return parameters;
  }

  private KeyStore store() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "management", key, IN_MEMORY.toCharArray(), chain.toArray(Certificate[]::new));
      return store;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("The key of the management port cannot be kept", e);
    }
  }

  @Override
  public String toString() {
    return "TlsIdentity[***]";
  }
}
