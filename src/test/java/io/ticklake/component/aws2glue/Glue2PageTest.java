package io.ticklake.component.aws2glue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tables of the component's page are those of the generated model. */
class Glue2PageTest {
  private static final Path PAGE = Path.of("docs/components/aws2-glue.md");
  private static final Path MODEL =
      Path.of("src/generated/resources/META-INF/io/ticklake/component/aws2glue/aws2-glue.json");

  @Test
  void everyOptionIsOnThePageAsTheModelHasIt() throws IOException {
    List<String> rows = new ArrayList<>();
    for (var option : model().path("properties").properties()) {
      JsonNode about = option.getValue();
      rows.add(
          "| `%s`%s | %s | %s | %s |"
              .formatted(
                  option.getKey(),
                  about.path("secret").asBoolean() ? " (secret)" : "",
                  about.path("type").asText(),
                  about.path("defaultValue").asText(""),
                  about.path("description").asText()));
    }

    assertThat(PAGE).content().contains(String.join("\n", rows));
  }

  @Test
  void everyHeaderIsOnThePageAsTheModelHasIt() throws IOException {
    List<String> rows = new ArrayList<>();
    for (var header : model().path("headers").properties()) {
      rows.add(
          "| `%s` | %s | %s |"
              .formatted(
                  header.getKey(),
                  header.getValue().path("label").asText(),
                  header.getValue().path("description").asText()));
    }

    assertThat(PAGE).content().contains(String.join("\n", rows));
  }

  @Test
  void everyOperationHasAnExampleOnThePage() throws IOException {
    for (Glue2Operations operation : Glue2Operations.values()) {
      assertThat(Files.readString(PAGE)).contains("operation: " + operation);
    }
  }

  private static JsonNode model() throws IOException {
    return new ObjectMapper().readTree(MODEL.toFile());
  }
}
