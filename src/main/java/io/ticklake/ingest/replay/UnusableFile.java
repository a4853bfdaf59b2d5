package io.ticklake.ingest.replay;

import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.StopRoute;

/** Why a file as a whole cannot be replayed. */
final class UnusableFile {
  private UnusableFile() {}

  static StopRoute because(String file, String why) {
    return new StopRoute(ErrorCode.REPLAY_FILE_UNUSABLE, message(file, why));
  }

  static StopRoute because(String file, String why, Exception cause) {
    return new StopRoute(ErrorCode.REPLAY_FILE_UNUSABLE, message(file, why), cause);
  }

  private static String message(String file, String why) {
    return "Cannot replay '%s': %s.".formatted(file, why);
  }
}
