package io.ticklake.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The effective settings, each with its source. Immutable. Made by {@link SettingsLoader}. */
public final class Settings {
  private final SortedMap<String, Setting> entries;

  public Settings(Map<String, Setting> entries) {
    this.entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
  }

  /**
   * The value of a key.
   *
   * @throws ConfigurationException when it is absent or not what the key allows
   */
  public <T> T get(Key<T> key) {
    Setting setting = entries.get(key.name());
    if (setting == null) {
      throw new ConfigurationException(List.of("Setting '" + key.name() + "' has no default."));
    }
    try {
      return key.read(setting.value());
    } catch (IllegalArgumentException e) {
      String shown = key.isSecret() ? "***" : setting.value();
      throw new ConfigurationException(
          List.of(
              "Setting '%s' = '%s' (%s) %s."
                  .formatted(key.name(), shown, setting.source(), e.getMessage())));
    }
  }

  /** What is wrong with the values of these keys, one sentence each. */
  public List<String> problems(Collection<Key<?>> keys) {
    List<String> problems = new ArrayList<>();
    for (Key<?> key : keys) {
      try {
        var unused = get(key);
      } catch (ConfigurationException e) {
        problems.addAll(e.problems());
      }
    }
    return problems;
  }

  /** These settings with some values replaced by those of a later source. */
  public Settings with(Map<String, String> values, String source) {
    Map<String, Setting> merged = new TreeMap<>(entries);
    values.forEach((name, value) -> merged.put(name, new Setting(value, source)));
    return new Settings(merged);
  }

  /** Every setting by name, in order of the names; secrets in clear. */
  public SortedMap<String, Setting> entries() {
    return entries;
  }
}
