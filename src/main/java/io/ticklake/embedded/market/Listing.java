package io.ticklake.embedded.market;

import java.util.List;

/** A ticker with the walk of its prices. */
final class Listing {
  private final Ticker ticker;
  private final Noise noise;
  private final Temperament temperament;
  private final PriceWalk walk;

  Listing(Ticker ticker, Noise noise) {
    this.ticker = ticker;
    this.noise = noise;
    temperament = Temperament.of(ticker, noise.at(0));
    walk = new PriceWalk(noise.at(1), temperament);
  }

  Ticker ticker() {
    return ticker;
  }

  /**
   * All minute bars of a session, in order; a minute without a trade has none. The same at each
   * call.
   */
  List<Bar> minutes(Session session) {
    Noise ofDay = noise.at(2).at(session.date().toEpochDay());
    return new DayWalk(temperament, ofDay, session).bars(walk);
  }
}
