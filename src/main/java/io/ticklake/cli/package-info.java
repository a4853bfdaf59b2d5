/**
 * The command line: one class a command. Wires the stages, the embedded services and Camel; holds
 * no mechanics of theirs.
 */
@NullMarked
package io.ticklake.cli;

import org.jspecify.annotations.NullMarked;
