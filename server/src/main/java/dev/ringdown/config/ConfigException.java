package dev.ringdown.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The configuration cannot be used; the message lists everything that is wrong with it. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Set<Path> files;

    /** @param files that were read, and those that should have been */
    public ConfigException(List<ConfigFault> faults, Set<Path> files) {
        super(faults.stream().map(ConfigFault::toString).collect(Collectors.joining("\n")));
        this.files = Set.copyOf(files);
    }

    /** Where what is wrong may be put right. */
    public Set<Path> files() {
        return files;
    }
}
