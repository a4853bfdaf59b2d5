package io.ticklake.component.aws2glue;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;
import org.jspecify.annotations.Nullable;

/** Runs AWS Glue crawlers and reads the Glue catalogue. */
@Component("aws2-glue")
public class Glue2Component extends HealthCheckComponent {

  @Metadata private Glue2Configuration configuration = new Glue2Configuration();

  public Glue2Component() {
    this(null);
  }

  @SuppressWarnings("NullAway") // a component without a context is given one when it is added
  public Glue2Component(@Nullable CamelContext context) {
    super(context);
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    Glue2Configuration own = configuration.copy();
    own.setLabel(remaining);
    Glue2Endpoint endpoint = new Glue2Endpoint(uri, this, own);
    setProperties(endpoint, parameters);
    own.check();
    return endpoint;
  }

  public Glue2Configuration getConfiguration() {
    return configuration;
  }

  /** The options that every endpoint starts from; each endpoint has a copy of its own. */
  public void setConfiguration(Glue2Configuration configuration) {
    this.configuration = configuration;
  }
}
