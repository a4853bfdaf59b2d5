package io.ticklake.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code java -jar ticklake.jar}: without a command it runs. */
@Command(
    name = "ticklake",
    description =
        "Carries stock market data from a market API over Kafka into an S3 data lake, and keeps it queryable.",
    mixinStandardHelpOptions = true,
    versionProvider = TicklakeCommand.Version.class,
    synopsisSubcommandLabel = "[COMMAND]",
    subcommands = {
      RunCommand.class,
      ReplayCommand.class,
      BackfillCommand.class,
      GenerateCommand.class,
      QueryCommand.class,
      VerifyCommand.class,
      RoutesCommand.class,
      ConfigCommand.class
    })
public final class TicklakeCommand implements Callable<Integer> {
  /** Settings, files or arguments cannot be used: nothing was started. */
  static final int UNUSABLE_INPUT = 2;

  /** It was started, and failed. */
  static final int FAILED = 1;

  /** Runs the command of these arguments and returns the exit status. */
  public static int execute(String... arguments) {
    return new CommandLine(new TicklakeCommand())
        .setExecutionExceptionHandler(new ErrorReport())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(arguments);
  }

  @Override
  public Integer call() throws Exception {
    return new RunCommand().call();
  }

  /** The version in the jar's manifest. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"ticklake " + text()};
    }

    static String text() {
      String version = TicklakeCommand.class.getPackage().getImplementationVersion();
      return version == null ? "(not packaged)" : version;
    }
  }
}
