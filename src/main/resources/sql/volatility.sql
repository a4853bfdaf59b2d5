-- volatility: how much each ticker moves: the standard deviation of its daily log returns, per year of 252 trading days.
-- Also the average range of a day, high to low, against the close. At least two returns are needed, three bars.
-- parameter days bigint = 60: how many days to look back
-- parameter ticker varchar = %: the tickers, as a LIKE pattern
-- parameter top bigint = 20: how many, the most volatile first
-- table bars = latest-table
WITH versions AS (
  SELECT ticker, dt, high, low, close,
         row_number() OVER (PARTITION BY ticker, "timestamp" ORDER BY ingested_at DESC) AS version
  FROM "bars"
  WHERE timespan = 'day'
    AND dt >= date_format(date_add('day', -?, current_date), '%Y-%m-%d')
    AND ticker LIKE ?
),
moves AS (
  SELECT ticker,
         (high - low) / close AS day_range,
         ln(close / lag(close) OVER (PARTITION BY ticker ORDER BY dt)) AS log_return
  FROM versions
  WHERE version = 1 AND close > 0
),
spreads AS (
  SELECT ticker,
         count(log_return) AS returns,
         stddev_samp(log_return) AS deviation,
         avg(day_range) AS day_range
  FROM moves
  GROUP BY ticker
),
ranked AS (
  SELECT ticker, returns, deviation, day_range,
         row_number() OVER (ORDER BY deviation DESC, ticker) AS place
  FROM spreads
  WHERE returns >= 2
)
SELECT ticker, returns,
       round(100.0 * sqrt(252.0) * deviation, 2) AS volatility_pct,
       round(100.0 * day_range, 2) AS avg_range_pct
FROM ranked
WHERE place <= ?
ORDER BY place
