package io.ticklake.ops.console;

import io.ticklake.config.Secret;

/** The one user of the management port. */
public record Login(String user, Secret password) {}
