package io.ticklake.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * Puts the layers of settings over one another; a later one wins key by key: packaged file,
 * profile, {@code ./application.properties}, environment, {@code -D}. The packaged file names every
 * known {@code ticklake.} key.
 */
public final class SettingsLoader {
  private static final String OWN = "ticklake.";
  private static final String OWN_VARIABLE = "TICKLAKE_";
  private static final String FILE = "application.properties";
  private static final String PROFILE = "camel.main.profile";

  private final Path workingDirectory;
  private final Map<String, String> environment;
  private final Properties system;

  public SettingsLoader(Path workingDirectory, Map<String, String> environment, Properties system) {
    this.workingDirectory = workingDirectory;
    this.environment = Map.copyOf(environment);
    this.system = system;
  }

  /** The loader of this process. */
  public static SettingsLoader ofProcess() {
    return new SettingsLoader(Path.of(""), System.getenv(), System.getProperties());
  }

  /**
   * The effective settings.
   *
   * @throws ConfigurationException for unknown keys (with the nearest known one) and unreadable
   *     files
   */
  public Settings load() {
    Properties packaged = packaged(FILE);
    Properties local = local();
    Map<String, Setting> effective = new TreeMap<>();
    put(effective, packaged, "packaged");
    String profile = profile(local);
    if (!profile.isEmpty()) {
      put(effective, packaged("application-" + profile + ".properties"), "profile " + profile);
    }
    put(effective, local, "./" + FILE);
    environment(effective, packaged.stringPropertyNames());
    put(effective, systemProperties(), "-D");
    List<String> unknown = unknown(effective, packaged.stringPropertyNames());
    if (!unknown.isEmpty()) {
      throw new ConfigurationException(unknown);
    }
    return new Settings(effective);
  }

  private String profile(Properties local) {
    String named = system.getProperty(PROFILE, environment.get("CAMEL_MAIN_PROFILE"));
    return named == null ? local.getProperty(PROFILE, "") : named;
  }

  private static Properties packaged(String name) {
    try (InputStream in = SettingsLoader.class.getResourceAsStream("/" + name)) {
      if (in == null) {
        throw new ConfigurationException(
            List.of("Profile file '" + name + "' is not in the program. Known profile: aws."));
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the packaged " + name, e);
    }
  }

  private Properties local() {
    Properties properties = new Properties();
    Path file = workingDirectory.resolve(FILE);
    if (!Files.exists(file)) {
      return properties;
    }
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
      return properties;
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigurationException(
          List.of("Cannot read '" + file.toAbsolutePath() + "': " + e.getMessage() + "."));
    }
  }

  private Properties systemProperties() {
    Properties own = new Properties();
    for (String name : system.stringPropertyNames()) {
      if (name.startsWith(OWN) || name.startsWith("camel.")) {
        own.setProperty(name, system.getProperty(name));
      }
    }
    return own;
  }

  private void environment(Map<String, Setting> effective, Set<String> known) {
    Map<String, String> byVariable = new TreeMap<>();
    known.forEach(name -> byVariable.put(variable(name), name));
    environment.forEach(
        (variable, value) -> {
          String name = byVariable.get(variable);
          if (name != null) {
            effective.put(name, new Setting(value, "environment"));
          } else if (variable.startsWith(OWN_VARIABLE)) {
            // Kept under its own name, so that it is reported as unknown.
            effective.put(variable, new Setting(value, "environment"));
          }
        });
  }

  /** {@code ticklake.archive.slice-age} is {@code TICKLAKE_ARCHIVE_SLICE_AGE}. */
  private static String variable(String name) {
    return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  private static void put(Map<String, Setting> effective, Properties layer, String source) {
    for (String name : layer.stringPropertyNames()) {
      effective.put(name, new Setting(layer.getProperty(name), source));
    }
  }

  private static List<String> unknown(Map<String, Setting> effective, Set<String> known) {
    List<String> problems = new ArrayList<>();
    effective.forEach(
        (name, setting) -> {
          boolean own = name.startsWith(OWN) || name.startsWith(OWN_VARIABLE);
          if (own && !known.contains(name)) {
            problems.add(
                "Unknown setting '%s' (%s). The nearest known one is '%s'."
                    .formatted(name, setting.source(), nearest(name, known)));
          }
        });
    return problems;
  }

  private static String nearest(String name, Set<String> known) {
    boolean variable = name.startsWith(OWN_VARIABLE);
    return known.stream()
        .filter(candidate -> candidate.startsWith(OWN))
        .sorted()
        .map(candidate -> variable ? variable(candidate) : candidate)
        .min(Comparator.comparingInt(candidate -> EditDistance.between(name, candidate)))
        .orElse("");
  }
}
