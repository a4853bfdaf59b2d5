/**
 * The rights that the CloudFormation template gives to the instance, against the calls that the
 * program makes.
 */
@NullMarked
package io.ticklake.e2e.permissions;

import org.jspecify.annotations.NullMarked;
