package dev.ringdown.config;

import dev.ringdown.event.Quoted;

/**
 * One thing that is wrong with the configuration. Immutable.
 *
 * @param key the key, or the variable of the environment
 * @param value what stands there; never a secret
 * @param expected what may stand there
 * @param origin where it stands: a file and line, the environment, {@code --set}
 */
public record ConfigFault(String key, String value, String expected, String origin) {
    @Override
    public String toString() {
        return key + ": " + Quoted.of(value) + " (expected: " + expected + "), from " + origin;
    }
}
