package io.ticklake.ingest.generate;

import java.util.Locale;
import java.util.SplittableRandom;

/** What values of an added or changed field are. */
public enum FieldType {
  STRING,
  DOUBLE,
  LONG,
  BOOLEAN,
  DATE,
  TIMESTAMP;

  private static final int VALUES = 1000;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Writes a value of this type. */
  void write(ByteText out, Instance bar, SplittableRandom random) {
    switch (this) {
      case STRING -> {
        out.put("\"value ").put(random.nextInt(VALUES));
        out.put('"');
      }
      case DOUBLE -> out.putScaled(random.nextInt(VALUES * VALUES), 2);
      case LONG -> out.put(random.nextInt(VALUES * VALUES));
      case BOOLEAN -> out.put(random.nextInt(2) == 0 ? "false" : "true");
      case DATE -> {
        out.put('"').put(bar.dateText());
        out.put('"');
      }
      case TIMESTAMP -> {
        out.put('"').put(bar.timestampText());
        out.put('"');
      }
    }
  }
}
