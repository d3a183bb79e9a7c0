package dev.ringdown.bench.report;

/** What a number counts: how people read it, and what the name of a JSON member ends with. */
public enum Unit {
    COUNT("", "", 0),
    PER_SECOND("/s", "_per_second", 0),
    MILLISECONDS("ms", "_ms", 2),
    SECONDS("s", "_seconds", 2),
    MEBIBYTES("MiB", "_mib", 1),
    BYTES("B", "_bytes", 0),
    PERCENT("%", "_percent", 0),
    SECONDS_PER_MILLION("s per million", "_seconds_per_million", 3);

    private final String symbol;
    private final String suffix;
    private final int decimals;

    Unit(String symbol, String suffix, int decimals) {
        this.symbol = symbol;
        this.suffix = suffix;
        this.decimals = decimals;
    }

    String symbol() {
        return symbol;
    }

    String suffix() {
        return suffix;
    }

    int decimals() {
        return decimals;
    }
}
