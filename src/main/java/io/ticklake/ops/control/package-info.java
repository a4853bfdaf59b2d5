/**
 * What operators may turn through JMX, Hawtio's JMX page included: MBeans of the domain {@code
 * ticklake}. Everything is done by Camel's route controller or by what a stage hands in.
 */
@NullMarked
package io.ticklake.ops.control;

import org.jspecify.annotations.NullMarked;
