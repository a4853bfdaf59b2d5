-- moving-averages: each ticker's last close against the averages of its last closes, over a short and a long time.
-- The averages count trading days that the lake has; one is empty while there are fewer.
-- parameter short bigint = 5: closes of the short average
-- parameter long bigint = 20: closes of the long average
-- parameter days bigint = 45: how many days to look back; the long average needs about 1.5 times as many days as closes
-- parameter ticker varchar = %: the tickers, as a LIKE pattern
-- table bars = latest-table
WITH spans AS (
  SELECT ? AS short_closes, ? AS long_closes
),
versions AS (
  SELECT ticker, dt, close,
         row_number() OVER (PARTITION BY ticker, "timestamp" ORDER BY ingested_at DESC) AS version
  FROM "bars"
  WHERE timespan = 'day'
    AND dt >= date_format(date_add('day', -?, current_date), '%Y-%m-%d')
    AND ticker LIKE ?
),
ages AS (
  SELECT ticker, dt, close,
         row_number() OVER (PARTITION BY ticker ORDER BY dt DESC) AS age,
         count(*) OVER (PARTITION BY ticker) AS closes
  FROM versions
  WHERE version = 1
),
averages AS (
  SELECT ticker,
         max(dt) AS dt,
         max(CASE WHEN age = 1 THEN close END) AS close,
         avg(CASE WHEN age <= short_closes AND closes >= short_closes THEN close END) AS short_average,
         avg(CASE WHEN age <= long_closes AND closes >= long_closes THEN close END) AS long_average
  FROM ages
  CROSS JOIN spans
  GROUP BY ticker
)
SELECT ticker, dt, close,
       round(short_average, 4) AS short_average,
       round(long_average, 4) AS long_average,
       CASE WHEN short_average > long_average THEN 'rising'
            WHEN short_average < long_average THEN 'falling'
            WHEN short_average = long_average THEN 'flat' END AS trend
FROM averages
ORDER BY ticker
