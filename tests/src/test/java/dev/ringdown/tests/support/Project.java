package dev.ringdown.tests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where things lie in the working tree. Stateless. */
public final class Project {
    /** The folder of {@code ./run}. */
    public static final Path ROOT = root();

    /** What the tests may write to. */
    public static final Path TARGET = ROOT.resolve("tests/target");

    private Project() {}

    /** A JavaScript or Python client of the tests, such as {@code js/ws-client.js}. */
    public static Path script(String name) {
        return ROOT.resolve("tests/src/test").resolve(name);
    }

    /** The Java client, as an application has it on its class path. */
    public static Path javaClient() {
        return ROOT.resolve("client-java/target/ringdown-client-0.1.0-SNAPSHOT.jar");
    }

    /** An executable of an npm package. */
    public static Path npmExecutable(String name) {
        return ROOT.resolve("tests/npm/node_modules/.bin").resolve(name);
    }

    /** The variables that let {@code node} find the packages of {@code tests/npm}. */
    public static Map<String, String> npmPackages() {
        return Map.of("NODE_PATH", ROOT.resolve("tests/npm/node_modules").toString());
    }

    private static Path root() {
        Path module = Path.of("").toAbsolutePath();
        Path root = Files.exists(module.resolve("run")) ? module : module.getParent();
        if (root == null || !Files.isExecutable(root.resolve("run"))) {
            throw new IllegalStateException("working folder: " + module + " (expected: the project or its tests)");
        }
        return root;
    }

    /** A folder under {@link #TARGET}, made if it is not there. */
    static Path folder(String name) {
        try {
            return Files.createDirectories(TARGET.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + TARGET.resolve(name), e);
        }
    }
}
