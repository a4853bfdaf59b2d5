package io.ticklake.cli;

import io.ticklake.config.Key;
import io.ticklake.config.Settings;
import io.ticklake.kafka.KafkaAccess;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;

/** The program's settings as Camel takes them, and nothing beside them. */
final class CamelSettings extends MainListenerSupport {
  /**
   * What placeholders resolve to. Secrets are not among them: only beans need them, and properties
   * can be browsed.
   */
  static Properties of(Settings settings) {
    Set<String> secrets =
        KnownKeys.ALL.stream().filter(Key::isSecret).map(Key::name).collect(Collectors.toSet());
    Properties properties = new Properties();
    settings.entries().entrySet().stream()
        .filter(entry -> !secrets.contains(entry.getKey()))
        .forEach(entry -> properties.setProperty(entry.getKey(), entry.getValue().value()));
    properties.putAll(KafkaAccess.from(settings).camelProperties());
    return properties;
  }

  @Override
  public void beforeInitialize(BaseMainSupport main) {
    // Our layers are in order already. Camel would put the environment over -D, and both over the
    // addresses and ports that were chosen at start for `embedded` and 0.
    PropertiesComponent placeholders =
        (PropertiesComponent) main.getCamelContext().getPropertiesComponent();
    placeholders.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_NEVER);
    placeholders.setSystemPropertiesMode(PropertiesComponent.SYSTEM_PROPERTIES_MODE_NEVER);
  }
}
