package io.ticklake.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** Reads the tickers of an object of any format, with other code than what wrote it. */
final class ObjectText implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One for all objects: opening it takes longer than reading an object. */
  private final Connection duck;

  ObjectText() {
    try {
      duck = DriverManager.getConnection("jdbc:duckdb:");
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB does not start", e);
    }
  }

  /** One for each record. */
  List<String> tickers(String key, byte[] object) throws IOException {
    if (key.endsWith(".parquet")) {
      return parquet(object);
    }
    String text = key;
    InputStream in = new ByteArrayInputStream(object);
    if (key.endsWith(".gz")) {
      in = new GZIPInputStream(in);
      text = key.substring(0, key.length() - 3);
    } else if (key.endsWith(".zst")) {
      in = new ZstdInputStream(in);
      text = key.substring(0, key.length() - 4);
    }
    try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, UTF_8))) {
      return text.endsWith(".csv") ? csv(reader) : jsonLines(reader);
    }
  }

  private static List<String> jsonLines(BufferedReader lines) throws IOException {
    List<String> tickers = new ArrayList<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      tickers.add(JSON.readTree(line).path("ticker").asText());
    }
    return tickers;
  }

  private static List<String> csv(BufferedReader text) throws IOException {
    List<String> tickers = new ArrayList<>();
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    for (CSVRecord row : format.parse(text)) {
      tickers.add(row.get("ticker"));
    }
    return tickers;
  }

  private List<String> parquet(byte[] object) throws IOException {
    Path copy = Files.createTempFile("faults", ".parquet");
    List<String> tickers = new ArrayList<>();
    try (Statement statement = duck.createStatement()) {
      Files.write(copy, object);
      ResultSet rows = statement.executeQuery("SELECT ticker FROM read_parquet('" + copy + "')");
      while (rows.next()) {
        tickers.add(rows.getString(1));
      }
      return tickers;
    } catch (SQLException e) {
      throw new IOException("DuckDB cannot read the object", e);
    } finally {
      Files.delete(copy);
    }
  }

  @Override
  public void close() {
    try {
      duck.close();
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB does not stop", e);
    }
  }
}
