package dev.ringdown.tests.conformance;

/** A port of the gateway, and something there that may be asked for without more. */
enum Side {
    PUBLIC("/v1.0/schemas/ping.json", ", public port"),
    INTERNAL("/livez", ", internal port");

    final String path;

    /** What tells its cases from those of the other one. */
    final String suffix;

    Side(String path, String suffix) {
        this.path = path;
        this.suffix = suffix;
    }
}
