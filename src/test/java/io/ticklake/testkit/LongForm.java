package io.ticklake.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A scenario, or all of a class, of the long form only. */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(
    named = "ticklake.faults.form",
    matches = "long",
    disabledReason = "in the long form only: mvn verify -Pfaults")
public @interface LongForm {}
