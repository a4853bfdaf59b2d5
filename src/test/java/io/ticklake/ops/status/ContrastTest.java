package io.ticklake.ops.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page's colours against WCAG 2.2, level AA: 4.5 to 1 for texts. */
class ContrastTest {
  private static final Pattern COLOUR = Pattern.compile("--([a-z-]+): #([0-9a-f]{6});");

  @ParameterizedTest
  @CsvSource({
    "ink, panel", "ink, ground", "soft, panel", "soft, ground", "accent, panel", "accent, ground",
    "warn, panel", "warn, ground", "bad, panel", "ink, warn-tint", "ink, bad-tint", "panel, accent",
    "ink, tint", "soft, tint"
  })
  void textsCanBeRead(String text, String ground) throws IOException {
    String[] schemes =
        Files.readString(Path.of("src/main/resources/status/style.css"))
            .split("prefers-color-scheme: dark", 2);

    for (String scheme : schemes) {
      Map<String, Double> light = luminances(scheme);
      double one = light.get(text) + 0.05;
      double other = light.get(ground) + 0.05;
      assertThat(Math.max(one, other) / Math.min(one, other)).isGreaterThanOrEqualTo(4.5);
    }
  }

  private static Map<String, Double> luminances(String css) {
    Map<String, Double> luminances = new HashMap<>();
    Matcher colours = COLOUR.matcher(css);
    while (colours.find()) {
      int rgb = Integer.parseInt(colours.group(2), 16);
      luminances.putIfAbsent(
          colours.group(1),
          0.2126 * linear(rgb >> 16)
              + 0.7152 * linear(rgb >> 8 & 255)
              + 0.0722 * linear(rgb & 255));
    }
    return luminances;
  }

  private static double linear(int channel) {
    double share = channel / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
