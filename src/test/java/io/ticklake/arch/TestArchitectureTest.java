package io.ticklake.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What tests must not do. */
@AnalyzeClasses(packages = "io.ticklake", importOptions = OnlyIncludeTests.class)
class TestArchitectureTest {
  @ArchTest
  static final ArchRule noTestSleeps =
      noClasses()
          .should()
          .callMethod(Thread.class, "sleep", long.class)
          .because(
              "a sleep is too long on a fast machine and too short on a slow one: wait for what is awaited (Awaitility)");

  @ArchTest
  static final ArchRule noMocks =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.mockito..", "org.easymock..")
          .because(
              "a mock says what we believe of a service; the embedded ones are held to what it does");
}
