/**
 * What every embedded AWS endpoint speaks: HTTP on loopback, Signature Version 4, the JSON 1.1 and
 * Query protocols, AWS's error shapes.
 */
@NullMarked
package io.ticklake.embedded.awsapi;

import org.jspecify.annotations.NullMarked;
