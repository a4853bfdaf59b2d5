package io.ticklake.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ticklake.component.kafkaslice.Format;
import io.ticklake.component.kafkaslice.ObjectEncoder;
import io.ticklake.component.kafkaslice.PoisonRecordException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One line of another type makes a whole table fail: it must not get into an object. */
class TypedLinesFormatTest {
  private final Format indices =
      new TypedLinesFormat(Schema.read("schemas/indices.json"), new Codec.None());

  @Test
  void writesRecordsAsTheyCameWithFieldsThatTheSchemaDoesNotKnow() throws Exception {
    String known = "{\"index\":\"HSI\",\"date\":\"1986-12-31\",\"close\":2568.30}";
    String more = "{\"index\":\"HSI\",\"date\":\"1986-12-31\",\"close\":1e3,\"rating\":[1,\"x\"]}";
    String absent = "{\"index\":\"HSI\",\"date\":\"1986-12-31\",\"close\":null}";
    try (ObjectEncoder encoder = indices.open()) {
      encoder.append(Records.of(known));
      encoder.append(Records.of(more));
      encoder.append(Records.of(absent));

      assertThat(encoder.finish().toByteArray())
          .asString(UTF_8)
          .isEqualTo(known + "\n" + more + "\n" + absent + "\n");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"close\":\"1.5\"        | Field 'close' is \"1.5\", expected a finite number.",
        "\"close\":{\"a\":1}      | Field 'close' is an object, expected a finite number.",
        "\"close\":1e999          | Field 'close' is 1e999, expected a finite number.",
        "\"date\":\"1986-02-30\"  | Field 'date'",
        "\"volume\":true          | Field 'volume' is true, expected a finite number."
      })
  void refusesAFieldOfAnotherType(String field, String reason) throws Exception {
    String date = field.contains("date") ? "" : "\"date\":\"1986-12-31\",";
    try (ObjectEncoder encoder = indices.open()) {
      assertThatThrownBy(
              () -> encoder.append(Records.of("{\"index\":\"HSI\"," + date + field + "}")))
          .isInstanceOf(PoisonRecordException.class)
          .hasMessageContaining(reason);
      assertThatThrownBy(() -> encoder.append(Records.of("{\"index\":\"HSI\"}")))
          .hasMessage("Required field 'date' is absent.");
    }
  }

  @Test
  void aSchemaMayGrowAndMustNotChangeItsTypes() {
    String description = indices.description();

    assertThat(indices.contradiction("1;jsonl;codec=none;numbers=strict;without=")).isEmpty();
    assertThat(
            indices
                .contradiction(description.replace("close:double", "close:string"))
                .orElseThrow())
        .startsWith("column 'close' of schema 'index' is double now, and string in earlier");
  }
}
