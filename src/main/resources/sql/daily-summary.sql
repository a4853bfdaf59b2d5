-- daily-summary: how the market went, a row for each trading day of the last two weeks, or of as many days as asked.
-- A ticker's change is against its close of the day before; on the first day there is none, and it counts nowhere.
-- A bar that was corrected counts once, as it was received last.
-- parameter days bigint = 14: how many days to look back
-- table bars = latest-table
WITH versions AS (
  SELECT ticker, dt, close, volume,
         row_number() OVER (PARTITION BY ticker, "timestamp" ORDER BY ingested_at DESC) AS version
  FROM "bars"
  WHERE timespan = 'day'
    AND dt >= date_format(date_add('day', -?, current_date), '%Y-%m-%d')
),
moves AS (
  SELECT dt, volume, close,
         lag(close) OVER (PARTITION BY ticker ORDER BY dt) AS previous_close
  FROM versions
  WHERE version = 1
)
SELECT dt,
       count(*) AS tickers,
       cast(sum(volume) AS bigint) AS volume,
       count(CASE WHEN close > previous_close THEN 1 END) AS advancers,
       count(CASE WHEN close < previous_close THEN 1 END) AS decliners,
       round(avg(100.0 * (close / nullif(previous_close, 0) - 1)), 3) AS avg_change_pct
FROM moves
GROUP BY dt
ORDER BY dt DESC
