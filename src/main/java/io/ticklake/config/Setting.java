package io.ticklake.config;

/**
 * One setting's text and where it came from.
 *
 * @param source for users: {@code packaged}, {@code profile aws}, {@code ./application.properties},
 *     {@code environment}, {@code -D}
 */
public record Setting(String value, String source) {}
