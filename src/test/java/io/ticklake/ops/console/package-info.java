/** The management port as a browser, a script and an attacker meet it. */
package io.ticklake.ops.console;
