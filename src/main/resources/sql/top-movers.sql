-- top-movers: the biggest gains and the biggest losses of the last trading day, against the close of the day before.
-- A bar that was corrected counts once, as it was received last.
-- parameter days bigint = 14: how many days to look back for the last trading day and the one before
-- parameter ticker varchar = %: the tickers, as a LIKE pattern
-- parameter top bigint = 5: how many gains, and how many losses
-- table bars = latest-table
WITH versions AS (
  SELECT ticker, dt, close, volume,
         row_number() OVER (PARTITION BY ticker, "timestamp" ORDER BY ingested_at DESC) AS version
  FROM "bars"
  WHERE timespan = 'day'
    AND dt >= date_format(date_add('day', -?, current_date), '%Y-%m-%d')
    AND ticker LIKE ?
),
moves AS (
  SELECT ticker, dt, close, volume,
         lag(close) OVER (PARTITION BY ticker ORDER BY dt) AS previous_close,
         max(dt) OVER () AS last_dt
  FROM versions
  WHERE version = 1
),
ranked AS (
  SELECT ticker, dt, previous_close, close, volume,
         close / previous_close - 1 AS change,
         row_number() OVER (ORDER BY close / previous_close DESC, ticker) AS gain_rank,
         row_number() OVER (ORDER BY close / previous_close, ticker) AS loss_rank
  FROM moves
  WHERE dt = last_dt AND previous_close > 0
)
SELECT dt, ticker, previous_close, close,
       round(100.0 * change, 2) AS change_pct,
       cast(volume AS bigint) AS volume
FROM ranked
WHERE CASE WHEN change > 0 THEN gain_rank WHEN change < 0 THEN loss_rank END <= ?
ORDER BY change DESC, ticker
