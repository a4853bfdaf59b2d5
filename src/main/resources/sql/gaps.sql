-- gaps: trading days that are missing, for each ticker; and weekdays of which the lake has no bar at all.
-- A day is a trading day when enough tickers have a daily bar of it. A ticker's days count from its first bar in this time.
-- Holidays of the exchange are among the weekdays without any bar, which stand as (all).
-- parameter days bigint = 30: how many days to look back
-- parameter least bigint = 1: how many tickers make a trading day
-- table bars = latest-table
WITH present AS (
  SELECT DISTINCT ticker, dt
  FROM "bars"
  WHERE timespan = 'day'
    AND dt >= date_format(date_add('day', -?, current_date), '%Y-%m-%d')
),
trading_days AS (
  SELECT dt
  FROM present
  GROUP BY dt
  HAVING count(*) >= ?
),
beginnings AS (
  SELECT ticker, min(dt) AS first_dt
  FROM present
  GROUP BY ticker
),
missing AS (
  SELECT beginnings.ticker, trading_days.dt
  FROM beginnings
  JOIN trading_days ON trading_days.dt > beginnings.first_dt
  LEFT JOIN present ON present.ticker = beginnings.ticker AND present.dt = trading_days.dt
  WHERE present.ticker IS NULL
),
weekdays AS (
  SELECT CAST(weekday AS varchar) AS dt
  FROM (SELECT min(date(dt)) AS first_day, max(date(dt)) AS last_day FROM present) AS lake
  CROSS JOIN UNNEST(sequence(first_day, last_day)) AS calendar (weekday)
  WHERE day_of_week(weekday) <= 5
),
empty_days AS (
  SELECT '(all)' AS ticker, weekdays.dt
  FROM weekdays
  LEFT JOIN present ON present.dt = weekdays.dt
  WHERE present.dt IS NULL
)
SELECT ticker,
       count(*) AS missing_days,
       min(dt) AS first_missing,
       max(dt) AS last_missing
FROM (SELECT ticker, dt FROM missing UNION ALL SELECT ticker, dt FROM empty_days) AS gap
GROUP BY ticker
ORDER BY missing_days DESC, ticker
