package io.ticklake.ingest.replay;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;

/** Decodes the bytes of rows, and refuses what is no text. Not for several threads. */
final class TextDecoding {
  private final Charset encoding;
  private final CharsetDecoder decoder;

  TextDecoding(Charset encoding) {
    this.encoding = encoding;
    this.decoder =
        encoding
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  String text(RawRow row) throws UnreadableRowException {
    try {
      return decoder.decode(ByteBuffer.wrap(row.bytes())).toString();
    } catch (CharacterCodingException e) {
      throw new UnreadableRowException(
          "it is not " + encoding + " text (say --encoding if the file has another)", e);
    }
  }
}
