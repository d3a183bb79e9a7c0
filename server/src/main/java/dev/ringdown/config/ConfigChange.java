package dev.ringdown.config;

/**
 * A key whose value is another than the one that holds. Immutable.
 *
 * @param was as it is shown, which a secret never is
 * @param now likewise
 * @param reloadable false: the value that held is kept until the next start
 */
public record ConfigChange(String key, String was, String now, boolean reloadable) {}
