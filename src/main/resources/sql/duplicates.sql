-- duplicates: the bars that the lake has in several versions, the latest received first.
-- closes: how many different closes; 1 says that the same was received again, more that it was corrected.
-- parameter days bigint = 30: how many days to look back
-- parameter ticker varchar = %: the tickers, as a LIKE pattern
-- parameter top bigint = 50: how many bars to list
-- table bars = bars-table
WITH bar AS (
  SELECT timespan, ticker, "timestamp",
         count(*) AS versions,
         count(DISTINCT close) AS closes,
         min_by(close, ingested_at) AS first_close,
         max_by(close, ingested_at) AS last_close,
         max(ingested_at) AS last_ingested_at
  FROM "bars"
  WHERE dt >= date_format(date_add('day', -?, current_date), '%Y-%m-%d')
    AND ticker LIKE ?
  GROUP BY timespan, ticker, "timestamp"
  HAVING count(*) > 1
),
ranked AS (
  SELECT timespan, ticker, "timestamp", versions, closes, first_close, last_close, last_ingested_at,
         row_number() OVER (ORDER BY last_ingested_at DESC, timespan, ticker, "timestamp") AS place
  FROM bar
)
SELECT timespan, ticker, "timestamp", versions, closes, first_close, last_close, last_ingested_at
FROM ranked
WHERE place <= ?
ORDER BY place
