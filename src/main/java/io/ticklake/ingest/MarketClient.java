package io.ticklake.ingest;

import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.RetryLater;
import io.ticklake.errors.StopRoute;
import io.ticklake.model.Event;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.http.common.HttpMethods;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the market for one page, around Camel's HTTP component: prepares each attempt and decides
 * what its outcome means. The only place that retries. A retry waits by pausing the budget, for an
 * overloaded market is overloaded for every request.
 */
final class MarketClient {
  private static final Logger LOG = LoggerFactory.getLogger(MarketClient.class);

  private static final int MAX_ATTEMPTS = 4;

  // 1 s, 4 s, 16 s: a restart of the market's servers fits in, a longer outage waits for a tick.
  private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
  private static final int BACKOFF_FACTOR = 4;

  private final MarketAddress market;
  private final RequestBudget budget;
  private final Clock clock;
  private final Consumer<Event> events;

  MarketClient(MarketAddress market, RequestBudget budget, Clock clock, Consumer<Event> events) {
    this.events = events;
    this.market = market;
    this.budget = budget;
    this.clock = clock;
  }

  void begin(Exchange exchange) {
    new MarketCall(Pages.of(exchange), clock.instant()).attachTo(exchange);
  }

  void prepare(Exchange exchange) {
    MarketCall call = MarketCall.of(exchange);
    call.attempt(clock.instant());
    String path = call.pages().path();
    Message request = exchange.getMessage();
    request.setBody(null);
    request.removeHeaders("*");
    request.setHeader(Exchange.HTTP_METHOD, HttpMethods.GET);
    request.setHeader(Exchange.HTTP_URI, market.url(path));
  }

  void answered(Exchange exchange) {
    MarketCall call = MarketCall.of(exchange);
    Message answer = exchange.getMessage();
    int status = answer.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    byte[] body =
        enveloped(
            call.pages().request(),
            answer.getBody() == null ? new byte[0] : answer.getBody(byte[].class));
    boolean simulated = "true".equals(answer.getHeader("X-Simulated", String.class));
    MarketReply reply =
        MarketReply.of(
            status, answer.getHeader("Retry-After", String.class), body, clock.instant());
    tell(call, reply.outcome());
    // Nothing of the HTTP answer's headers travels on.
    answer.removeHeaders("*");
    if (reply instanceof MarketReply.Success success) {
      call.succeed(page(call, status, simulated, success.envelope(), body));
    } else {
      refused(call, reply);
    }
  }

  // The list of holidays is a bare array.
  private static byte[] enveloped(MarketRequest request, byte[] body) {
    if (request.hasBars() || body.length == 0 || body[0] != '[') {
      return body;
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream(body.length + 16);
    whole.writeBytes("{\"results\":".getBytes(StandardCharsets.US_ASCII));
    whole.writeBytes(body);
    whole.write('}');
    return whole.toByteArray();
  }

  /** The request was not answered: connection, timeout, a body that broke off. */
  void unanswered(Exchange exchange) {
    Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    tell(MarketCall.of(exchange), "unanswered");
    if (cause instanceof PageTooLargeException) {
      throw new RetryLater(
          ErrorCode.MARKET_REPLY_UNREADABLE,
          cannot(MarketCall.of(exchange), String.valueOf(cause.getMessage())));
    }
    again(MarketCall.of(exchange), ErrorCode.MARKET_UNAVAILABLE, String.valueOf(cause), null);
  }

  private void tell(MarketCall call, String outcome) {
    events.accept(new Event.MarketAsked(call.pages().request().source(), outcome));
  }

  void finish(Exchange exchange) {
    exchange.getMessage().setBody(MarketCall.of(exchange).page());
  }

  private MarketPage page(
      MarketCall call, int status, boolean simulated, Envelope envelope, byte[] body) {
    Pages pages = call.pages();
    String url = market.url(pages.path());
    return new MarketPage(
        pages.request(),
        pages.path(),
        url,
        pages.index(),
        status,
        simulated,
        call.askedAt(),
        call.sentAt(),
        envelope,
        body);
  }

  private void refused(MarketCall call, MarketReply reply) {
    if (reply instanceof MarketReply.RateLimited limited) {
      again(call, ErrorCode.MARKET_RATE_LIMITED, "too many requests (429)", limited.pause());
    } else if (reply instanceof MarketReply.Failed failed) {
      again(call, ErrorCode.MARKET_UNAVAILABLE, failed.message(), null);
    } else if (reply instanceof MarketReply.NotYet early) {
      throw new RetryLater(ErrorCode.MARKET_NOT_YET, cannot(call, early.message()));
    } else if (reply instanceof MarketReply.NotEntitled denied) {
      throw new RetryLater(ErrorCode.MARKET_NOT_ENTITLED, cannot(call, denied.message()));
    } else if (reply instanceof MarketReply.Unauthorized unknown) {
      throw new StopRoute(
          ErrorCode.MARKET_UNAUTHORIZED,
          cannot(call, unknown.message())
              + " The market does not know the key: correct ticklake.market.api-key (or its file)"
              + " and restart.");
    } else if (reply instanceof MarketReply.Refused refused) {
      throw new RetryLater(ErrorCode.MARKET_REPLY_UNREADABLE, cannot(call, refused.message()));
    }
  }

  private void again(
      MarketCall call,
      ErrorCode code,
      String why,
      @org.jspecify.annotations.Nullable Duration wait) {
    Duration pause = wait != null ? wait : backoff(call.attempts());
    budget.pause(pause);
    if (call.attempts() >= MAX_ATTEMPTS) {
      throw new RetryLater(
          code, cannot(call, why) + " Gave up after " + MAX_ATTEMPTS + " attempts.");
    }
    LOG.atDebug()
        .addKeyValue("attempt", call.attempts())
        .addKeyValue("waitMs", pause.toMillis())
        .addKeyValue("why", why)
        .log("market request will be repeated");
  }

  private static Duration backoff(int attempts) {
    return FIRST_BACKOFF.multipliedBy((long) Math.pow(BACKOFF_FACTOR, attempts - 1.0));
  }

  private String cannot(MarketCall call, String why) {
    String end = why.endsWith(".") ? why : why + ".";
    return "Cannot get %s: %s".formatted(market.url(call.pages().path()), end);
  }
}
