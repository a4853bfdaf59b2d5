package io.ticklake.cli;

import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.StopRoute;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/** The port of health, metrics and Hawtio, checked before anything is started. */
record ManagementPort(int number) {
  /** Finds that the port is free, or a free one for 0. */
  static ManagementPort claim(String host, int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getByName(host))) {
      return new ManagementPort(probe.getLocalPort());
    } catch (IOException e) {
      throw new StopRoute(
          ErrorCode.PORT_OCCUPIED,
          "Cannot listen on %s:%d for health, metrics and Hawtio: %s. Stop what uses the port, or set %s to another one (0 takes a free one)."
              .formatted(host, port, e.getMessage(), RunConfig.MANAGEMENT_PORT.name()),
          e);
    }
  }

  Map<String, String> settings() {
    return Map.of(RunConfig.MANAGEMENT_PORT.name(), Integer.toString(number));
  }
}
