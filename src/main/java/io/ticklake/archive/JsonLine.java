package io.ticklake.archive;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.ticklake.component.kafkaslice.PoisonRecordException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;

/**
 * Writes one record's value as a line, when it is exactly one JSON object on one line. Every byte
 * is parsed: one broken line makes a whole table unreadable for Athena. Used by one thread.
 */
final class JsonLine {
  private final JsonNumbers numbers;
  private final Set<String> leftOut;
  private final CompressedText out;
  // Ranges of the value to leave out, as pairs of from and to.
  private final int[] cuts;
  private int cutCount;

  /**
   * @param leftOut top-level fields that are not written, because the object's key carries them and
   *     a table must not have a column twice
   */
  JsonLine(JsonNumbers numbers, Set<String> leftOut, CompressedText out) {
    this.numbers = numbers;
    this.leftOut = leftOut;
    this.out = out;
    this.cuts = new int[2 * Math.max(1, leftOut.size())];
  }

  void write(ByteBuffer value) throws PoisonRecordException {
    check(value);
    int start = value.position();
    int written = start;
    for (int i = 0; i < cutCount; i += 2) {
      out.put(value, written, start + cuts[i]);
      written = start + cuts[i + 1];
    }
    out.put(value, written, value.limit());
    out.write('\n');
  }

  /**
   * Makes sure that the value is one JSON object on one line.
   *
   * @throws PoisonRecordException when it is not
   */
  void check(ByteBuffer value) throws PoisonRecordException {
    cutCount = 0;
    try (JsonParser parser = JsonBytes.parser(value, numbers)) {
      JsonBytes.enterObject(parser);
      readFields(parser, value);
      JsonBytes.expectEnd(parser);
      // A line end inside a string is no JSON, so one that the parser passed stood between tokens.
      if (parser.currentLocation().getLineNr() > 1) {
        throw new PoisonRecordException("The JSON object spans several lines, expected one line.");
      }
    } catch (JsonProcessingException e) {
      throw new PoisonRecordException("The value is not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new PoisonRecordException("The value cannot be read: " + e.getMessage(), e);
    }
  }

  private void readFields(JsonParser parser, ByteBuffer value)
      throws IOException, PoisonRecordException {
    if (leftOut.isEmpty()) {
      parser.skipChildren();
      return;
    }
    int end = (int) parser.currentLocation().getByteOffset();
    boolean first = true;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      boolean cut = leftOut.contains(name);
      parser.nextToken();
      parser.skipChildren();
      parser.finishToken();
      int next = (int) parser.currentLocation().getByteOffset();
      if (cut) {
        cut(end, first ? pastComma(value, next) : next);
      } else {
        first = false;
      }
      end = cut && first ? cuts[cutCount - 1] : next;
    }
  }

  private void cut(int from, int to) throws PoisonRecordException {
    if (cutCount == cuts.length) {
      throw new PoisonRecordException("One of the fields " + leftOut + " stands there twice.");
    }
    cuts[cutCount++] = from;
    cuts[cutCount++] = to;
  }

  private static int pastComma(ByteBuffer value, int offset) {
    int at = value.position() + offset;
    while (at < value.limit() && Character.isWhitespace(value.get(at))) {
      at++;
    }
    boolean comma = at < value.limit() && value.get(at) == ',';
    return comma ? at + 1 - value.position() : offset;
  }
}
