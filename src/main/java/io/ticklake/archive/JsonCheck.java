package io.ticklake.archive;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.ticklake.component.kafkaslice.PoisonRecordException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Says whether a text is exactly one JSON object on one line, and where the fields are that it is
 * written without. Every byte is looked at: one broken line makes a whole table unreadable for
 * Athena. {@link JsonScan} settles nearly all; what it does not know, Jackson judges. Used by one
 * thread.
 */
final class JsonCheck {
  private final JsonNumbers numbers;
  private final Set<String> leftOut;
  private final byte[][] leftOutNames;
  private final LineCuts cuts;
  private final NameMemo names = new NameMemo();

  /**
   * @param leftOut top-level fields that are cut, because the object's key carries them and a table
   *     must not have a column twice
   */
  JsonCheck(JsonNumbers numbers, Set<String> leftOut) {
    this.numbers = numbers;
    this.leftOut = leftOut;
    this.leftOutNames =
        leftOut.stream().map(name -> name.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    this.cuts = new LineCuts(leftOut.size());
  }

  /**
   * Checks {@code text[from..to)}; {@code text[to]} is a line feed and {@link JsonScan#SLACK} bytes
   * follow it.
   *
   * @return what to leave out, good until the next call
   * @throws PoisonRecordException that says what is wrong
   */
  LineCuts check(byte[] text, int from, int to) throws PoisonRecordException {
    cuts.clear();
    int open = JsonScan.blanks(text, from);
    int end = text[open] == '{' ? scanFields(text, open) : JsonScan.UNSURE;
    boolean sure = end > 0 && JsonScan.blanks(text, end) == to;
    if (!sure) {
      cuts.clear();
      ask(text, from, to);
    }
    return cuts;
  }

  private int scanFields(byte[] text, int open) throws PoisonRecordException {
    int p = JsonScan.blanks(text, open + 1);
    if (text[p] == '}') {
      return p + 1;
    }
    int end = open + 1;
    boolean first = true;
    for (int place = 0; text[p] == '"'; place++) {
      int colon = colon(text, p, place);
      int next = colon < 0 ? colon : JsonScan.value(text, JsonScan.blanks(text, colon), 1);
      if (next < 0) {
        return JsonScan.UNSURE;
      }
      boolean cut = names.isLeftOut();
      end = cut ? cut(text, end, next, first) : next;
      first = first && cut;
      p = JsonScan.blanks(text, next);
      if (text[p] != ',') {
        return text[p] == '}' ? p + 1 : JsonScan.UNSURE;
      }
      p = JsonScan.blanks(text, p + 1);
    }
    return JsonScan.UNSURE;
  }

  /** Behind the colon of the field whose name begins at {@code p}. */
  private int colon(byte[] text, int p, int place) {
    int known = names.behind(place, text, p);
    if (known > 0) {
      return known;
    }
    int end = JsonScan.name(text, p + 1);
    if (end < 0) {
      return JsonScan.UNSURE;
    }
    int colon = JsonScan.blanks(text, end);
    if (text[colon] != ':') {
      return JsonScan.UNSURE;
    }
    names.keep(place, text, p, colon + 1, isLeftOut(text, p + 1, end - 1));
    return colon + 1;
  }

  private boolean isLeftOut(byte[] text, int from, int to) {
    for (byte[] name : leftOutNames) {
      if (java.util.Arrays.equals(name, 0, name.length, text, from, to)) {
        return true;
      }
    }
    return false;
  }

  /** Cuts a field with the comma before it, or behind it when it is the first. */
  private int cut(byte[] text, int before, int behind, boolean first) throws PoisonRecordException {
    int to = behind;
    if (first) {
      int comma = JsonScan.blanks(text, behind);
      to = text[comma] == ',' ? comma + 1 : behind;
    }
    cuts.add(before, to);
    return to;
  }

  private void ask(byte[] text, int from, int to) throws PoisonRecordException {
    ByteBuffer value = ByteBuffer.wrap(text, from, to - from);
    try (JsonParser parser = JsonBytes.parser(value, numbers)) {
      JsonBytes.enterObject(parser);
      readFields(parser, text, from);
      JsonBytes.expectEnd(parser);
      // A line end inside a string is no JSON, so one that the parser passed stood between tokens.
      if (parser.currentLocation().getLineNr() > 1) {
        throw new PoisonRecordException("The JSON object spans several lines, expected one line.");
      }
      // Jackson lets some sequences pass.
      StandardCharsets.UTF_8.newDecoder().decode(value);
    } catch (JsonProcessingException e) {
      throw new PoisonRecordException("The value is not JSON: " + e.getOriginalMessage(), e);
    } catch (CharacterCodingException e) {
      throw new PoisonRecordException("The value is not JSON: its text is not UTF-8.", e);
    } catch (IOException e) {
      throw new PoisonRecordException("The value cannot be read: " + e.getMessage(), e);
    }
  }

  private void readFields(JsonParser parser, byte[] text, int from)
      throws IOException, PoisonRecordException {
    int end = from + (int) parser.currentLocation().getByteOffset();
    boolean first = true;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      boolean cut = leftOut.contains(name);
      parser.nextToken();
      parser.skipChildren();
      parser.finishToken();
      int next = from + (int) parser.currentLocation().getByteOffset();
      end = cut ? cut(text, end, next, first) : next;
      first = first && cut;
    }
  }
}
