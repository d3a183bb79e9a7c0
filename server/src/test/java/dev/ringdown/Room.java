package dev.ringdown;

import java.util.Set;
import java.util.stream.Stream;

/**
 * A row of a table of docs/architecture.md. Immutable.
 *
 * @param house where it is: of a package its module, of a module nothing
 * @param name of a package without {@code dev.ringdown}
 * @param knows the names of those of ours that it may know
 */
record Room(String house, String name, Set<String> knows) {
    Room {
        knows = Set.copyOf(knows);
    }

    Stream<Arrow> arrows() {
        return knows.stream().map(known -> new Arrow(name, known));
    }
}
