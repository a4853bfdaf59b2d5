package io.ticklake.ingest.feed;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** The component {@code market-feed}. */
@Component("market-feed")
public class MarketFeedComponent extends DefaultComponent {
  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    MarketFeedEndpoint endpoint = new MarketFeedEndpoint(uri, this);
    endpoint.setMarket(remaining);
    setProperties(endpoint, parameters);
    return endpoint;
  }
}
