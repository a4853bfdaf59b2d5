package io.ticklake.e2e.permissions;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One statement of a policy, its names resolved.
 *
 * @param sid says whose it is: those of the program begin with {@code Program}
 */
record Statement(String sid, List<String> actions, List<String> resources) {
  boolean allows(ApiCall call) {
    return actions.contains(call.action())
        && resources.stream().anyMatch(pattern -> matches(pattern, call.resource()));
  }

  boolean isOfProgram() {
    return sid.startsWith("Program");
  }

  private static boolean matches(String pattern, String resource) {
    return Pattern.matches("\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E", resource);
  }
}
