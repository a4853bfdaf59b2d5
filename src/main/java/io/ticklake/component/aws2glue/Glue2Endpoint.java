package io.ticklake.component.aws2glue;

import java.util.Objects;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.DefaultEndpoint;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.GlueClient;

/** Run AWS Glue crawlers and read the Glue catalogue, using AWS SDK version 2.x. */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "aws2-glue",
    title = "AWS Glue",
    syntax = "aws2-glue:label",
    producerOnly = true,
    category = {Category.CLOUD, Category.DATABASE},
    headersClass = Glue2Constants.class)
public class Glue2Endpoint extends DefaultEndpoint implements EndpointServiceLocation {

  @UriParam private Glue2Configuration configuration;

  private @Nullable GlueClient client;

  public Glue2Endpoint(String uri, Glue2Component component, Glue2Configuration configuration) {
    super(uri, component);
    this.configuration = configuration;
  }

  @Override
  public Producer createProducer() {
    return new Glue2Producer(this);
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException(
        "aws2-glue has no consumer: use it in 'to', started by a timer or a message");
  }

  @Override
  protected void doInit() throws Exception {
    super.doInit();
    GlueClient given = configuration.getGlueClient();
    client = given != null ? given : Glue2ClientFactory.build(configuration);
  }

  @Override
  protected void doShutdown() throws Exception {
    // A client that was handed in belongs to its maker. Ours goes at shutdown and not at stop:
    // an endpoint that is stopped may be started again without a second init.
    if (client != null && configuration.getGlueClient() == null) {
      client.close();
    }
    super.doShutdown();
  }

  /** The client in use; there from init on. */
  public GlueClient glueClient() {
    return Objects.requireNonNull(client, "the endpoint is not initialised");
  }

  @Override
  public Glue2Component getComponent() {
    return (Glue2Component) super.getComponent();
  }

  public Glue2Configuration getConfiguration() {
    return configuration;
  }

  public void setConfiguration(Glue2Configuration configuration) {
    this.configuration = configuration;
  }

  @Override
  public @Nullable String getServiceUrl() {
    return configuration.isOverrideEndpoint()
        ? configuration.getUriEndpointOverride()
        : configuration.getRegion();
  }

  @Override
  public String getServiceProtocol() {
    return "glue";
  }
}
