package io.ticklake.embedded.athena;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticklake.embedded.awsapi.AwsError;
import java.time.Instant;

/** The one workgroup, {@code primary}, as the settings make it. */
final class WorkGroups {
  static final String PRIMARY = "primary";

  private final AthenaSettings settings;
  private final Instant created;

  WorkGroups(AthenaSettings settings, Instant created) {
    this.settings = settings;
    this.created = created;
  }

  static void check(String name) throws AwsError {
    if (!name.equals(PRIMARY)) {
      throw AthenaErrors.invalidInput("WorkGroup is not found.");
    }
  }

  ObjectNode get(ObjectNode request) throws AwsError {
    check(new Members(request).required("WorkGroup"));
    var reply = JsonNodeFactory.instance.objectNode();
    var group = reply.putObject("WorkGroup").put("Name", PRIMARY).put("State", "ENABLED");
    group.put("CreationTime", seconds(created));
    var configuration = group.putObject("Configuration");
    var result = configuration.putObject("ResultConfiguration");
    if (!settings.outputLocation().isEmpty()) {
      result.put("OutputLocation", settings.outputLocation());
    }
    configuration
        .put("EnforceWorkGroupConfiguration", settings.enforceOutput())
        .put("PublishCloudWatchMetricsEnabled", false)
        .put("RequesterPaysEnabled", false);
    if (settings.scanLimitBytes() > 0) {
      configuration.put("BytesScannedCutoffPerQuery", settings.scanLimitBytes());
    }
    engine(configuration.putObject("EngineVersion"));
    return reply;
  }

  ObjectNode list() {
    var reply = JsonNodeFactory.instance.objectNode();
    var group = reply.putArray("WorkGroups").addObject();
    group.put("Name", PRIMARY).put("State", "ENABLED").put("CreationTime", seconds(created));
    engine(group.putObject("EngineVersion"));
    return reply;
  }

  static void engine(ObjectNode node) {
    node.put("SelectedEngineVersion", "AUTO")
        .put("EffectiveEngineVersion", "Athena engine version 3");
  }

  /** Times on the wire are seconds with three places. */
  static double seconds(Instant time) {
    return time.toEpochMilli() / 1000.0;
  }
}
