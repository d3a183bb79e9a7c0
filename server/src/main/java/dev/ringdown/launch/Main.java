package dev.ringdown.launch;

import dev.ringdown.cli.PublishCommand;
import dev.ringdown.cli.TailCommand;
import dev.ringdown.server.NativeLibraries;
import dev.ringdown.server.Version;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;

/** The commands of Ringdown. */
@Command(
        description = "Ringdown: the always-open line between a communications platform and its web applications.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.BuiltVersion.class)
public final class Main {
    private static final Map<String, Supplier<Object>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("serve", ServeCommand::new);
        COMMANDS.put("demo", DemoCommand::new);
        COMMANDS.put("contact-centre", ContactCentreCommand::new);
        COMMANDS.put("token", TokenCommand::new);
        COMMANDS.put("publish", PublishCommand::new);
        COMMANDS.put("tail", TailCommand::new);
        COMMANDS.put("log", LogCommand::new);
    }

    private Main() {}

    /** What {@code --version} prints. */
    static final class BuiltVersion implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {Version.ofThisBuild().toString()};
        }
    }

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        if (args.length > 0 && (args[0].equals("serve") || args[0].equals("demo"))) {
            NativeLibraries.load();
        }
        System.exit(commands(args).execute(args));
    }

    /** Knows the command that is asked for, or every one if none is: looking at all of them takes longer than one to start. */
    private static CommandLine commands(String[] args) {
        CommandLine commands = new CommandLine(new Main()).setCommandName(Launcher.name());
        Supplier<Object> asked = args.length == 0 ? null : COMMANDS.get(args[0]);
        if (asked == null) {
            COMMANDS.forEach((name, command) -> commands.addSubcommand(name, command.get()));
        } else {
            commands.addSubcommand(args[0], asked.get());
        }
        return commands.setExpandAtFiles(false) // publish takes @file itself
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Main::tellUsageError);
    }

    private static int tellUsageError(ParameterException error, String[] args) {
        String name = error.getCommandLine().getCommandSpec().qualifiedName();
        error.getCommandLine().getErr().println(name + ": " + error.getMessage() + "; see " + name + " --help");
        return ExitCode.USAGE;
    }
}
