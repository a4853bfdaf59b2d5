package io.ticklake.ingest;

import io.ticklake.config.Secret;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.HttpRequest;

/**
 * Signs requests below Camel, so that the key is in no exchange and cannot travel on, and leaves
 * retries to {@link MarketCall}: the client's own would not know the budget.
 */
final class BearerKey implements HttpClientConfigurer {
  private final MarketAddress market;
  private final Secret key;

  BearerKey(MarketAddress market, Secret key) {
    this.market = market;
    this.key = key;
  }

  @Override
  public void configureHttpClient(HttpClientBuilder client) {
    client
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .addExecInterceptorFirst("page-limit", new PageLimit())
        .addRequestInterceptorFirst((request, body, context) -> sign(request));
  }

  private void sign(HttpRequest request) {
    var authority = request.getAuthority();
    if (authority != null
        && market.isAt(request.getScheme(), authority.getHostName(), authority.getPort())) {
      request.setHeader("Authorization", "Bearer " + key.reveal());
    }
  }
}
