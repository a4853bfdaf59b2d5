package io.ticklake.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import javax.management.ObjectName;
import org.jolokia.server.core.util.RequestType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Everything that the policy lets through, spelled out: one thing more, and a line here fails. */
class JolokiaPolicyTest {
  private static final Set<RequestType> SERVED =
      Set.of(
          RequestType.READ,
          RequestType.LIST,
          RequestType.SEARCH,
          RequestType.VERSION,
          RequestType.EXEC);

  private final JolokiaPolicy policy = new JolokiaPolicy();

  @ParameterizedTest
  @EnumSource(RequestType.class)
  void fiveKindsOfRequestsAreServed(RequestType type) {
    assertThat(policy.isTypeAllowed(type)).isEqualTo(SERVED.contains(type));
  }

  @ParameterizedTest
  @CsvSource({
    "org.apache.camel, false",
    "ticklake, false",
    "java.lang, false",
    "java.nio, false",
    "kafka.consumer, false",
    "kafka.producer, false",
    "kafka.admin.client, false",
    "com.sun.management, true",
    "java.util.logging, true",
    "jdk.management.jfr, true",
    "JMImplementation, true",
    "kafka.server, true",
    "ticklake.evil, true"
  })
  void otherDomainsAreNotThere(String domain, boolean hidden) throws Exception {
    ObjectName name = new ObjectName(domain + ":type=Archive");

    assertThat(policy.isObjectNameHidden(name)).isEqualTo(hidden);
    assertThat(policy.isAttributeReadAllowed(name, "State")).isEqualTo(!hidden);
  }

  @ParameterizedTest
  @CsvSource({"SystemProperties", "InputArguments", "ClassPath", "BootClassPath", "LibraryPath"})
  void whatCanHoldSecretsIsNotRead(String attribute) throws Exception {
    assertThat(policy.isAttributeReadAllowed(new ObjectName("java.lang:type=Runtime"), attribute))
        .isFalse();
  }

  @Test
  void nothingIsWritten() throws Exception {
    for (String name : new String[] {"org.apache.camel:type=routes", "ticklake:type=Log"}) {
      assertThat(policy.isAttributeWriteAllowed(new ObjectName(name), "Level")).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "org.apache.camel:type=routes   | start() stop() suspend() resume() reset() reset(boolean) isUpdateRouteEnabled() dumpRouteAsXml() dumpRouteAsYaml() dumpRouteStatsAsXml dumpRouteStatsAsXml(boolean,boolean)",
        "org.apache.camel:type=context  | dumpRoutesAsXml() dumpRoutesAsYaml() dumpRoutesStatsAsXml dumpRoutesStatsAsXml(boolean,boolean)",
        "org.apache.camel:type=services | browse()",
        "org.apache.camel:type=processors | ''",
        "org.apache.camel:type=endpoints | ''",
        "org.apache.camel:other=routes  | ''",
        "ticklake:type=Archive          | sealNow() pause() resume()",
        "ticklake:type=Source           | pollNow() pause() resume()",
        "ticklake:type=Catalog          | crawlNow() pause() resume()",
        "ticklake:type=Log              | setLevel(java.lang.String,java.lang.String)",
        "ticklake:type=routes           | ''",
        "java.lang:type=routes          | ''",
        "java.lang:type=Archive         | ''",
        "java.lang:type=Memory          | ''",
        "kafka.consumer:type=routes     | ''"
      })
  void onlyTheseOperationsAreServed(String bean, String allowed) throws Exception {
    ObjectName name = new ObjectName(bean.trim());
    Set<String> served = new TreeSet<>();
    for (String operation : CANDIDATES.split(" ")) {
      if (policy.isOperationAllowed(name, operation)) {
        served.add(operation);
      }
    }

    assertThat(served)
        .isEqualTo(allowed.isBlank() ? Set.of() : new TreeSet<>(Set.of(allowed.split(" "))));
  }

  // What the beans have, in every form that a request can name it, and what an attacker would try.
  private static final String CANDIDATES =
      "start() stop() suspend() resume() reset() reset(boolean) isUpdateRouteEnabled() dumpRouteAsXml()"
          + " dumpRouteAsYaml() dumpRouteStatsAsXml dumpRouteStatsAsXml(boolean,boolean) dumpRoutesAsXml()"
          + " dumpRoutesAsYaml() dumpRoutesStatsAsXml dumpRoutesStatsAsXml(boolean,boolean) browse()"
          + " sealNow() pause() resume() pollNow() crawlNow() setLevel(java.lang.String,java.lang.String)"
          + " start stop remove() remove shutdown() stop(long) dumpRouteAsXml(boolean) dumpRouteAsXml"
          + " dumpRoutesAsXml(boolean) dumpRoutesAsXml updateRouteFromXml(java.lang.String) gc() gc"
          + " sendBody(java.lang.String,java.lang.Object) requestBody(java.lang.Object) dumpHeap"
          + " addOrUpdateRoutesFromXml(java.lang.String) createEndpoint(java.lang.String) setLevel"
          + " sealNow pollNow crawlNow pause resume setLoggingLevel(java.lang.String) browse"
          + " browse(java.lang.String) loadClass(java.lang.String) getMBeansFromURL(java.lang.String)";
}
