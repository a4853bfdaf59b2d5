package io.ticklake.cli;

import io.ticklake.aws.AwsConfig;
import io.ticklake.config.Key;
import io.ticklake.config.Settings;
import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.StopRoute;
import io.ticklake.ingest.IngestConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Another command's view of a program that runs on the same data directory: where its embedded
 * services are and which keys they accept, as {@code endpoints.env} says.
 */
final class RunningProgram {
  // The setting of a service, and the variable that says where it is.
  private static final Map<String, String> ADDRESSES =
      Map.of(
          IngestConfig.BASE_URL.name(),
          EndpointVariables.MARKET_URL,
          "ticklake.kafka.brokers",
          EndpointVariables.KAFKA_BROKERS,
          AwsConfig.S3.name(),
          "AWS_ENDPOINT_URL_S3",
          AwsConfig.SNS.name(),
          "AWS_ENDPOINT_URL_SNS",
          AwsConfig.GLUE.name(),
          "AWS_ENDPOINT_URL_GLUE",
          AwsConfig.ATHENA.name(),
          "AWS_ENDPOINT_URL_ATHENA");

  private final Settings settings;
  private final Path dataDir;

  RunningProgram(Settings settings) {
    this.settings = settings;
    this.dataDir = RunConfig.from(settings).dataDir();
  }

  /**
   * The settings in which the endpoints of these names, where they say {@code embedded}, are the
   * running program's; unchanged when none does.
   *
   * @param names of endpoint settings that the command needs
   * @throws StopRoute when one is embedded and no program runs
   */
  Settings settingsFor(String... names) throws IOException {
    List<String> embedded = List.of(names).stream().filter(this::isEmbedded).toList();
    if (embedded.isEmpty()) {
      return settings;
    }
    Map<String, String> variables = new EndpointsFile(dataDir).read();
    Map<String, String> answers = new TreeMap<>();
    for (String name : embedded) {
      String address = variables.get(ADDRESSES.get(name));
      if (address == null || !DataDirectory.isHeld(dataDir)) {
        throw absent(name);
      }
      answers.put(name, address);
    }
    if (embedded.contains(IngestConfig.BASE_URL.name())) {
      copy(variables, EndpointVariables.MARKET_KEY, answers, IngestConfig.API_KEY.name());
    }
    copy(variables, EndpointVariables.ACCESS_KEY, answers, AwsConfig.ACCESS_KEY.name());
    copy(variables, EndpointVariables.SECRET_KEY, answers, AwsConfig.SECRET_KEY.name());
    return settings.with(answers, "endpoints.env");
  }

  private boolean isEmbedded(String name) {
    return settings.get(Key.text(name)).equals("embedded");
  }

  private static void copy(
      Map<String, String> from, String variable, Map<String, String> to, String setting) {
    String value = from.get(variable);
    if (value != null) {
      to.put(setting, value);
    }
  }

  private StopRoute absent(String name) {
    return new StopRoute(
        ErrorCode.PROGRAM_NOT_RUNNING,
        ("Setting '%s' is 'embedded', and no ticklake runs on the data directory '%s'. Start it"
                + " (java -jar ticklake.jar) and try again, or set the address of a service.")
            .formatted(name, dataDir.toAbsolutePath()));
  }
}
