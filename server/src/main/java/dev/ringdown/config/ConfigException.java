package dev.ringdown.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used; the message lists everything that is wrong with it. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    public ConfigException(List<ConfigFault> faults) {
        super(faults.stream().map(ConfigFault::toString).collect(Collectors.joining("\n")));
    }
}
