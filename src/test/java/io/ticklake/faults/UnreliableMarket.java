package io.ticklake.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticklake.ingest.faulty.Act;
import io.ticklake.ingest.faulty.FaultyMarket;
import io.ticklake.ingest.faulty.FaultyMarket.Asked;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Stands in front of the embedded market: its answers meet faults. In answers of all tickers some
 * days have rows that nobody can read, rows twice, fields of a later version, and closes that are
 * corrected later; which ones follows from the seed and the date. Thread-safe.
 */
final class UnreliableMarket implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GROUPED = "/v2/aggs/grouped/locale/us/market/stocks/";
  private static final int CORRECTED_ROWS = 7;
  private static final String BAD_ROW = "not a number";

  private final String market;
  private final String key;
  private final long seed;
  private final Random random;
  private final HttpClient http = HttpClient.newHttpClient();
  private final FaultyMarket server = new FaultyMarket(this::answer);
  private final Map<MarketFault, Integer> injected = new TreeMap<>();
  private final Set<LocalDate> served = new ConcurrentSkipListSet<>();
  private final Set<LocalDate> servedBadRows = new ConcurrentSkipListSet<>();
  private final Deque<MarketFault> next = new ArrayDeque<>();
  private double probability;
  private volatile boolean corrected;

  /**
   * @param market address of the embedded market
   * @param key what it wants
   */
  UnreliableMarket(String market, String key, long seed) {
    this.market = market;
    this.key = key;
    this.seed = seed;
    this.random = new Random(seed);
  }

  String address() {
    return server.address();
  }

  /** From now on a request meets a fault with this probability; each kind in its turn. */
  synchronized void disturb(double chance) {
    probability = chance;
  }

  /** From now on closes are what they stay. */
  void correct() {
    corrected = true;
  }

  /** Days whose page reached the client whole. */
  Set<LocalDate> served() {
    return new TreeSet<>(served);
  }

  /** Those of them that had a row which nobody can read. */
  Set<LocalDate> servedBadRows() {
    return new TreeSet<>(servedBadRows);
  }

  synchronized Map<MarketFault, Integer> injected() {
    return new TreeMap<>(injected);
  }

  int requests() {
    return server.asked().size();
  }

  /** The most requests that came in any sixty seconds. */
  int mostInAMinute() {
    List<Instant> times = server.asked().stream().map(Asked::at).sorted().toList();
    int most = 0;
    int from = 0;
    for (int to = 0; to < times.size(); to++) {
      while (!times.get(from).plus(Duration.ofMinutes(1)).isAfter(times.get(to))) {
        from++;
      }
      most = Math.max(most, to - from + 1);
    }
    return most;
  }

  /** The rows of a day as the market says them when asked without faults, corrections included. */
  List<JsonNode> rows(LocalDate day) throws IOException {
    return rows(JSON.readTree(ask(GROUPED + day + "?adjusted=true").body()));
  }

  /** Likewise a ticker's minutes. */
  List<JsonNode> minutes(String ticker, LocalDate from, LocalDate to) throws IOException {
    String target = "/v2/aggs/ticker/%s/range/1/minute/%s/%s?limit=50000";
    return rows(JSON.readTree(ask(target.formatted(ticker, from, to)).body()));
  }

  private Act answer(Asked request) throws IOException {
    HttpResponse<String> answer = ask(request.target());
    boolean grouped = request.path().startsWith(GROUPED) && answer.statusCode() == 200;
    String body = grouped ? altered(day(request), answer.body()) : answer.body();
    Act act = Act.answer(answer.statusCode(), body).with("X-Simulated", "true");
    MarketFault fault = draw();
    if (grouped && (fault == null || fault.isHarmless())) {
      served(day(request), body);
    }
    if (fault == null) {
      return random(2) == 0 ? act : act.gzipped();
    }
    synchronized (this) {
      injected.merge(fault, 1, Integer::sum);
      return fault.of(act, random);
    }
  }

  private static LocalDate day(Asked request) {
    return LocalDate.parse(request.path().substring(GROUPED.length()));
  }

  private void served(LocalDate day, String body) {
    served.add(day);
    if (body.contains(BAD_ROW)) {
      servedBadRows.add(day);
    }
  }

  private synchronized int random(int bound) {
    return random.nextInt(bound);
  }

  private synchronized MarketFault draw() {
    if (random.nextDouble() >= probability) {
      return null;
    }
    if (next.isEmpty()) {
      List<MarketFault> all = new ArrayList<>(List.of(MarketFault.values()));
      if (!injected.isEmpty()) {
        all.remove(MarketFault.TOO_MANY_WITHOUT_A_TIME); // a minute's wait: once is enough
      }
      Collections.shuffle(all, random);
      next.addAll(all);
    }
    return next.remove();
  }

  private HttpResponse<String> ask(String target) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(market + target))
            .header("Authorization", "Bearer " + key)
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static List<JsonNode> rows(JsonNode page) {
    List<JsonNode> rows = new ArrayList<>();
    page.path("results").forEach(rows::add);
    return rows;
  }

  private boolean hasBadRow(LocalDate day) {
    return (day.toEpochDay() + seed) % 3 == 0;
  }

  /** Whether the day's closes were wrong at first. */
  boolean isCorrectedLater(LocalDate day) {
    return (day.toEpochDay() + seed) % 5 == 0;
  }

  private String altered(LocalDate day, String body) throws IOException {
    JsonNode page = JSON.readTree(body);
    List<JsonNode> rows = rows(page);
    if (rows.isEmpty()) {
      return body;
    }
    ObjectNode altered = (ObjectNode) page;
    altered.put("status", day.toEpochDay() % 2 == 0 ? "OK" : "DELAYED");
    ArrayNode results = altered.putArray("results");
    for (int i = 0; i < rows.size(); i++) {
      results.add(row(day, (ObjectNode) rows.get(i), i));
    }
    if (hasBadRow(day)) {
      results.addObject().put("T", "BAD").put("v", BAD_ROW).put("t", day.toEpochDay());
    }
    results.add(results.get(0));
    return JSON.writeValueAsString(altered);
  }

  private ObjectNode row(LocalDate day, ObjectNode row, int index) {
    if (isCorrectedLater(day) && !corrected && index % CORRECTED_ROWS == 0) {
      row.put("c", row.get("o").asDouble());
    }
    if (index % 4 == 0) {
      row.putObject("later").putArray("version").add(2);
    }
    return row;
  }

  @Override
  public void close() {
    server.close();
  }
}
