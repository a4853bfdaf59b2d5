-- index-summary: what was replayed of each index: rows, first and last day. For the command line: ticklake query index-summary
-- table indices = indices-table
SELECT "index",
       count(*) AS "rows",
       min("date") AS first_date,
       max("date") AS last_date
FROM "indices"
GROUP BY "index"
ORDER BY "index"
