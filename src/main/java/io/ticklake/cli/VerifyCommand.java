package io.ticklake.cli;

import io.ticklake.archive.ArchiveConfig;
import io.ticklake.archive.ArchiveFormats;
import io.ticklake.aws.AwsClients;
import io.ticklake.aws.AwsConfig;
import io.ticklake.config.ConfigurationException;
import io.ticklake.config.Settings;
import io.ticklake.config.SettingsLoader;
import io.ticklake.errors.StopRoute;
import io.ticklake.kafka.KafkaAccess;
import io.ticklake.kafka.KafkaConfig;
import io.ticklake.verify.Audit;
import io.ticklake.verify.Audit.Kafka;
import io.ticklake.verify.BrokerTopics;
import io.ticklake.verify.Report;
import io.ticklake.verify.ReportJson;
import io.ticklake.verify.ReportText;
import io.ticklake.verify.S3Lake;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Audits the lake, and prints what it finds to standard output. */
@Command(
    name = "verify",
    description = {
      "Sets the ledger against the bucket and the topics, and tells what is lost, doubled or foreign.",
      "It only reads, and may run while the archive does. With embedded services the program must be running."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit status:%n",
    exitCodeList = {
      "0:nothing is lost, doubled or foreign",
      "1:something is, or cannot be proved; or the audit broke off",
      "2:an option or a setting cannot be used, or the bucket cannot be read"
    })
final class VerifyCommand implements Callable<Integer> {
  /** Something was found that is more than a note. */
  static final int FOUND = 1;

  @Option(
      names = "--deep",
      description =
          "Read every object back whole, and compare its records with the topic where Kafka still has them.")
  private boolean deep;

  @Option(names = "--json", description = "One JSON document, with every finding.")
  private boolean json;

  @Option(
      names = "--archive",
      paramLabel = "NAME",
      description = "This archive only (its name below _ledger/). Default: all in the bucket.")
  private @Nullable String archive;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Settings own = SettingsLoader.ofProcess().load();
    List<String> problems = own.problems(KnownKeys.ALL);
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    Settings settings = new RunningProgram(own).settingsFor(AwsConfig.S3.name());
    String bucket = settings.get(ArchiveConfig.BUCKET);
    Audit.Scope scope =
        new Audit.Scope(Optional.ofNullable(archive), deep ? Audit.Depth.DEEP : Audit.Depth.LISTED);
    Report report;
    try (AwsClients aws = new AwsClients(AwsConfig.from(settings));
        VerifyProgress progress = new VerifyProgress(errors())) {
      Audit audit =
          new Audit(
              new S3Lake(aws.s3(), bucket),
              bucket,
              new ArchiveFormats(),
              Clock.systemUTC(),
              progress);
      report = run(audit, scope, own);
    }
    print(report);
    return report.isClean() ? 0 : FOUND;
  }

  private static Report run(Audit audit, Audit.Scope scope, Settings own) throws IOException {
    String brokers;
    try {
      brokers = address(new RunningProgram(own).settingsFor(KafkaConfig.BROKERS.name()));
    } catch (StopRoute e) {
      // The bucket is elsewhere, and can be audited without it.
      return audit.run(scope, new Kafka.Absent(String.valueOf(e.getMessage())));
    }
    try (BrokerTopics topics = new BrokerTopics(KafkaAccess.from(own).connection(brokers))) {
      return audit.run(scope, new Kafka.There(topics));
    }
  }

  private static String address(Settings settings) {
    return settings.get(io.ticklake.config.Key.text(KafkaConfig.BROKERS.name()));
  }

  private void print(Report report) throws IOException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    if (json) {
      ReportJson.write(report, out);
    } else {
      new ReportText(out).write(report);
    }
    out.flush();
  }

  private PrintWriter errors() {
    return Objects.requireNonNull(spec).commandLine().getErr();
  }
}
