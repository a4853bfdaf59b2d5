-- volume-leaders: the tickers that were traded most on the last trading day, by turnover in dollars.
-- Turnover is volume times the volume-weighted price, or the close where that is missing.
-- relative_volume is the volume against the ticker's average over the days looked at, that day among them.
-- parameter days bigint = 14: how many days to look back
-- parameter top bigint = 10: how many tickers
-- table bars = latest-table
WITH versions AS (
  SELECT ticker, dt, volume, coalesce(vwap, close) AS price,
         row_number() OVER (PARTITION BY ticker, "timestamp" ORDER BY ingested_at DESC) AS version
  FROM "bars"
  WHERE timespan = 'day'
    AND dt >= date_format(date_add('day', -?, current_date), '%Y-%m-%d')
),
trades AS (
  SELECT ticker, dt, volume,
         volume * price AS turnover,
         avg(volume) OVER (PARTITION BY ticker) AS average_volume,
         max(dt) OVER () AS last_dt
  FROM versions
  WHERE version = 1
),
ranked AS (
  SELECT ticker, dt, volume, turnover, average_volume,
         sum(turnover) OVER () AS total_turnover,
         row_number() OVER (ORDER BY turnover DESC, ticker) AS place
  FROM trades
  WHERE dt = last_dt
)
SELECT dt, ticker,
       cast(volume AS bigint) AS volume,
       cast(round(turnover) AS bigint) AS turnover,
       round(100.0 * turnover / nullif(total_turnover, 0), 2) AS share_pct,
       round(volume / nullif(average_volume, 0), 2) AS relative_volume
FROM ranked
WHERE place <= ?
ORDER BY place
