package io.ticklake.testkit;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of metrics, in files of Prometheus and Grafana and in what a program exports. */
public final class MetricNames {
  // Names with these beginnings are metrics; other words of PromQL are functions and labels.
  private static final Pattern NAME =
      Pattern.compile("\\b(?:ticklake|camel|jvm|process|kafka)_[a-z0-9_]+");

  private MetricNames() {}

  /** What a file of rules or panels asks for. */
  public static Set<String> in(String file) {
    Set<String> names = new TreeSet<>();
    Matcher matcher = NAME.matcher(file);
    while (matcher.find()) {
      names.add(matcher.group());
    }
    return names;
  }

  /** What a scrape holds. */
  public static Set<String> exported(String scrape) {
    Set<String> names = new TreeSet<>();
    scrape
        .lines()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .forEach(line -> names.add(line.split("[{ ]", 2)[0]));
    return names;
  }
}
