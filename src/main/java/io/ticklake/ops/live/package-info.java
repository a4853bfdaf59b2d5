/**
 * Route files, packaged and in the routes directory, loaded at start and edited while the program
 * runs. An edit is rehearsed in a scratch context first: what does not work there never touches a
 * running route.
 */
@NullMarked
package io.ticklake.ops.live;

import org.jspecify.annotations.NullMarked;
