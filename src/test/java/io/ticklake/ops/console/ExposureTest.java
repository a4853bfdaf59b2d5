package io.ticklake.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticklake.config.Secret;
import io.ticklake.testkit.LogLines;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.event.Level;

/** What is said at start of a port that others reach. */
class ExposureTest {
  private static final Optional<Login> LOGIN =
      Optional.of(new Login("op", new Secret("correct-horse")));

  @RegisterExtension final LogLines log = new LogLines(Exposure.class.getPackage());

  @Test
  void onLoopbackNothingIsSaid() {
    for (String host : new String[] {"127.0.0.1", "localhost", "::1"}) {
      Exposure.warn(host, 9876, config(Optional.empty()));
    }

    assertThat(log.at(Level.WARN)).isEmpty();
  }

  @Test
  void widerWithoutAPasswordIsSaidLoudlyWithTheCure() {
    Exposure.warn("0.0.0.0", 9876, config(Optional.empty()));

    assertThat(String.join("\n", log.at(Level.WARN)))
        .contains("*****", "0.0.0.0:9876", "no password is set")
        .contains("ticklake.management.user", "ticklake.management.password-file", "127.0.0.1");
  }

  @Test
  void aPasswordWithoutTlsIsSaid() {
    Exposure.warn("0.0.0.0", 9876, config(LOGIN));

    assertThat(log.at(Level.WARN))
        .singleElement()
        .asString()
        .contains("in clear", "ticklake.management.tls.keystore")
        .doesNotContain("correct-horse");
  }

  private static ConsoleConfig config(Optional<Login> login) {
    return new ConsoleConfig(login, false, Set.of(), Optional.empty());
  }
}
