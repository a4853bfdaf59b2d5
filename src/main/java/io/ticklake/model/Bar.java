package io.ticklake.model;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Open, high, low, close and volume of one ticker over one timespan. Prices in US dollars, volume
 * in shares (fractions occur). Null is what the source did not say.
 *
 * @param ticker as received, case and dots kept
 * @param timestamp the bar's time as the source stamps it, UTC
 * @param tradeDate the day of the exchange, US Eastern
 * @param vwap volume weighted average price
 * @param transactions number of trades
 * @param otc whether it traded over the counter
 * @param adjusted whether prices are adjusted for splits
 * @param source which request it came from, for example {@code grouped-daily}
 * @param ingestedAt when it was received
 */
public record Bar(
    String ticker,
    Timespan timespan,
    Instant timestamp,
    LocalDate tradeDate,
    double open,
    double high,
    double low,
    double close,
    double volume,
    @Nullable Double vwap,
    @Nullable Long transactions,
    @Nullable Boolean otc,
    @Nullable Boolean adjusted,
    String source,
    Instant ingestedAt) {}
