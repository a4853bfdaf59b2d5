package io.ticklake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointsFileTest {
  @TempDir Path directory;

  @Test
  void whatIsWrittenIsReadAgainAndByTheShellToo() throws Exception {
    Map<String, String> variables =
        Map.of("SECRET", "a b'c$d\"e+/=", "KAFKA_BROKERS", "127.0.0.1:1");
    EndpointsFile file = new EndpointsFile(directory);

    file.write(variables);

    assertThat(file.read()).isEqualTo(variables);
    Process shell =
        new ProcessBuilder("sh", "-c", ". " + file.path() + "; printf %s \"$SECRET\"").start();
    assertThat(new String(shell.getInputStream().readAllBytes())).isEqualTo("a b'c$d\"e+/=");
  }

  @Test
  void onlyTheOwnerCanReadIt() throws Exception {
    EndpointsFile file = new EndpointsFile(directory);
    file.write(Map.of("A", "1"));

    file.write(Map.of("A", "2"));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
        .isEqualTo("rw-------");
  }

  @Test
  void anAbsentFileHasNoVariables() throws Exception {
    assertThat(new EndpointsFile(directory).read()).isEmpty();
  }
}
