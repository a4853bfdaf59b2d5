package io.ticklake.ops.console;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says at start, where nobody overlooks it, what a wider binding of the port means. */
public final class Exposure {
  private static final Logger LOG = LoggerFactory.getLogger(Exposure.class);

  private Exposure() {}

  /** Warns when others than this machine reach the port unasked, or read its password. */
  public static void warn(String host, int port, ConsoleConfig config) {
    if (HostNames.isLoopback(host)) {
      return;
    }
    String address = host + ":" + port;
    if (config.login().isEmpty()) {
      LOG.warn("*****************************************************************************");
      LOG.warn(
          "*** Everybody who reaches {} may read and stop everything: no password is set.",
          address);
      LOG.warn(
          "*** Set {} and {}, or {} back to 127.0.0.1.",
          ConsoleConfig.USER.name(),
          ConsoleConfig.PASSWORD_FILE.name(),
          "ticklake.management.host");
      LOG.warn("*****************************************************************************");
    } else if (config.tls().isEmpty()) {
      LOG.warn(
          "The password of {} crosses the network in clear: set {}, or put a proxy with TLS before it.",
          address,
          ConsoleConfig.KEYSTORE.name());
    }
  }
}
