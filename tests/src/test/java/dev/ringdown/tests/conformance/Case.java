package dev.ringdown.tests.conformance;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * One thing that a document demands, tried in one way.
 *
 * @param document such as {@code RFC 6455}
 * @param section of the document
 * @param demand in its words, which may be shortened
 * @param name what is tried
 */
record Case(String document, String section, String demand, String name, Trial trial) {
    /** Tries it, and throws an {@link AssertionError} if it does not hold. */
    interface Trial {
        void on(Wire wire);
    }

    /** One way to try a demand. */
    record Way(String name, Trial trial) {}

    static Way by(String name, Trial trial) {
        return new Way(name, trial);
    }

    /** The ways in which one demand is tried. */
    static Stream<Case> must(String document, String section, String demand, Way... ways) {
        return Arrays.stream(ways).map(way -> new Case(document, section, demand, way.name(), way.trial()));
    }

    /** Document and section, in a line of the table. */
    String place() {
        return String.format("%-28s %-22s", document, section);
    }

    @Override
    public String toString() {
        return document + " " + section + ": " + name;
    }
}
