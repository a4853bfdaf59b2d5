package io.ticklake.embedded.market;

/** Answers the requests of one path. */
@FunctionalInterface
interface Endpoint {
  /**
   * Answers one request.
   *
   * @throws Refusal whatever is not a 200
   */
  Reply answer(MarketRequest request);
}
