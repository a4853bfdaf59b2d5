package io.ticklake.faults;

/**
 * The outcome of a scenario.
 *
 * @param produced records that Kafka acknowledged
 * @param archived records in objects
 * @param deadLetters records in the dead-letter topic
 * @param lost acknowledged records that are in neither
 * @param doubled records that are there more than once
 * @param faults kills, freezes and restarts, or requests that met a fault
 * @param notices slices with a notice that SNS delivered or the dead-letter topic holds
 * @param verified whether {@code verify --deep} ended with 0
 * @param slowestRestart longest time in seconds from the start of a process to its first object; 0
 *     if no program was alone
 */
record Row(
    String scenario,
    long seed,
    int produced,
    long archived,
    int deadLetters,
    int lost,
    int doubled,
    int faults,
    int objects,
    int notices,
    boolean verified,
    double slowestRestart,
    long seconds) {}
