package dev.ringdown.launch;

import picocli.CommandLine.Model.CommandSpec;

/** How a command says that it could not do its work. */
final class Failure {
    private static final int EXIT_CODE = 1;

    private Failure() {}

    /** Prints the message on standard error and gives the exit code. */
    static int tell(CommandSpec spec, String message) {
        spec.commandLine().getErr().println(spec.name() + ": " + message);
        spec.commandLine().getErr().flush();
        return EXIT_CODE;
    }
}
