-- index-comparison: how the indices did between two days: their change, per year too, and the deepest fall from a peak.
-- A year has 365.25 days. Rows without a close are left out.
-- parameter from date = 2000-01-01: the first day
-- parameter to date = 2099-12-31: the last day
-- table indices = indices-table
WITH closes AS (
  SELECT "index", "date" AS day, close,
         max(close) OVER (PARTITION BY "index" ORDER BY "date"
                          ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS peak
  FROM "indices"
  WHERE "date" >= CAST(? AS varchar)
    AND "date" <= CAST(? AS varchar)
    AND close > 0
),
spans AS (
  SELECT "index",
         min(day) AS first_day,
         max(day) AS last_day,
         min_by(close, day) AS first_close,
         max_by(close, day) AS last_close,
         min(close / peak - 1) AS drawdown
  FROM closes
  GROUP BY "index"
)
SELECT "index", first_day, last_day, first_close, last_close,
       round(100.0 * (last_close / first_close - 1), 2) AS change_pct,
       round(100.0 * (power(last_close / first_close,
                            365.25 / nullif(date_diff('day', date(first_day), date(last_day)), 0)) - 1), 2) AS yearly_pct,
       round(100.0 * drawdown, 2) AS drawdown_pct
FROM spans
ORDER BY change_pct DESC, "index"
