package io.ticklake.cli;

import io.ticklake.aws.AwsClients;
import io.ticklake.aws.AwsConfig;
import io.ticklake.config.ConfigurationException;
import io.ticklake.config.Setting;
import io.ticklake.config.Settings;
import io.ticklake.config.SettingsLoader;
import io.ticklake.embedded.Service;
import io.ticklake.ingest.IngestConfig;
import io.ticklake.ops.live.RouteCheck;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says whether route files can be used, before they lie where the program takes them. */
@Command(
    name = "routes",
    description = {
      "Tries route files as the program would when they lay in its routes directory.",
      "Nothing is started and no service is asked: it works offline."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit status:%n",
    exitCodeList = {
      "0:the files can be used",
      "1:they cannot; file, line and cause are told",
      "2:a setting cannot be used, nothing was tried"
    })
final class RoutesCommand implements Callable<Integer> {
  private static final int UNUSABLE_FILE = 1;

  /** Nobody listens there: whatever asked a service would fail. */
  private static final String NOWHERE = "127.0.0.1:9";

  @Option(
      names = "--check",
      paramLabel = "FILE",
      arity = "1..*",
      required = true,
      description = "The files; those that need each other together.")
  private List<Path> files = List.of();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Settings settings = offline(SettingsLoader.ofProcess().load());
    List<String> problems = settings.problems(KnownKeys.ALL);
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    RouteCheck.Finding finding = check(settings);
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    finding.problems().forEach(out::println);
    if (finding.problems().isEmpty()) {
      out.printf("good; would be new or other: %s%n", text(finding.changed()));
    }
    out.flush();
    return finding.problems().isEmpty() ? 0 : UNUSABLE_FILE;
  }

  private RouteCheck.Finding check(Settings settings) throws Exception {
    try (AwsClients aws = new AwsClients(AwsConfig.from(settings));
        DefaultCamelContext context = new DefaultCamelContext(false)) {
      Stages stages = new Stages(settings, aws, Clock.systemUTC(), event -> {});
      stages.bindTo(context.getRegistry()::bind);
      return new RouteCheck(
              context, Stages.ROUTE_FILES, CamelSettings.of(settings), stages::javaRoutes)
          .check(files);
    }
  }

  /** What is embedded is not started, and what only a running program has is made up. */
  private static Settings offline(Settings settings) {
    Map<String, String> answers = new HashMap<>();
    for (Service service : Service.values()) {
      Setting setting = settings.entries().get(service.property());
      if (setting != null && setting.value().equals("embedded")) {
        answers.put(service.property(), nowhere(service));
      }
    }
    answers.put(InstanceId.KEY.name(), "routes-check");
    answers.put(IngestConfig.API_KEY.name(), "not-needed");
    return settings.with(answers, "routes --check");
  }

  private static String nowhere(Service service) {
    return switch (service) {
      case KAFKA -> NOWHERE;
      case MARKET_FEED -> "ws://" + NOWHERE + "/stocks";
      case S3, SNS, GLUE, ATHENA, MARKET -> "http://" + NOWHERE;
    };
  }

  private static String text(List<String> ids) {
    return ids.isEmpty() ? "nothing" : String.join(", ", ids);
  }
}
