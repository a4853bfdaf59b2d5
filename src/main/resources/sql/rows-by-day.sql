-- rows-by-day: what the lake holds of each of the last thirty days, and how many rows repeat a bar.
-- Repeats are corrections, or a slice that was archived twice; `duplicates` names the bars.
-- parameter days bigint = 30: how many days to look back
-- table bars = bars-table
SELECT dt,
       sum(versions) AS "rows",
       count(DISTINCT ticker) AS tickers,
       sum(versions - 1) AS duplicates
FROM (
  SELECT dt, ticker, "timestamp", count(*) AS versions
  FROM "bars"
  WHERE dt >= date_format(date_add('day', -?, current_date), '%Y-%m-%d')
  GROUP BY dt, timespan, ticker, "timestamp"
) AS bar
GROUP BY dt
ORDER BY dt DESC
