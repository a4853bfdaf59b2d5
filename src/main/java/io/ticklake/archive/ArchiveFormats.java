package io.ticklake.archive;

import io.ticklake.component.kafkaslice.Format;
import io.ticklake.component.kafkaslice.FormatResolver;

/** Reads the descriptions of formats that ledger entries keep. */
public final class ArchiveFormats implements FormatResolver {
  @Override
  public Format of(String description) {
    try {
      Format format = read(Description.of(description));
      // Whatever this release does not know in the text would be missing now.
      if (format.description().equals(description)) {
        return format;
      }
      throw new IllegalArgumentException("it says more than is known here");
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Format '%s' cannot be read: %s. Run the release of ticklake that wrote it, or a newer one."
              .formatted(description, e.getMessage()),
          e);
    }
  }

  private static Format read(Description text) {
    return switch (text.kind()) {
      case JsonLinesFormat.KIND ->
          text.settings().containsKey("schema")
              ? TypedLinesFormat.of(text)
              : JsonLinesFormat.of(text);
      case CsvFormat.KIND -> CsvFormat.of(text);
      case ParquetFormat.KIND -> ParquetFormat.of(text);
      default -> throw new IllegalArgumentException("kind '" + text.kind() + "' is not known");
    };
  }
}
