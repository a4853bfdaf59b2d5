package io.ticklake.cli;

import io.ticklake.archive.ArchiveConfig;
import io.ticklake.aws.AwsClients;
import io.ticklake.aws.AwsConfig;
import io.ticklake.catalog.CatalogConfig;
import io.ticklake.config.ConfigurationException;
import io.ticklake.config.DataSize;
import io.ticklake.config.Settings;
import io.ticklake.config.SettingsLoader;
import io.ticklake.query.AthenaQuery;
import io.ticklake.query.AthenaQuery.Answer;
import io.ticklake.query.BoundQuery;
import io.ticklake.query.QueryConfig;
import io.ticklake.query.QueryLibrary;
import io.ticklake.query.QueryResult.Completeness;
import io.ticklake.query.Question;
import io.ticklake.query.ResultFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
      arity = "0..1",
      paramLabel = "SQL|FILE|NAME",
      description =
          "One statement in Athena's SQL; or a file that holds one; or the name of a query of the"
              + " library (see --list): of ./queries/, else packaged.")
  private @Nullable String question;

  @Option(names = "--list", description = "List the queries of the library, and their parameters.")
  private boolean list;

  @Option(
      names = {"-p", "--param"},
      paramLabel = "NAME=VALUE",
      description = "A value for a parameter of the query; may be repeated.")
  private Map<String, String> values = new LinkedHashMap<>();

  @Option(names = "--csv", description = "The same as --format csv.")
  private boolean csv;

  @Option(
      names = "--scan-limit",
      paramLabel = "SIZE",
      description = "Stop the query when it has read more. Default: ticklake.query.scan-limit.")
  private @Nullable String scanLimit;

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
    Settings own = SettingsLoader.ofProcess().load();
    List<String> problems = own.problems(KnownKeys.ALL);
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    QueryConfig config = QueryConfig.from(own);
    QueryLibrary library = new QueryLibrary(QueryLibrary.FOLDER, config.tables());
    if (list) {
      QueryList.print(library.list(), line());
      return 0;
    }
    if (question == null) {
      throw new ParameterException(line(), "Say what to ask, or --list.");
    }
    ask(QueryText.of(question, library, values), config, own);
    return 0;
  }

  private void ask(BoundQuery query, QueryConfig config, Settings own)
      throws IOException, InterruptedException {
    Settings settings = new RunningProgram(own).settingsFor(AwsConfig.ATHENA.name());
    Question asked =
        new Question(
            query,
            database == null ? settings.get(CatalogConfig.DATABASE) : database,
            output == null ? "s3://" + settings.get(ArchiveConfig.BUCKET) + "/_athena/" : output,
            limit(config));
    try (AwsClients aws = new AwsClients(AwsConfig.from(settings))) {
      print(new AthenaQuery(aws.athena(), config, Clock.systemUTC()).ask(asked, maxRows), config);
    }
  }

  private DataSize limit(QueryConfig config) {
    try {
      return scanLimit == null ? config.scanLimit() : DataSize.parse(scanLimit);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(line(), "--scan-limit '" + scanLimit + "' " + e.getMessage());
    }
  }

  private void print(Answer answer, QueryConfig config) throws IOException {
    PrintWriter out = line().getOut();
    ResultFormat form = csv ? ResultFormat.CSV : format;
    form.write(answer.result(), out);
    out.flush();
    if (answer.result().completeness() == Completeness.FIRST && form != ResultFormat.TABLE) {
      line().getErr().println("Only the first " + maxRows + " rows. See --max-rows.");
    }
    line().getErr().println(config.price().sentence(answer.execution()));
  }

  private CommandLine line() {
    return Objects.requireNonNull(spec).commandLine();
  }
}
