package io.ticklake.cli;

import io.ticklake.config.Key;
import io.ticklake.config.Setting;
import io.ticklake.config.Settings;
import io.ticklake.config.SettingsLoader;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints every setting, its value and where it came from, then what is wrong with any of them. */
@Command(
    name = "config",
    description = "Shows the effective settings and where each came from; secrets are masked.",
    mixinStandardHelpOptions = true)
final class ConfigCommand implements Callable<Integer> {
  @Spec private @org.jspecify.annotations.Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
    Settings settings = SettingsLoader.ofProcess().load();
    Set<String> secrets =
        KnownKeys.ALL.stream().filter(Key::isSecret).map(Key::name).collect(Collectors.toSet());
    settings.entries().forEach((name, setting) -> out.println(line(name, setting, secrets)));
    List<String> problems = settings.problems(KnownKeys.ALL);
    problems.forEach(problem -> out.println("! " + problem));
    out.flush();
    return problems.isEmpty() ? 0 : TicklakeCommand.UNUSABLE_INPUT;
  }

  private static String line(String name, Setting setting, Set<String> secrets) {
    boolean masked = secrets.contains(name) && !setting.value().isBlank();
    return "%s=%s   # %s".formatted(name, masked ? "***" : setting.value(), setting.source());
  }
}
