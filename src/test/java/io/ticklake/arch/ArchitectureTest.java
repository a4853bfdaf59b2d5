package io.ticklake.arch;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. */
@AnalyzeClasses(packages = "io.ticklake", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String OWN = "io.ticklake..";

  @ArchTest
  static final ArchRule stagesDoNotKnowEachOther =
      slices()
          .matching("io.ticklake.(ingest|archive|catalog|query)..")
          .should()
          .notDependOnEachOther()
          .because(
              "a stage speaks to the next by Kafka, S3 and the catalogue only: each can be read, tested and replaced alone");

  @ArchTest
  static final ArchRule stagesKnowLeavesOnly =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.ticklake.ingest..",
              "io.ticklake.archive..",
              "io.ticklake.catalog..",
              "io.ticklake.query..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.ticklake.cli..", "io.ticklake.ops..", "io.ticklake.embedded..")
          .because("a stage must not ask where it runs, nor who watches it");

  @ArchTest
  static final ArchRule stagesDoNotKnowHowTheyAreWatched =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.ticklake.ingest..",
              "io.ticklake.archive..",
              "io.ticklake.catalog..",
              "io.ticklake.query..",
              "io.ticklake.component..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javax.management..", "io.micrometer..", "ch.qos.logback..")
          .because(
              "a stage tells events, a component its listeners: what is counted, shown and turned is decided in ops");

  @ArchTest
  static final ArchRule whoWatchesKnowsNoStage =
      noClasses()
          .that()
          .resideInAPackage("io.ticklake.ops..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.ticklake.ingest..",
              "io.ticklake.archive..",
              "io.ticklake.catalog..",
              "io.ticklake.query..")
          .because("what a stage lets operators do is handed in by the application");

  @ArchTest
  static final ArchRule componentsImportNothingOfTheProject =
      noClasses()
          .that()
          .resideInAPackage("io.ticklake.component..")
          .should()
          .dependOnClassesThat(
              resideInAPackage(OWN)
                  .and(JavaClass.Predicates.resideOutsideOfPackage("io.ticklake.component..")))
          .because("a Camel component is of use to others too, and could move out");

  @ArchTest
  static final ArchRule embeddedServicesShareNoCode =
      noClasses()
          .that()
          .resideInAPackage("io.ticklake.embedded..")
          .should()
          .dependOnClassesThat(
              resideInAPackage(OWN)
                  .and(JavaClass.Predicates.resideOutsideOfPackage("io.ticklake.embedded..")))
          .because(
              "an emulation that uses our codec or constant proves nothing: two witnesses must not agree on one mistake");

  @ArchTest
  static final ArchRule embeddedServicesHaveOneDoor =
      classes()
          .that()
          .resideInAPackage("io.ticklake.embedded.(*)..")
          .should()
          .onlyBeAccessed()
          .byAnyPackage("io.ticklake.embedded..")
          .because("what is embedded is asked for by EmbeddedServices only");

  @ArchTest
  static final ArchRule valuesKnowTheJdkOnly =
      classes()
          .that()
          .resideInAnyPackage("io.ticklake.model..", "io.ticklake.errors..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..", "org.jspecify..", "io.ticklake.model..", "io.ticklake.errors..")
          .because("everybody imports them");

  @ArchTest
  static final ArchRule settingsKnowNoStage =
      classes()
          .that()
          .resideInAPackage("io.ticklake.config..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify..", "io.ticklake.config..")
          .because("the mechanism of settings must not change with a stage's keys");

  @ArchTest
  static final ArchRule packagesFormNoCycles =
      slices()
          .matching("io.ticklake.(*)..")
          .should()
          .beFreeOfCycles()
          .because("a listing of packages is the order to read them in");

  @ArchTest
  static final ArchRule onlyTheCommandLinePrints =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.ticklake.cli..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .because("events go to the log, where operators look for them");
}
