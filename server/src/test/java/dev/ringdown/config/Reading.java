package dev.ringdown.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One reading of a configuration, from what a test says in its four sources. Confined to the test. */
final class Reading {
    private final List<String> defaults = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> assignments = new ArrayList<>();
    private @Nullable Path file;

    /** What a command wants unless somebody says otherwise. */
    Reading commandDefault(String assignment) {
        defaults.add(assignment);
        return this;
    }

    Reading file(Path path) {
        file = path;
        return this;
    }

    Reading variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Reading set(String assignment) {
        assignments.add(assignment);
        return this;
    }

    EffectiveConfig effective() {
        try {
            return ConfigReader.read(defaults, file, environment, assignments);
        } catch (ConfigException e) {
            throw new AssertionError("the configuration is good, and still:\n" + e.getMessage(), e);
        }
    }

    /** Reads the same places again. */
    ConfigChanges again(EffectiveConfig running) {
        try {
            return ConfigReader.readAgain(defaults, file, environment, assignments, running);
        } catch (ConfigException e) {
            throw new AssertionError("the configuration is good, and still:\n" + e.getMessage(), e);
        }
    }

    RingdownConfig tree() {
        return effective().tree();
    }

    /** What is wrong, a line each; something must be. */
    List<String> faults() {
        try {
            ConfigReader.read(defaults, file, environment, assignments);
        } catch (ConfigException e) {
            return List.of(String.valueOf(e.getMessage()).split("\n", -1));
        }
        throw new AssertionError("the configuration is bad, and nobody said so");
    }

    void assertFaults(String... faults) {
        assertThat(faults()).containsExactlyInAnyOrder(faults);
    }
}
