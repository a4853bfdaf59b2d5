/**
 * Leader election among instances by Kafka alone, as a cluster service of Camel: what {@code
 * master:<namespace>:<uri>} asks for. Imports nothing else of the project.
 */
@NullMarked
package io.ticklake.component.kafkaleader;

import org.jspecify.annotations.NullMarked;
