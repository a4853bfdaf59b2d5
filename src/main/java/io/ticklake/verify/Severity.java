package io.ticklake.verify;

import java.util.Locale;

/** What a finding means for the records. All but {@link #NOTE} make the audit fail. */
public enum Severity {
  /** Records are not in the lake, or cannot be read there. */
  LOST,
  /** Records may be in the lake twice. */
  DOUBLED,
  /** Readers of the table see records that this archive has not put there. */
  FOREIGN,
  /** The ledger cannot prove what it is there to prove; the records may all be well. */
  UNPROVEN,
  /** Worth knowing, and nothing to do. */
  NOTE;

  /** As reports write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
