package dev.ringdown.tests.conformance;

import java.util.ArrayList;
import java.util.List;

/** The lines of an opening handshake (RFC 6455 section 4.1) that somebody may send, to be bent. Confined to its test. */
final class Opening {
    private final List<String> headers;
    private String method = "GET";
    private String target;
    private String version = "HTTP/1.1";

    Opening(Wire wire) {
        headers = new ArrayList<>(List.of(wire.handshakeLines()));
        target = wire.path();
    }

    Opening method(String other) {
        method = other;
        return this;
    }

    Opening target(String other) {
        target = other;
        return this;
    }

    Opening version(String other) {
        version = other;
        return this;
    }

    Opening without(String name) {
        headers.removeIf(line -> line.startsWith(name + ":"));
        return this;
    }

    /** One line more, be there one of its name already. */
    Opening and(String line) {
        headers.add(line);
        return this;
    }

    /** The line in place of the one of its name. */
    Opening instead(String line) {
        return without(line.substring(0, line.indexOf(':'))).and(line);
    }

    String[] lines() {
        List<String> lines = new ArrayList<>(headers);
        lines.add(0, method + " " + target + " " + version);
        return lines.toArray(String[]::new);
    }
}
