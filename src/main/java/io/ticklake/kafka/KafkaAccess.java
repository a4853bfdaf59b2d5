package io.ticklake.kafka;

import io.ticklake.config.ConfigurationException;
import io.ticklake.config.Key;
import io.ticklake.config.Secret;
import io.ticklake.config.Settings;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * How clients are let in: TLS, a password, IAM. The settings of a Kafka client file, as Kafka's own
 * tools take it with {@code --command-config}; every client of the program gets them.
 */
public final class KafkaAccess {
  public static final Key<Optional<Path>> CLIENT_FILE =
      Key.path("ticklake.kafka.client-file").optional();

  public static final List<Key<?>> KEYS = List.of(CLIENT_FILE);

  private static final List<String> CAMEL_COMPONENTS = List.of("kafka", "kafka-slice");

  private final Map<String, String> settings;

  private KafkaAccess(Map<String, String> settings) {
    this.settings = settings;
  }

  /**
   * What the client file says; nothing without one.
   *
   * @throws ConfigurationException when the file cannot be read
   */
  public static KafkaAccess from(Settings settings) {
    return new KafkaAccess(settings.get(CLIENT_FILE).map(KafkaAccess::read).orElse(Map.of()));
  }

  /** Settings with which any client reaches these brokers ({@code host:port,host:port}). */
  public Map<String, Object> connection(String brokers) {
    Map<String, Object> connection = new HashMap<>(settings);
    connection.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, brokers);
    return connection;
  }

  /** The same as properties of Camel's components. */
  public Map<String, String> camelProperties() {
    Map<String, String> properties = new TreeMap<>();
    for (String component : CAMEL_COMPONENTS) {
      settings.forEach(
          (name, value) ->
              properties.put(
                  "camel.component." + component + ".additional-properties[" + name + "]", value));
    }
    return properties;
  }

  /** What no text may show: the file's passwords, keys and logins. */
  public List<Secret> secrets() {
    return settings.entrySet().stream()
        .filter(setting -> isSecret(setting.getKey()))
        .map(setting -> new Secret(setting.getValue()))
        .toList();
  }

  private static boolean isSecret(String name) {
    ConfigDef.ConfigKey known = ConsumerConfig.configDef().configKeys().get(name);
    return known != null && known.type == ConfigDef.Type.PASSWORD;
  }

  private static Map<String, String> read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigurationException(
          List.of(
              "Cannot read '%s', which '%s' names: %s."
                  .formatted(file.toAbsolutePath(), CLIENT_FILE.name(), e)));
    }
    Map<String, String> settings = new TreeMap<>();
    properties.stringPropertyNames().forEach(n -> settings.put(n, properties.getProperty(n)));
    settings.remove(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
    return settings;
  }
}
