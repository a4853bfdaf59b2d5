package io.ticklake.cli;

import io.ticklake.config.ConfigurationException;
import io.ticklake.config.Settings;
import io.ticklake.config.SettingsLoader;
import io.ticklake.ingest.IngestConfig;
import io.ticklake.ops.console.ConsoleConfig;
import io.ticklake.ops.log.LogConfig;
import io.ticklake.ops.log.Logging;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Runs the program until it is told to stop: settings are checked, the data directory is taken,
 * embedded services start, then the stages; the end is in the opposite order.
 */
@Command(
    name = "run",
    description = "Runs every stage until stopped (the default).",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Override
  public Integer call() throws Exception {
    Settings settings = SettingsLoader.ofProcess().load();
    List<String> problems = settings.problems(KnownKeys.ALL);
    if (problems.isEmpty()) {
      problems = new ArrayList<>(IngestConfig.problems(settings));
      problems.addAll(ConsoleConfig.problems(settings));
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    Logging.configure(LogConfig.from(settings), List.of());
    Shutdown shutdown = Shutdown.watch();
    int status = TicklakeCommand.FAILED;
    try {
      status = run(settings, shutdown);
      return status;
    } finally {
      shutdown.ended(status);
    }
  }

  private static int run(Settings settings, Shutdown shutdown) throws Exception {
    RunConfig config = RunConfig.from(settings);
    ManagementPort port = ManagementPort.claim(config.managementHost(), config.managementPort());
    EndpointsFile endpoints = new EndpointsFile(config.dataDir());
    try (DataDirectory held = DataDirectory.take(config.dataDir());
        EmbeddedStart embedded = EmbeddedStart.start(settings, endpoints)) {
      Settings named = InstanceId.given(embedded.settings(), config.dataDir());
      Settings effective = named.with(port.settings(), "chosen at start");
      endpoints.write(EndpointVariables.of(effective, embedded.marketKey()));
      return new Application(effective, endpoints.path()).run(shutdown);
    }
  }
}
