package io.ticklake.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticklake.component.kafkaslice.PoisonRecordException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fast scan against Jackson, over records that are changed at random. */
class JsonCheckTest {
  // Raise it to search longer: -Dticklake.test.mutations=50000000
  private static final int MUTATIONS = Integer.getInteger("ticklake.test.mutations", 30_000);
  private static final long SEED = Long.getLong("ticklake.test.seed", 20261121L);

  private static final String[] ORDINARY = {
    Records.bar("AAPL", 11.5),
    "{\"a\":-0.5e+10,\"b\":[1,2.25,[],{}],\"c\":{\"d\":null,\"e\":[true,false]},\"f\":\"\\u00e4\\n"
        + "\"}",
    "{}",
    " {\t\"x\" : 0 , \"y\" :\t[ \"z\" , -12 ] } ",
    "{\"name\":\"Zürich – 株式 😀\",\"ü\":\"\\\\ \\\" \\/\",\"long\":\"" + "v".repeat(100) + "\"}",
    "{\"n\":[0,-0,0.0,1e5,1E-5,12345678901234567890.123456789,1e999]}"
  };

  private static final JsonMapper TREES =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final String DEEP = "[".repeat(100) + "]".repeat(100);

  // What a mutation puts in: all that JSON gives a meaning, and bytes that UTF-8 cares about.
  private static final byte[][] PIECES = {
    bytes("{"),
    bytes("}"),
    bytes("["),
    bytes("]"),
    bytes(","),
    bytes(":"),
    bytes("\""),
    bytes("\\"),
    bytes("\\u12"),
    bytes("\\u12aF"),
    bytes("\\x"),
    bytes("0"),
    bytes("1"),
    bytes("00"),
    bytes("-"),
    bytes("+"),
    bytes("."),
    bytes("e"),
    bytes("E1"),
    bytes("true"),
    bytes("nul"),
    bytes("NaN"),
    bytes("Infinity"),
    bytes(" "),
    bytes("\t"),
    bytes("\n"),
    bytes("\r"),
    {0},
    {0x1f},
    {0x7f},
    {(byte) 0x80},
    {(byte) 0xc0, (byte) 0x80},
    {(byte) 0xc3, (byte) 0xa4},
    {(byte) 0xe2, (byte) 0x82},
    {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
    {(byte) 0xf0, (byte) 0x9f, (byte) 0x98, (byte) 0x80},
    {(byte) 0xf5},
    {(byte) 0xef, (byte) 0xbb, (byte) 0xbf},
    {(byte) 0xff},
    bytes("/"),
    bytes("//"),
    bytes("/*"),
    bytes("'"),
    bytes("\"a\":"),
    bytes("{\"x\":1}")
  };

  private final JsonFactory jackson = new JsonFactory();
  private final JsonCheck check = new JsonCheck(JsonNumbers.STRICT, Set.of());
  private final JsonCheck cutting = new JsonCheck(JsonNumbers.STRICT, Set.of("x", "timespan"));

  @Test
  void isAsStrictAsJacksonWhateverTheBytes() throws Exception {
    Random random = new Random(SEED);
    int good = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] value = mutated(random);
      boolean expected = jacksonAccepts(value) && isOneLine(value) && isUtf8(value);
      good += expected ? 1 : 0;

      if (accepts(check, value) != expected) {
        throw new AssertionError("Jackson says " + expected + " of " + shown(value));
      }
      if (accepts(cutting, value) && !expected) {
        throw new AssertionError("cut, and Jackson refuses: " + shown(value));
      }
    }
    // Both kinds came often enough to mean something.
    assertThat(good).isBetween(MUTATIONS / 20, MUTATIONS / 2);
  }

  @Test
  void cutsTheFieldsThatTheKeyCarriesAndNothingElse() throws Exception {
    Random random = new Random(SEED);
    int cuts = 0;
    for (int i = 0; i < MUTATIONS / 4; i++) {
      byte[] value = mutated(random);
      if (accepts(cutting, value)) {
        // Once as the scan reads it, once with a value so deep that Jackson reads it.
        cuts += checkCut(new String(value, UTF_8));
        checkCut(new String(value, UTF_8).replaceFirst(":(true|null)", ":" + DEEP));
      }
    }
    assertThat(cuts).isGreaterThan(MUTATIONS / 100);
  }

  private int checkCut(String value) throws Exception {
    ObjectNode expected = (ObjectNode) TREES.readTree(value);
    int fields = expected.size();
    expected.remove(List.of("x", "timespan"));
    String line = cut(value);

    if (!TREES.readTree(line).equals(expected)) {
      throw new AssertionError(value + " became " + line);
    }
    return fields - expected.size();
  }

  @Test
  void ordinaryRecordsNeverReachJackson() {
    for (String value : ORDINARY) {
      byte[] text = Arrays.copyOf(bytes(value + "\n"), bytes(value).length + 1 + JsonScan.SLACK);
      int end = JsonScan.value(text, JsonScan.blanks(text, 0), 0);

      assertThat(end).as(value).isPositive();
      assertThat(JsonScan.blanks(text, end)).as(value).isEqualTo(bytes(value).length);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\ufeff{\"a\":1}", // a byte order mark
        "{\u0000\"a\u0000\":1}",
        "{\"a\":\"\u0000\"}"
      })
  void refusesOtherEncodings(String value) throws Exception {
    assertThat(accepts(check, bytes(value))).isFalse();
  }

  @Test
  void refusesUtf16AlthoughJacksonWouldRead() throws Exception {
    byte[] utf16 = "{\"a\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_16LE);

    assertThat(jacksonAccepts(utf16)).isTrue();
    assertThat(accepts(check, utf16)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"a\":1,}", "{,}", "{\"a\":1,,\"b\":2}", "{\"a\" 1}", "{\"a\":1 \"b\":2}"})
  void refusesCommasAndColonsThatAreTooManyOrTooFew(String value) throws Exception {
    assertThat(accepts(check, bytes(value))).isFalse();
    assertThat(accepts(cutting, bytes(value))).isFalse();
  }

  @Test
  void namesThatChangeFromLineToLineAreCutAllTheSame() throws Exception {
    String[] lines = {
      "{\"timespan\":\"day\",\"ticker\":\"A\"}",
      "{\"ticker\":\"A\",\"timespan\":\"day\"}",
      "{\"ticker\" :\"A\",\"timespan\" : \"day\"}",
      "{\"ticker2\":\"A\",\"timespa\":\"day\",\"timespan\":1}",
      "{\"a-name-of-more-than-eight-bytes\":1,\"timespan\":\"day\"}",
      "{\"a-name-of-more-than-eight-bytez\":1,\"timespan\":\"day\"}"
    };
    Random random = new Random(SEED);
    for (int i = 0; i < 500; i++) {
      checkCut(lines[random.nextInt(lines.length)]);
    }
  }

  @Test
  void deepNestingIsForJacksonToJudge() throws Exception {
    assertThat(accepts(check, nested(60))).isTrue();
    assertThat(accepts(check, nested(900))).isTrue();
    assertThat(accepts(check, nested(1100))).isFalse();
  }

  private static byte[] nested(int depth) {
    return bytes("{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}");
  }

  private static byte[] mutated(Random random) {
    byte[] value = bytes(ORDINARY[random.nextInt(ORDINARY.length)]);
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(value.length + 1);
      int until = Math.min(value.length, at + random.nextInt(3));
      byte[] piece = random.nextInt(4) == 0 ? new byte[0] : PIECES[random.nextInt(PIECES.length)];
      byte[] next = new byte[at + piece.length + value.length - until];
      System.arraycopy(value, 0, next, 0, at);
      System.arraycopy(piece, 0, next, at, piece.length);
      System.arraycopy(value, until, next, at + piece.length, value.length - until);
      value = next;
    }
    return value;
  }

  /** With bytes around it that would go on where the value stops. */
  private static boolean accepts(JsonCheck check, byte[] value) {
    try {
      check.check(gathered(value), 3, 3 + value.length);
      return true;
    } catch (PoisonRecordException e) {
      return false;
    }
  }

  private static byte[] gathered(byte[] value) {
    byte[] text = new byte[3 + value.length + 1 + JsonScan.SLACK];
    Arrays.fill(text, (byte) '}');
    System.arraycopy(value, 0, text, 3, value.length);
    text[3 + value.length] = '\n';
    return text;
  }

  private String cut(String value) throws PoisonRecordException {
    byte[] text = gathered(bytes(value));
    int end = 3 + bytes(value).length;
    return new String(text, 3, cutting.check(text, 3, end).apply(text, end) - 3, UTF_8);
  }

  private boolean jacksonAccepts(byte[] value) {
    try (JsonParser parser = jackson.createParser(value)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isOneLine(byte[] value) {
    for (byte b : value) {
      if (b == '\n' || b == '\r' || b == 0) {
        return false;
      }
    }
    // Jackson skips a byte order mark.
    return value.length == 0 || value[0] != (byte) 0xef;
  }

  private static boolean isUtf8(byte[] value) {
    return Arrays.equals(value, new String(value, UTF_8).getBytes(UTF_8));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static String shown(byte[] value) {
    return new String(value, UTF_8) + " " + Arrays.toString(value);
  }
}
