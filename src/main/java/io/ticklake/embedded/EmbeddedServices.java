package io.ticklake.embedded;

import java.util.EnumMap;
import java.util.Map;

/** STUB to be replaced below. */
public final class EmbeddedServices implements AutoCloseable {
  private final Map<Service, EmbeddedServer> servers = new EnumMap<>(Service.class);

  private EmbeddedServices() {}

  public static EmbeddedServices start(EmbeddedPlan plan) {
    return new EmbeddedServices();
  }

  public Map<Service, String> addresses() {
    Map<Service, String> addresses = new EnumMap<>(Service.class);
    servers.forEach((service, server) -> addresses.put(service, server.address()));
    return addresses;
  }

  @Override
  public void close() {}
}
