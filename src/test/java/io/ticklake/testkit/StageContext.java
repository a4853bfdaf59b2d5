package io.ticklake.testkit;

import io.ticklake.component.kafkaleader.LeaderComponent;
import io.ticklake.config.SettingsLoader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * A Camel context that runs one stage as the program would: its routes in Java, a route file, and
 * the packaged settings with some replaced.
 */
public final class StageContext implements AutoCloseable {
  private final DefaultCamelContext camel = new DefaultCamelContext();

  public StageContext(Map<String, String> replaced) {
    Properties settings = new Properties();
    new SettingsLoader(Path.of("target"), Map.of(), new Properties())
        .load()
        .entries()
        .forEach((name, setting) -> settings.setProperty(name, setting.value()));
    settings.putAll(new HashMap<>(replaced));
    camel.getPropertiesComponent().setInitialProperties(settings);
  }

  /** Makes a bean known by its name. */
  public void bind(String name, Object bean) {
    camel.getRegistry().bind(name, bean);
  }

  /** Starts with routes in Java and a packaged route file. */
  public void start(RouteConfigurationBuilder routes, String file) throws Exception {
    begin(routes);
    PluginHelper.getRoutesLoader(camel)
        .loadRoutes(ResourceHelper.resolveMandatoryResource(camel, "classpath:routes/" + file));
  }

  /** Starts with routes in Java and the text of a route file. */
  public void startWith(RouteConfigurationBuilder routes, String yaml) throws Exception {
    begin(routes);
    PluginHelper.getRoutesLoader(camel)
        .loadRoutes(ResourceHelper.fromString("test.camel.yaml", yaml));
  }

  private void begin(RouteConfigurationBuilder routes) throws Exception {
    camel.addService(new OnlyInstance());
    camel.addComponent("master", new LeaderComponent());
    camel.addRoutesConfigurations(routes);
    camel.addRoutes(routes);
    camel.start();
  }

  public DefaultCamelContext camel() {
    return camel;
  }

  @Override
  public void close() {
    camel.stop();
  }
}
