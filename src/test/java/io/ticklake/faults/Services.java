package io.ticklake.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the program stands on: a broker in one process, S3 and SNS in another, a proxy in front of
 * each of the two. One set for all scenarios of a run.
 */
final class Services implements AutoCloseable {
  private final Path directory;
  private final Form form = Form.current();
  private final long seed = Form.seed();
  private final FaultPlan s3Faults = new FaultPlan(seed);
  private final FaultPlan snsFaults = new FaultPlan(seed + 1);
  private final Results results = new Results();
  private final ServiceProcess lake;
  private final FaultProxy s3;
  private final FaultProxy sns;
  private final Path mail;
  private final QuickStart quickStart;
  private final String brokers;
  private ServiceProcess kafka;

  Services() {
    try {
      directory = Files.createTempDirectory("ticklake-faults");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    kafka = startKafka("0");
    brokers = kafka.addresses().get(0);
    lake = ServiceProcess.start(directory, "lake", directory.resolve("lake").toString());
    s3 = new FaultProxy(URI.create(lake.addresses().get(0)), s3Faults);
    sns = new FaultProxy(URI.create(lake.addresses().get(1)), snsFaults);
    mail = directory.resolve("lake").resolve("mail");
    quickStart =
        QuickStart.prepare(
            directory, ProgramSettings.of(brokers, s3.address(), sns.address(), "faults.none"));
  }

  private ServiceProcess startKafka(String port) {
    return ServiceProcess.start(directory, "kafka", directory.resolve("kafka").toString(), port);
  }

  /** kill -9 of the broker. */
  void killKafka() {
    kafka.close();
  }

  /** Starts the broker again where it was. */
  void restartKafka() {
    kafka = startKafka(brokers.substring(brokers.indexOf(':') + 1));
  }

  String brokers() {
    return brokers;
  }

  /** Past the proxy. */
  String s3Address() {
    return lake.addresses().get(0);
  }

  String s3Proxy() {
    return s3.address();
  }

  String snsProxy() {
    return sns.address();
  }

  FaultPlan s3Faults() {
    return s3Faults;
  }

  FaultPlan snsFaults() {
    return snsFaults;
  }

  /** The directory of SNS's e-mail files. */
  Path mail() {
    return mail;
  }

  /** Environment of programs. */
  Map<String, String> quickStart() {
    return quickStart.environment();
  }

  Form form() {
    return form;
  }

  long seed() {
    return seed;
  }

  Results results() {
    return results;
  }

  /** A directory that goes when the services go. */
  Path scratch(String name) {
    return directory.resolve(name);
  }

  @Override
  public void close() {
    System.out.println(results.table());
    s3.close();
    sns.close();
    List.of(kafka, lake).forEach(ServiceProcess::close);
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
