/**
 * Leader election among instances by Kafka alone, as a cluster service of Camel: what {@code
 * master:<namespace>:<uri>} asks for, and a {@code master} whose stop is gentle. Imports nothing
 * else of the project.
 */
@NullMarked
package io.ticklake.component.kafkaleader;

import org.jspecify.annotations.NullMarked;
