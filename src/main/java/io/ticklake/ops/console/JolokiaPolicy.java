package io.ticklake.ops.console;

import java.util.Map;
import java.util.Set;
import javax.management.ObjectName;
import org.jolokia.server.core.restrictor.AbstractConstantRestrictor;
import org.jolokia.server.core.util.RequestType;

/**
 * What the browser may do with MBeans: read Camel, Kafka's clients, the JVM and our own; start,
 * stop, suspend and resume routes; what our own MBeans offer; nothing else. Everything hidden or
 * refused here cannot be reached whatever the request looks like.
 */
final class JolokiaPolicy extends AbstractConstantRestrictor {
  private static final Set<RequestType> TYPES =
      Set.of(
          RequestType.READ,
          RequestType.LIST,
          RequestType.SEARCH,
          RequestType.VERSION,
          RequestType.EXEC);
  private static final String CAMEL = "org.apache.camel";
  private static final String OWN = "ticklake";
  private static final Set<String> DOMAINS =
      Set.of(
          CAMEL,
          OWN,
          "java.lang",
          "java.nio",
          "kafka.consumer",
          "kafka.producer",
          "kafka.admin.client");
  // Command line and class path: they can hold secrets and paths.
  private static final Set<String> PRIVATE_ATTRIBUTES =
      Set.of("SystemProperties", "InputArguments", "ClassPath", "BootClassPath", "LibraryPath");
  // Exact signatures: dumpRouteAsXml(boolean) would resolve placeholders, and with them secrets.
  // Hawtio sends some without.
  private static final Set<String> ROUTE_OPERATIONS =
      Set.of(
          "start()",
          "stop()",
          "suspend()",
          "resume()",
          "reset()",
          "reset(boolean)",
          "isUpdateRouteEnabled()",
          "dumpRouteAsXml()",
          "dumpRouteAsYaml()",
          "dumpRouteStatsAsXml",
          "dumpRouteStatsAsXml(boolean,boolean)");
  private static final Set<String> CONTEXT_OPERATIONS =
      Set.of(
          "dumpRoutesAsXml()", "dumpRoutesAsYaml()",
          "dumpRoutesStatsAsXml", "dumpRoutesStatsAsXml(boolean,boolean)");
  private static final Set<String> SERVICE_OPERATIONS = Set.of("browse()");
  private static final Map<String, Set<String>> OWN_OPERATIONS =
      Map.of(
          "Archive", Set.of("sealNow()", "pause()", "resume()"),
          "Source", Set.of("pollNow()", "pause()", "resume()"),
          "Catalog", Set.of("crawlNow()", "pause()", "resume()"),
          "Log", Set.of("setLevel(java.lang.String,java.lang.String)"));

  JolokiaPolicy() {
    super(true);
  }

  @Override
  public boolean isTypeAllowed(RequestType type) {
    return TYPES.contains(type);
  }

  @Override
  public boolean isObjectNameHidden(ObjectName name) {
    return !DOMAINS.contains(name.getDomain());
  }

  @Override
  public boolean isAttributeReadAllowed(ObjectName name, String attribute) {
    return !isObjectNameHidden(name) && !PRIVATE_ATTRIBUTES.contains(attribute);
  }

  @Override
  public boolean isAttributeWriteAllowed(ObjectName name, String attribute) {
    return false;
  }

  @Override
  public boolean isOperationAllowed(ObjectName name, String operation) {
    String type = String.valueOf(name.getKeyProperty("type"));
    return switch (name.getDomain()) {
      case CAMEL -> isCamelOperationAllowed(type, operation);
      case OWN -> OWN_OPERATIONS.getOrDefault(type, Set.of()).contains(operation);
      default -> false;
    };
  }

  private static boolean isCamelOperationAllowed(String type, String operation) {
    return switch (type) {
      case "routes" -> ROUTE_OPERATIONS.contains(operation);
      case "context" -> CONTEXT_OPERATIONS.contains(operation);
      case "services" -> SERVICE_OPERATIONS.contains(operation);
      default -> false;
    };
  }
}
