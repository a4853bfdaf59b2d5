package io.ticklake.faults;

import io.ticklake.embedded.AccessKey;
import io.ticklake.embedded.kafka.KafkaServer;
import io.ticklake.embedded.s3.S3Server;
import io.ticklake.embedded.sns.SnsServer;
import io.ticklake.embedded.sns.SnsSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The main class of a service process: starts the service and prints where it is, then runs until
 * it is killed or its standard input ends, as it does when the test's process dies. Arguments:
 * {@code kafka DIR PORT} or {@code lake DIR}.
 */
final class ServiceHost {
  static final AccessKey KEY = new AccessKey("AKIAFAULTS", "faults/secret+key");
  static final String BUCKET = "lake";
  static final String REGION = "us-east-1";
  static final String TOPIC_ARN = "arn:aws:sns:us-east-1:000000000000:objects";

  /** The line that says that a service is ready begins so; the addresses follow. */
  static final String READY = "READY ";

  private ServiceHost() {}

  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[1]);
    switch (arguments[0]) {
      case "kafka" -> say(kafka(directory, Integer.parseInt(arguments[2])).address());
      case "lake" -> say(lake(directory));
      default -> throw new IllegalArgumentException("No service '" + arguments[0] + "'");
    }
    System.in.transferTo(OutputStream.nullOutputStream());
    Runtime.getRuntime().halt(0);
  }

  private static KafkaServer kafka(Path directory, int port) {
    return port == 0 ? KafkaServer.start(directory) : KafkaServer.startOn(port, directory);
  }

  private static String lake(Path directory) {
    S3Server s3 = S3Server.start(directory.resolve("s3"), KEY);
    s3.createBucket(BUCKET);
    SnsSettings settings =
        new SnsSettings(
            REGION, "000000000000", directory.resolve("sns/state.json"), directory.resolve("mail"));
    SnsServer sns = SnsServer.start(settings, KEY);
    sns.provision(TOPIC_ARN, Optional.of("faults@example.com"));
    return s3.address() + " " + sns.address();
  }

  private static void say(String addresses) {
    System.out.println(READY + addresses);
  }
}
