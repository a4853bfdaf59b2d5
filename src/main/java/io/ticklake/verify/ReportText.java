package io.ticklake.verify;

import io.ticklake.component.kafkaslice.LedgerKeys;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report for people: a table, sums, then each finding. Fits 100 columns but for keys. */
public final class ReportText {
  // Whoever has more of a kind mends the cause, and asks for JSON to see them all.
  private static final int SHOWN_OF_A_KIND = 20;
  private static final int WIDTH = 96;
  private static final String ROW = "  %9s %7s %11s %7s %8s %11s %11s %9s %5s %8s";

  private final PrintWriter out;

  /** Writes there. */
  public ReportText(PrintWriter out) {
    this.out = out;
  }

  /** Writes all of it. */
  public void write(Report report) {
    if (report.kafka() != null) {
      wrapped(
          "",
          "Kafka was not asked: %s The ledger is set against the bucket only: log ends, lag and the topic's records are not known, and an unfinished slice cannot be told from a lost one."
              .formatted(report.kafka()));
      line("");
    }
    if (report.chains().isEmpty()) {
      line("No ledger in s3://%s/_ledger/: nothing was archived yet.".formatted(report.bucket()));
    }
    table(report);
    line("");
    totals(report);
    findings(report);
    line("");
    line(verdict(report));
  }

  private void table(Report report) {
    String last = "";
    for (Row row : report.chains()) {
      String title = title(row);
      if (!title.equals(last)) {
        line((last.isEmpty() ? "" : System.lineSeparator()) + title);
        line(
            ROW.formatted(
                "partition",
                "entries",
                "records",
                "objects",
                "bytes",
                "position",
                "log end",
                "lag",
                "notes",
                "findings"));
        last = title;
      }
      line(
          ROW.formatted(
              row.partition(),
              "%,d".formatted(row.entries()),
              "%,d".formatted(row.records()),
              "%,d".formatted(row.objects()),
              size(row.bytes()),
              number(row.position()),
              number(row.logEnd()),
              number(row.lag()),
              row.notes(),
              row.findings()));
    }
  }

  private static String title(Row row) {
    String state =
        switch (row.topicIs()) {
          case CURRENT -> "";
          case DELETED -> ", deleted";
          case UNKNOWN -> ", Kafka not asked";
        };
    return "archive %s, topic %s (id %s%s)"
        .formatted(row.archive(), row.topic(), row.topicId(), state);
  }

  private void totals(Report report) {
    Row.Totals sums = report.totals();
    wrapped(
        "",
        "%,d entries, %,d records in %,d objects of %s, %,d records in the dead-letter topic, %,d offsets skipped, lag %,d. Audited in %.1f s."
            .formatted(
                sums.entries(),
                sums.records(),
                sums.objects(),
                size(sums.bytes()),
                sums.poison(),
                sums.skipped(),
                sums.lag(),
                report.seconds()));
    if (report.depth() == Audit.Depth.DEEP) {
      wrapped(
          "",
          "Read back whole: %,d objects. Found the same in object and topic: %,d records."
              .formatted(sums.readBack(), sums.compared()));
    }
  }

  private void findings(Report report) {
    Map<Kind, List<Finding>> byKind = new LinkedHashMap<>();
    for (Finding finding : report.findings()) {
      byKind.computeIfAbsent(finding.kind(), kind -> new ArrayList<>()).add(finding);
    }
    byKind.forEach(this::kind);
  }

  private void kind(Kind kind, List<Finding> findings) {
    line("");
    line(
        "%s %s%s"
            .formatted(
                kind.severity().text().toUpperCase(Locale.ROOT),
                kind.text(),
                findings.size() == 1 ? "" : ", %,d times".formatted(findings.size())));
    wrapped("  ", kind.meaning());
    wrapped("  ", "What to do: " + kind.action());
    for (Finding finding : findings.stream().limit(SHOWN_OF_A_KIND).toList()) {
      wrapped("  - ", where(finding) + finding.detail());
      if (!finding.key().isEmpty()) {
        line("    " + finding.key());
      }
    }
    if (findings.size() > SHOWN_OF_A_KIND) {
      line("  and %,d more, which --json lists".formatted(findings.size() - SHOWN_OF_A_KIND));
    }
  }

  private static String where(Finding finding) {
    return finding.chain().map(ReportText::where).orElse("");
  }

  private static String where(LedgerKeys chain) {
    return "%s, %s-%d: ".formatted(chain.archive(), chain.topic(), chain.partition());
  }

  private static String verdict(Report report) {
    if (report.isClean()) {
      return report.totals().notes() == 0
          ? "Nothing is lost, doubled or foreign."
          : "Nothing is lost, doubled or foreign (notes: %,d).".formatted(report.totals().notes());
    }
    StringBuilder text = new StringBuilder("Found");
    report
        .bySeverity()
        .forEach((severity, count) -> text.append(" %,d %s,".formatted(count, severity.text())));
    text.setCharAt(text.length() - 1, '.');
    return text.toString();
  }

  private static String number(@Nullable Long number) {
    return number == null ? "-" : "%,d".formatted(number);
  }

  private static String size(long bytes) {
    double rest = bytes;
    for (String unit : List.of("B", "kB", "MB", "GB")) {
      if (rest < 1000) {
        return unit.equals("B") ? bytes + " B" : "%.1f %s".formatted(rest, unit);
      }
      rest /= 1000;
    }
    return "%.1f TB".formatted(rest);
  }

  /** Breaks at spaces; what follows the first line is indented as far as the prefix is long. */
  private void wrapped(String prefix, String text) {
    StringBuilder line = new StringBuilder(prefix);
    for (String word : text.split(" ", -1)) {
      if (line.length() + 1 + word.length() > WIDTH && line.length() > prefix.length()) {
        out.println(line);
        line.setLength(0);
        line.append(" ".repeat(prefix.length()));
      }
      if (line.length() > prefix.length()) {
        line.append(' ');
      }
      line.append(word);
    }
    out.println(line);
  }

  private void line(String text) {
    out.println(text);
  }
}
