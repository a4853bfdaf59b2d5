package io.ticklake.ingest.replay;

import org.jspecify.annotations.Nullable;

/** Sends JSON lines as they are, byte for byte. */
final class JsonRowMaker implements RowMaker {
  private final Moments moments;
  private final @Nullable String ticker;

  /**
   * @param ticker key of every row, null when a field says it
   */
  JsonRowMaker(Moments moments, @Nullable String ticker) {
    this.moments = moments;
    this.ticker = ticker;
  }

  @Override
  public Made make(Cells row) throws UnreadableRowException {
    JsonCells cells = (JsonCells) row;
    Moment moment = moments.find(cells);
    String key = ticker == null ? cells.get(Field.TICKER) : ticker;
    ReplayMessage message =
        new ReplayMessage(key, moment == null ? null : moment.date(), null, cells.text());
    return new Made(moment, days -> message);
  }
}
