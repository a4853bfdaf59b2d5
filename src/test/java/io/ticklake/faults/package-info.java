/**
 * The packaged program against faults of everything that it stands on: Kafka and the lake's
 * services in processes of their own, behind proxies that this test controls. What counts is the
 * lake: every record that Kafka acknowledged is in one object or the dead-letter topic, once.
 */
package io.ticklake.faults;
