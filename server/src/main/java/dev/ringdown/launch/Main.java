package dev.ringdown.launch;

import dev.ringdown.cli.PublishCommand;
import dev.ringdown.cli.TailCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;

/** The commands of Ringdown. */
@Command(
        name = "./run",
        description = "Ringdown: the always-open line between a communications platform and its web applications.",
        subcommands = {
            ServeCommand.class,
            DemoCommand.class,
            TokenCommand.class,
            PublishCommand.class,
            TailCommand.class,
            LogCommand.class
        },
        mixinStandardHelpOptions = true,
        version = "ringdown 0.1.0-SNAPSHOT")
public final class Main {
    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        CommandLine commands = new CommandLine(new Main())
                .setExpandAtFiles(false) // publish takes @file itself
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Main::tellUsageError);
        System.exit(commands.execute(args));
    }

    private static int tellUsageError(ParameterException error, String[] args) {
        String name = error.getCommandLine().getCommandSpec().qualifiedName();
        error.getCommandLine().getErr().println(name + ": " + error.getMessage() + "; see " + name + " --help");
        return ExitCode.USAGE;
    }
}
