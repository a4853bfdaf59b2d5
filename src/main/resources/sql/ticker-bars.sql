-- ticker-bars: the daily bars of one ticker, oldest first, each in its newest version; the status page draws them.
-- parameter days bigint = 180: how many days to look back
-- parameter ticker varchar: the ticker, written as the lake has it
-- table bars = latest-table
WITH versions AS (
  SELECT dt, open, high, low, close, volume,
         row_number() OVER (PARTITION BY dt ORDER BY ingested_at DESC) AS version
  FROM "bars"
  WHERE timespan = 'day'
    AND dt >= date_format(date_add('day', -?, current_date), '%Y-%m-%d')
    AND ticker = ?
)
SELECT dt, open, high, low, close, volume
FROM versions
WHERE version = 1
ORDER BY dt
