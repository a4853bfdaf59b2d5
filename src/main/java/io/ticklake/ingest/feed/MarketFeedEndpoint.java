package io.ticklake.ingest.feed;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.jspecify.annotations.Nullable;

/** Receive the bars of a stock market as they happen, from its websocket. */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "market-feed",
    title = "Market Feed",
    syntax = "market-feed:market",
    consumerOnly = true,
    category = {Category.HTTP})
public class MarketFeedEndpoint extends DefaultEndpoint {
  @UriPath(description = "A name for the market, for example stocks")
  @Metadata(required = true)
  private @Nullable String market;

  @UriParam(description = "Which bars: AM for minutes, A for seconds, or AM,A")
  @Metadata(required = true)
  private String channels = "AM";

  @UriParam(description = "Of which tickers: AAPL,MSFT, or * for all")
  @Metadata(required = true)
  private String tickers = "*";

  @UriParam(description = "The address, the key and what else is not for a route file")
  @Metadata(required = true)
  private @Nullable MarketFeed feed;

  /** For Camel's tools; the component uses the other one. */
  public MarketFeedEndpoint() {}

  MarketFeedEndpoint(String uri, MarketFeedComponent component) {
    super(uri, component);
  }

  /** Options that cannot be used are told before anything runs, also when a file is only tried. */
  @Override
  protected void doInit() throws Exception {
    super.doInit();
    var unused = subscription();
  }

  @Override
  public Producer createProducer() {
    throw new UnsupportedOperationException(
        "market-feed has no producer: use it in 'from', nothing can be sent to the market");
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    MarketFeedConsumer consumer = new MarketFeedConsumer(this, processor);
    configureConsumer(consumer);
    return consumer;
  }

  /**
   * What is listened to.
   *
   * @throws IllegalArgumentException that names the option, its value and what is expected
   */
  Subscription subscription() {
    return Subscription.parse(channels, tickers);
  }

  public @Nullable String getMarket() {
    return market;
  }

  public void setMarket(@Nullable String market) {
    this.market = market;
  }

  public String getChannels() {
    return channels;
  }

  public void setChannels(String channels) {
    this.channels = channels;
  }

  public String getTickers() {
    return tickers;
  }

  public void setTickers(String tickers) {
    this.tickers = tickers;
  }

  public @Nullable MarketFeed getFeed() {
    return feed;
  }

  public void setFeed(@Nullable MarketFeed feed) {
    this.feed = feed;
  }
}
