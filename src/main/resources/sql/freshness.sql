-- freshness: how new the lake is: its latest trading day, when the latest bar was received, and how much there is.
-- table bars = bars-table
SELECT max(trade_date) AS latest_trade_date,
       max(ingested_at) AS latest_ingested_at,
       count(DISTINCT dt) AS days,
       count(*) AS "rows"
FROM "bars"
