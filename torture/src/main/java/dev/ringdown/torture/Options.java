package dev.ringdown.torture;

import java.util.List;

/**
 * What a run is made of. Immutable.
 *
 * @param eventsPerSecond of all publishers together
 * @param parts those that run
 * @param server the command line that starts the server
 * @param keep whether the data folders stay, also if nothing failed
 */
record Options(
        long seed,
        int seconds,
        int customers,
        int clients,
        int publishers,
        int eventsPerSecond,
        List<Part> parts,
        boolean keep,
        List<String> server) {
    Options {
        parts = List.copyOf(parts);
        server = List.copyOf(server);
    }

    /** What starts the same run again, as far as the seed decides it. */
    String command() {
        StringBuilder command = new StringBuilder("./run torture --seed " + seed + " --seconds " + seconds
                + " --customers " + customers + " --clients " + clients + " --publishers " + publishers + " --rate "
                + eventsPerSecond);
        if (parts.size() < Part.values().length) {
            parts.forEach(part -> command.append(" --part ").append(part));
        }
        return command.toString();
    }
}
