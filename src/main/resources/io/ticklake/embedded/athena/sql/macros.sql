-- Loaded into every DuckDB, in this order. Names ending in _n answer NULL where the others fail:
-- DuckDB's try() refuses expressions that hold error(). cast_to_type(a, b) gives a the type of b.
CREATE MACRO tr_div(a, b) AS CASE WHEN typeof(a+b) IN ('DOUBLE','FLOAT') THEN cast_to_type(CAST(a AS DOUBLE)/CAST(b AS DOUBLE), a+b) WHEN b = 0 THEN cast_to_type(error('DIVISION_BY_ZERO: Division by zero'), a+b) WHEN typeof(a+b) LIKE 'DECIMAL%' THEN cast_to_type(CAST(a AS DOUBLE)/CAST(b AS DOUBLE), a+b) ELSE cast_to_type(CAST(a AS HUGEINT)//CAST(b AS HUGEINT), a+b) END;
CREATE MACRO tr_div_n(a, b) AS CASE WHEN typeof(a+b) IN ('DOUBLE','FLOAT') THEN cast_to_type(CAST(a AS DOUBLE)/CAST(b AS DOUBLE), a+b) WHEN b = 0 THEN NULL WHEN typeof(a+b) LIKE 'DECIMAL%' THEN cast_to_type(CAST(a AS DOUBLE)/CAST(b AS DOUBLE), a+b) ELSE cast_to_type(CAST(a AS HUGEINT)//CAST(b AS HUGEINT), a+b) END;
CREATE MACRO tr_mod(a, b) AS CASE WHEN b = 0 AND typeof(a+b) NOT IN ('DOUBLE','FLOAT') THEN cast_to_type(error('DIVISION_BY_ZERO: Division by zero'), a+b) ELSE a % b END;
CREATE MACRO tr_mod_n(a, b) AS CASE WHEN b = 0 AND typeof(a+b) NOT IN ('DOUBLE','FLOAT') THEN NULL ELSE a % b END;
-- CAST(x AS integer type t) is printed tr_to_int(x, NULL::t): halves away from zero (DuckDB: to even), no '1.5' from text
CREATE MACRO tr_to_int(x, t) AS CASE WHEN typeof(x) IN ('DOUBLE','FLOAT') THEN cast_to_type(round(CAST(x AS DOUBLE)), t) WHEN typeof(x) = 'VARCHAR' AND NOT regexp_full_match(CAST(x AS VARCHAR), '[+-]?[0-9]+') THEN cast_to_type(error('INVALID_CAST_ARGUMENT: Cannot cast ''' || CAST(x AS VARCHAR) || ''' to ' || CASE typeof(t) WHEN 'INTEGER' THEN 'INT' ELSE typeof(t) END), t) ELSE cast_to_type(x, t) END;
CREATE MACRO tr_to_int_n(x, t) AS CASE WHEN typeof(x) IN ('DOUBLE','FLOAT') THEN cast_to_type(round(CAST(x AS DOUBLE)), t) WHEN typeof(x) = 'VARCHAR' AND NOT regexp_full_match(CAST(x AS VARCHAR), '[+-]?[0-9]+') THEN NULL ELSE cast_to_type(x, t) END;
-- CAST(double AS varchar): 1.0E0, 1.0E-1, 1.23456789E8
CREATE MACRO tr_sci1(d, e) AS d[1] || '.' || coalesce(nullif(d[2:], ''), '0') || 'E' || e;
CREATE MACRO tr_sci2(t) AS CASE WHEN contains(t, 'e') THEN tr_sci1(replace(split_part(t,'e',1),'.',''), CAST(CAST(split_part(t,'e',2) AS INTEGER) AS VARCHAR)) WHEN t = '0.0' THEN '0E0' WHEN split_part(t,'.',1) <> '0' THEN tr_sci1(coalesce(nullif(rtrim(replace(t,'.',''),'0'),''),'0'), CAST(len(split_part(t,'.',1))-1 AS VARCHAR)) ELSE tr_sci1(ltrim(split_part(t,'.',2),'0'), CAST(len(ltrim(split_part(t,'.',2),'0'))-len(split_part(t,'.',2))-1 AS VARCHAR)) END;
CREATE MACRO tr_sci(x) AS CASE WHEN isnan(x) THEN 'NaN' WHEN isinf(x) THEN CASE WHEN x > 0 THEN 'Infinity' ELSE '-Infinity' END WHEN signbit(x) THEN '-' || tr_sci2(CAST(abs(x) AS VARCHAR)) ELSE tr_sci2(CAST(x AS VARCHAR)) END;
CREATE MACRO tr_varchar(x) AS CASE WHEN typeof(x) IN ('DOUBLE','FLOAT') THEN tr_sci(CAST(CAST(x AS VARCHAR) AS DOUBLE)) WHEN typeof(x) = 'TIMESTAMP' THEN strftime(CAST(CAST(x AS VARCHAR) AS TIMESTAMP), '%Y-%m-%d %H:%M:%S.%g') WHEN typeof(x) = 'TIMESTAMP WITH TIME ZONE' THEN strftime(CAST(CAST(x AS VARCHAR) AS TIMESTAMPTZ), '%Y-%m-%d %H:%M:%S.%g UTC') WHEN typeof(x) = 'JSON' THEN json_extract_string(CAST(x AS JSON), '$') ELSE CAST(x AS VARCHAR) END;
CREATE MACRO tr_to_ts(x VARCHAR) AS CASE WHEN regexp_full_match(trim(x), '\d+-\d+-\d+( \d+:\d+(:\d+(\.\d+)?)?)?') THEN CAST(x AS TIMESTAMP) ELSE CAST(error('INVALID_CAST_ARGUMENT: Value cannot be cast to timestamp: ' || x) AS TIMESTAMP) END, (x TIMESTAMP) AS x, (x DATE) AS CAST(x AS TIMESTAMP), (x TIMESTAMPTZ) AS CAST(x AS TIMESTAMP);
CREATE MACRO tr_to_ts_n(x VARCHAR) AS CASE WHEN regexp_full_match(trim(x), '\d+-\d+-\d+( \d+:\d+(:\d+(\.\d+)?)?)?') THEN CAST(x AS TIMESTAMP) END, (x TIMESTAMP) AS x, (x DATE) AS CAST(x AS TIMESTAMP), (x TIMESTAMPTZ) AS CAST(x AS TIMESTAMP);
CREATE MACRO tr_to_date(x VARCHAR) AS CASE WHEN regexp_full_match(trim(x), '\d+-\d+-\d+') THEN CAST(x AS DATE) ELSE CAST(error('INVALID_CAST_ARGUMENT: Value cannot be cast to date: ' || x) AS DATE) END, (x TIMESTAMP) AS CAST(x AS DATE), (x DATE) AS x, (x TIMESTAMPTZ) AS CAST(x AS DATE);
CREATE MACRO tr_to_date_n(x VARCHAR) AS CASE WHEN regexp_full_match(trim(x), '\d+-\d+-\d+') THEN CAST(x AS DATE) END, (x TIMESTAMP) AS CAST(x AS DATE), (x DATE) AS x, (x TIMESTAMPTZ) AS CAST(x AS DATE);
CREATE MACRO tr_to_bool(x) AS CASE WHEN typeof(x) <> 'VARCHAR' THEN CAST(x AS BOOLEAN) WHEN lower(CAST(x AS VARCHAR)) IN ('t','true','1') THEN true WHEN lower(CAST(x AS VARCHAR)) IN ('f','false','0') THEN false WHEN x IS NULL THEN NULL ELSE CAST(error('INVALID_CAST_ARGUMENT: Cannot cast ''' || x || ''' to BOOLEAN') AS BOOLEAN) END;
CREATE MACRO tr_to_bool_n(x) AS CASE WHEN typeof(x) <> 'VARCHAR' THEN CAST(x AS BOOLEAN) WHEN lower(CAST(x AS VARCHAR)) IN ('t','true','1') THEN true WHEN lower(CAST(x AS VARCHAR)) IN ('f','false','0') THEN false END;
-- dates: x +- INTERVAL is printed tr_plus(x, +-(INTERVAL ..)); datetrunc/datesub are the builtins' second names
CREATE MACRO tr_plus(x, i) AS cast_to_type(x + i, x);
CREATE MACRO tr_date_trunc(u, t) AS cast_to_type(datetrunc(u, t), t);
CREATE MACRO tr_date_diff(u, a, b) AS datesub(u, a, b);
CREATE MACRO tr_date_add(u, n, t) AS cast_to_type(t + CASE lower(u) WHEN 'millisecond' THEN to_milliseconds(n) WHEN 'second' THEN to_seconds(n) WHEN 'minute' THEN to_minutes(n) WHEN 'hour' THEN to_hours(n) WHEN 'day' THEN to_days(CAST(n AS INTEGER)) WHEN 'week' THEN to_weeks(CAST(n AS INTEGER)) WHEN 'month' THEN to_months(CAST(n AS INTEGER)) WHEN 'quarter' THEN to_months(CAST(3*n AS INTEGER)) WHEN 'year' THEN to_years(CAST(n AS INTEGER)) END, t);
CREATE MACRO tr_from_unixtime(x) AS to_timestamp(round(CAST(x AS DOUBLE), 3)), (x, z) AS timezone(z, to_timestamp(round(CAST(x AS DOUBLE), 3)));
CREATE MACRO tr_to_unixtime(t) AS epoch(t);
CREATE MACRO tr_millisecond(t) AS date_part('millisecond', t) % 1000;
CREATE MACRO tr_from_iso8601_timestamp(s) AS CAST(s AS TIMESTAMPTZ);
CREATE MACRO tr_from_iso8601_date(s) AS CAST(s AS DATE);
CREATE MACRO tr_to_iso8601(t DATE) AS strftime(t, '%Y-%m-%d'), (t TIMESTAMP) AS strftime(t, '%Y-%m-%dT%H:%M:%S.%g'), (t TIMESTAMPTZ) AS strftime(t, '%Y-%m-%dT%H:%M:%S.%gZ');
-- aggregates: approx_percentile(x,p) is printed tr_pct(list(x ORDER BY x) FILTER.., p)
CREATE MACRO tr_pct(l, p DOUBLE) AS list_extract(l, least(CAST(floor(p*len(l)) AS BIGINT)+1, len(l))), (l, p DOUBLE[]) AS list_transform(p, lambda q: list_extract(l, least(CAST(floor(q*len(l)) AS BIGINT)+1, len(l))));
CREATE MACRO tr_map_first(l) AS map_from_entries(list_filter(list_transform(l, lambda e: row(e.k, e.v)), lambda e, i: list_position(list_transform(l, lambda z: z.k), e[1]) = i));
CREATE MACRO tr_multimap(l) AS map_from_entries(list_transform(list_filter(l, lambda e, i: list_position(list_transform(l, lambda z: z.k), e.k) = i), lambda e: row(e.k, list_transform(list_filter(l, lambda z: z.k = e.k), lambda z: z.v))));
-- strings
CREATE MACRO tr_join0(a, d) AS CASE WHEN len(a) = 0 THEN '' ELSE list_reduce(a, lambda p, q: p || d || q) END;
CREATE MACRO tr_split(s, d) AS string_split(s, d), (s, d, n) AS CASE WHEN len(string_split(s,d)) <= n THEN string_split(s,d) ELSE list_append(string_split(s,d)[1:n-1], tr_join0(string_split(s,d)[n:], d)) END;
CREATE MACRO tr_split_part(s, d, n) AS string_split(s, d)[n];
CREATE MACRO tr_regexp_like(s, p) AS regexp_matches(s, p);
CREATE MACRO tr_regexp_split(s, p) AS string_split_regex(s, p);
CREATE MACRO tr_regexp_count(s, p) AS len(regexp_extract_all(s, p));
CREATE MACRO tr_regexp_extract(s, p) AS CASE WHEN regexp_matches(s, p) THEN regexp_extract(s, p) END, (s, p, g) AS CASE WHEN regexp_matches(s, p) THEN regexp_extract(s, p, g) END;
CREATE MACRO tr_regexp_replace(s, p) AS regexp_replace(s, p, '', 'g'), (s, p, r) AS regexp_replace(s, p, regexp_replace(r, '\$(\d)', '\\\1', 'g'), 'g');
CREATE MACRO tr_strpos(s, x) AS strpos(s, x), (s, x, n) AS CASE WHEN len(string_split(s,x)) <= n THEN 0 ELSE len(list_reduce(string_split(s,x)[1:n], lambda p, q: p || x || q)) + 1 END;
CREATE MACRO tr_substr(s, i) AS CASE WHEN i = 0 OR -i > len(s) THEN '' ELSE substr(s, i) END, (s, i, n) AS CASE WHEN i = 0 OR -i > len(s) THEN '' ELSE substr(s, i, n) END;
CREATE MACRO tr_substring(s, i) AS tr_substr(s, i), (s, i, n) AS tr_substr(s, i, n);
CREATE MACRO tr_concat_ws(d, a VARCHAR[]) AS tr_join0(list_filter(a, lambda x: x IS NOT NULL), d), (d, a VARCHAR, b VARCHAR) AS concat_ws(d, a, b), (d, a VARCHAR, b VARCHAR, c VARCHAR) AS concat_ws(d, a, b, c);
CREATE MACRO tr_split_to_map(s, d, e) AS map_from_entries(list_transform(string_split(s, d), lambda x: row(split_part(x, e, 1), split_part(x, e, 2))));
CREATE MACRO tr_repeat(x, n) AS list_transform(range(n), lambda i: x);
CREATE MACRO tr_md5(b) AS unhex(md5(b));
CREATE MACRO tr_sha256(b) AS unhex(sha256(b));
CREATE MACRO tr_url_encode(s) AS replace(url_encode(s), '%20', '+');
CREATE MACRO tr_url_decode(s) AS url_decode(replace(s, '+', ' '));
CREATE MACRO tr_url_extract_host(u) AS nullif(regexp_extract(u, '^[A-Za-z][^:/?#]*://(?:[^@/?#]*@)?([^:/?#]+)', 1), '');
CREATE MACRO tr_url_extract_path(u) AS regexp_extract(u, '^[A-Za-z][^:/?#]*://[^/?#]*([^?#]*)', 1);
CREATE MACRO tr_url_extract_query(u) AS nullif(regexp_extract(u, '\?([^#]*)', 1), '');
CREATE MACRO tr_url_extract_parameter(u, k) AS nullif(url_decode(regexp_extract(u, '[?&]' || k || '=([^&#]*)', 1)), '');
-- arrays, maps, JSON, numbers
CREATE MACRO tr_element_at(c, k) AS c[k];
CREATE MACRO tr_array_position(a, x) AS coalesce(list_position(a, x), 0);
CREATE MACRO tr_array_remove(a, e) AS list_filter(a, lambda x: x <> e);
CREATE MACRO tr_array_join(a, d) AS tr_join0(list_filter(list_transform(a, lambda x: CAST(x AS VARCHAR)), lambda x: x IS NOT NULL), d), (a, d, n) AS tr_join0(list_transform(a, lambda x: coalesce(CAST(x AS VARCHAR), n)), d);
CREATE MACRO tr_array_distinct(a) AS list_filter(a, lambda x, i: list_position(a, x) = i);
CREATE MACRO tr_array_union(a, b) AS tr_array_distinct(list_concat(a, b));
CREATE MACRO tr_array_except(a, b) AS tr_array_distinct(list_filter(a, lambda x: NOT list_contains(b, x)));
CREATE MACRO tr_array_sort(a) AS list_sort(a, 'ASC', 'NULLS LAST');
CREATE MACRO tr_slice(a, s, n) AS CASE WHEN s < 0 THEN list_slice(a, len(a)+s+1, len(a)+s+n) ELSE list_slice(a, s, s+n-1) END;
CREATE MACRO tr_sequence(a BIGINT, b BIGINT) AS generate_series(a, b, CASE WHEN a <= b THEN 1 ELSE -1 END), (a DATE, b DATE) AS list_transform(generate_series(a, b, INTERVAL 1 DAY), lambda x: CAST(x AS DATE)), (a BIGINT, b BIGINT, s BIGINT) AS generate_series(a, b, s), (a DATE, b DATE, s INTERVAL) AS list_transform(generate_series(a, b, s), lambda x: CAST(x AS DATE)), (a TIMESTAMP, b TIMESTAMP, s INTERVAL) AS generate_series(a, b, s);
CREATE MACRO tr_json_extract(j, p) AS CASE WHEN json_valid(j) THEN json_extract(j, p) END;
CREATE MACRO tr_json_extract_scalar(j, p) AS CASE WHEN json_valid(j) AND json_type(j, p) NOT IN ('OBJECT','ARRAY','NULL') THEN json_extract_string(j, p) END;
CREATE MACRO tr_json_parse(s) AS json(s);
CREATE MACRO tr_json_format(j) AS CAST(j AS VARCHAR);
CREATE MACRO tr_json_array_contains(j, x) AS json_contains(j, to_json(x));
CREATE MACRO tr_json_size(j, p) AS CASE json_type(j, p) WHEN 'ARRAY' THEN json_array_length(j, p) WHEN 'OBJECT' THEN len(json_keys(j, p)) ELSE 0 END;
CREATE MACRO tr_bitwise_left_shift(a, b) AS a << b;
CREATE MACRO tr_bitwise_right_shift(a, b) AS a >> b;
CREATE MACRO tr_nan() AS CAST('NaN' AS DOUBLE);
CREATE MACRO tr_infinity() AS CAST('Infinity' AS DOUBLE);
CREATE MACRO tr_e() AS exp(1);
CREATE MACRO tr_log(b, x) AS ln(x)/ln(b);
CREATE MACRO tr_width_bucket(x, a, b, n) AS CASE WHEN x < a THEN 0 WHEN x >= b THEN n + 1 ELSE CAST(floor((x - a) * n / (b - a)) AS BIGINT) + 1 END;
-- beyond the domain: NaN or infinite in Athena, errors in DuckDB
CREATE MACRO tr_sqrt(x) AS CASE WHEN x < 0 THEN CAST('NaN' AS DOUBLE) ELSE sqrt(x) END;
CREATE MACRO tr_ln(x) AS CASE WHEN x < 0 THEN CAST('NaN' AS DOUBLE) WHEN x = 0 THEN CAST('-Infinity' AS DOUBLE) ELSE ln(x) END;
CREATE MACRO tr_log2(x) AS CASE WHEN x < 0 THEN CAST('NaN' AS DOUBLE) WHEN x = 0 THEN CAST('-Infinity' AS DOUBLE) ELSE log2(x) END;
CREATE MACRO tr_log10(x) AS CASE WHEN x < 0 THEN CAST('NaN' AS DOUBLE) WHEN x = 0 THEN CAST('-Infinity' AS DOUBLE) ELSE log10(x) END;
CREATE MACRO tr_asin(x) AS CASE WHEN abs(x) > 1 THEN CAST('NaN' AS DOUBLE) ELSE asin(x) END;
CREATE MACRO tr_acos(x) AS CASE WHEN abs(x) > 1 THEN CAST('NaN' AS DOUBLE) ELSE acos(x) END;
-- Athena strips every white space, DuckDB blanks only
CREATE MACRO tr_trim(s) AS trim(s, e' \t\n\v\f\r');
CREATE MACRO tr_ltrim(s) AS ltrim(s, e' \t\n\v\f\r');
CREATE MACRO tr_rtrim(s) AS rtrim(s, e' \t\n\v\f\r');
-- subscripts: outside of the array or without the key they fail
CREATE MACRO tr_at_array(c, k) AS CASE WHEN k = 0 THEN cast_to_type(error('INVALID_FUNCTION_ARGUMENT: SQL array indices start at 1'), c[k]) WHEN k < 0 THEN cast_to_type(error('INVALID_FUNCTION_ARGUMENT: Array subscript is negative: ' || k), c[k]) WHEN k > len(c) THEN cast_to_type(error('INVALID_FUNCTION_ARGUMENT: Array subscript must be less than or equal to array length: ' || k || ' > ' || len(c)), c[k]) ELSE c[k] END;
CREATE MACRO tr_at_map(m, k) AS CASE WHEN NOT map_contains(m, k) THEN cast_to_type(error('INVALID_FUNCTION_ARGUMENT: Key not present in map: ' || CAST(k AS VARCHAR)), m[k]) ELSE m[k] END;
-- NULL elements make the answer unknown
CREATE MACRO tr_contains(a, x) AS CASE WHEN list_contains(a, x) THEN true WHEN x IS NULL OR len(a) <> list_count(a) THEN NULL ELSE list_contains(a, x) END;
CREATE MACRO tr_array_min(a) AS CASE WHEN len(a) = list_count(a) THEN list_min(a) END;
CREATE MACRO tr_array_max(a) AS CASE WHEN len(a) = list_count(a) THEN list_max(a) END;
CREATE MACRO tr_array_intersect(a, b) AS tr_array_distinct(list_filter(a, lambda x: list_contains(b, x)));
CREATE MACRO tr_json_array_length(j) AS CASE WHEN json_valid(j) AND json_type(j) = 'ARRAY' THEN json_array_length(j) END;
