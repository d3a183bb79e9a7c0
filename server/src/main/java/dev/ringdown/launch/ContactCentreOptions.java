package dev.ringdown.launch;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How much happens in the simulated contact centre, and to whom. */
final class ContactCentreOptions {
    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "10",
            description = "Events a second over all customers, 0.1 to 5000 (default: ${DEFAULT-VALUE}).")
    private double eventsPerSecond = 10;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The same seed gives the same customers, agents and events (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    /** @param spec of the command that was asked for */
    double eventsPerSecond(CommandSpec spec) {
        if (!(eventsPerSecond >= 0.1 && eventsPerSecond <= 5000)) { // as written, it refuses NaN too
            throw new ParameterException(spec.commandLine(), "--rate: " + eventsPerSecond + " (expected: 0.1 to 5000)");
        }
        return eventsPerSecond;
    }

    long seed() {
        return seed;
    }
}
