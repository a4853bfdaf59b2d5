package io.ticklake.embedded.market;

import java.time.LocalDate;

/** A weekday on which the exchanges stay closed, and why. */
record Holiday(LocalDate date, String name) {}
