package io.ticklake.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.QuoteMode;
import org.jspecify.annotations.Nullable;

/** What an answer may be written as. */
public enum ResultFormat {
  /** Columns and rows for a person. */
  TABLE {
    @Override
    public void write(QueryResult result, Appendable out) throws IOException {
      out.append(ResultTable.text(result)).append('\n');
    }
  },

  /** RFC 4180 as Athena's own result files: every value quoted, NULL as nothing at all. */
  CSV {
    @Override
    public void write(QueryResult result, Appendable out) throws IOException {
      CSVFormat format =
          CSVFormat.DEFAULT
              .builder()
              .setQuoteMode(QuoteMode.ALL_NON_NULL)
              .setRecordSeparator('\n')
              .get();
      format.printRecord(out, result.columns().stream().map(QueryResult.Column::name).toArray());
      for (List<@Nullable String> row : result.rows()) {
        format.printRecord(out, row.toArray());
      }
    }
  },

  /** One array of objects; numbers and booleans bare, everything else as text, NULL as null. */
  JSON {
    @Override
    public void write(QueryResult result, Appendable out) throws IOException {
      out.append(text(tree(result))).append('\n');
    }
  };

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Writes the answer, with a line break at its end. */
  public abstract void write(QueryResult result, Appendable out) throws IOException;

  /** The rows as {@link #JSON} has them. */
  static ArrayNode tree(QueryResult result) {
    ArrayNode rows = MAPPER.createArrayNode();
    for (List<@Nullable String> row : result.rows()) {
      ObjectNode object = rows.addObject();
      for (int i = 0; i < row.size(); i++) {
        put(object, result.columns().get(i), row.get(i));
      }
    }
    return rows;
  }

  private static String text(ArrayNode rows) throws JsonProcessingException {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(rows);
  }

  private static void put(ObjectNode object, QueryResult.Column column, @Nullable String value) {
    if (value != null && column.type().equals("boolean")) {
      object.put(column.name(), Boolean.parseBoolean(value));
    } else if (value != null && column.isNumber() && isJsonNumber(value)) {
      object.put(column.name(), new BigDecimal(value));
    } else {
      object.put(column.name(), value);
    }
  }

  // NaN and Infinity are values of a double, but not of JSON: they stay text.
  private static boolean isJsonNumber(String value) {
    return value.matches("-?\\d.*");
  }
}
