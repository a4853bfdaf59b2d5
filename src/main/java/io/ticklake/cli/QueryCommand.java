package io.ticklake.cli;

import io.ticklake.archive.ArchiveConfig;
import io.ticklake.aws.AwsClients;
import io.ticklake.aws.AwsConfig;
import io.ticklake.catalog.CatalogConfig;
import io.ticklake.config.ConfigurationException;
import io.ticklake.config.Settings;
import io.ticklake.config.SettingsLoader;
import io.ticklake.query.AthenaQuery;
import io.ticklake.query.QueryConfig;
import io.ticklake.query.QueryResult;
import io.ticklake.query.QueryResult.Completeness;
import io.ticklake.query.ResultFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks Athena once, and prints the answer to standard output. */
@Command(
    name = "query",
    description =
        "Asks Athena and prints the answer. With embedded services the program must be running.",
    mixinStandardHelpOptions = true)
final class QueryCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "SQL|FILE",
      description =
          "One statement in Athena's SQL; or a file that holds one; or the name of a packaged query"
              + " (daily-summary, top-movers, freshness, rows-by-day, index-summary).")
  private String question = "";

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
  private ResultFormat format = ResultFormat.TABLE;

  @Option(names = "--database", description = "Default: the setting ticklake.catalog.database.")
  private @Nullable String database;

  @Option(
      names = "--max-rows",
      defaultValue = "10000",
      description = "Rows to print at most; default: ${DEFAULT-VALUE}.")
  private int maxRows = 10_000;

  @Option(
      names = "--output",
      paramLabel = "s3://BUCKET/FOLDER/",
      description = "Where Athena keeps the result's file. Default: _athena/ in the bucket.")
  private @Nullable String output;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    QueryText text = QueryText.of(question);
    Settings own = SettingsLoader.ofProcess().load();
    List<String> problems = own.problems(KnownKeys.ALL);
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    Settings settings = new RunningProgram(own).settingsFor(AwsConfig.ATHENA.name());
    try (AwsClients aws = new AwsClients(AwsConfig.from(settings))) {
      QueryConfig config = QueryConfig.from(settings);
      print(
          new AthenaQuery(aws.athena(), config, Clock.systemUTC())
              .ask(
                  text.name(),
                  text.sql(),
                  database == null ? settings.get(CatalogConfig.DATABASE) : database,
                  output == null
                      ? "s3://" + settings.get(ArchiveConfig.BUCKET) + "/_athena/"
                      : output,
                  maxRows));
    }
    return 0;
  }

  private void print(QueryResult result) throws IOException {
    var line = Objects.requireNonNull(spec).commandLine();
    PrintWriter out = line.getOut();
    format.write(result, out);
    out.flush();
    if (result.completeness() == Completeness.FIRST && format != ResultFormat.TABLE) {
      line.getErr().println("Only the first " + maxRows + " rows. See --max-rows.");
    }
  }
}
