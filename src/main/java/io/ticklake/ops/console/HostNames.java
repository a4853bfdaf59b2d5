package io.ticklake.ops.console;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names by which the management port may be asked for. A page that has its own name lead to
 * this port (DNS rebinding) sends that name. Bound wider than loopback the port answers to every
 * address too: a page cannot have an address lead elsewhere.
 */
final class HostNames {
  private static final Pattern ADDRESS =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");

  private final Set<String> names = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));
  private final boolean wide;

  private HostNames(boolean wide) {
    this.wide = wide;
  }

  /**
   * The names of a port.
   *
   * @param bound the name or address that it is bound to
   * @param further names that operators reach it by
   */
  static HostNames of(String bound, Set<String> further) {
    HostNames hosts = new HostNames(!isLoopback(bound));
    hosts.names.add(bound.toLowerCase(Locale.ROOT));
    further.forEach(name -> hosts.names.add(name.toLowerCase(Locale.ROOT)));
    return hosts;
  }

  /** Whether only this machine reaches a port that is bound so. */
  static boolean isLoopback(String bound) {
    try {
      return InetAddress.getByName(bound).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /**
   * Whether to answer.
   *
   * @param host as the request has it, without its port
   */
  boolean include(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return names.contains(name) || (wide && ADDRESS.matcher(name).matches());
  }
}
