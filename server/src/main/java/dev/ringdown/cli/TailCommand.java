package dev.ringdown.cli;

import dev.ringdown.client.ConnectOptions;
import dev.ringdown.client.SubscribeOptions;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows events as they come, one line each, seen through the same door as every web application. */
@Command(
        name = "tail",
        sortOptions = false,
        header = "Show events as they come, one line each.",
        description = {
            "%nSubscribes to topics and prints every event on standard output. Who is connected, what was rejected, and"
                    + " whatever else the server says goes to standard error. A connection that is lost is opened again,"
                    + " and what was missed meanwhile comes then. Ends with Ctrl-C, after --count events, or when the"
                    + " server closes the connection for good.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  Every call that the token may see:",
            "    ${COMMAND-FULL-NAME} --token-file token.txt call",
            "  Who was served from the queues of one customer:",
            "    ${COMMAND-FULL-NAME} --token-file token.txt \\",
            "        customer_id:5013bc52-da9a-11ee-844f-2fa34248de28:queue:queuecall_serviced",
            "  The next ten events as JSON, for another program:",
            "    ${COMMAND-FULL-NAME} --token-file token.txt --json --count 10 call | jq .data",
            "%nExit codes: 0 done, 1 refused or disconnected, 2 wrong arguments, 130 Ctrl-C."
        })
public final class TailCommand implements Callable<Integer> {
    /** Ctrl-C must feel prompt, and the server should see why the connection ended. */
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(1);

    private final StandardStreams streams;
    private final Terminal terminal;
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Credential credential = new Credential();

    @Option(
            names = "--url",
            paramLabel = "<url>",
            defaultValue = "ws://127.0.0.1:8080/v1.0/ws",
            description = {"The endpoint, ws:// or wss://. Default:", "${DEFAULT-VALUE}"})
    private URI url = URI.create("");

    @Option(
            names = "--types",
            paramLabel = "<type>",
            split = ",",
            description = "Only events of these types; a trailing * matches every ending, as in call_*.")
    private List<String> types = List.of();

    @Option(names = "--json", description = "Print the messages as they came, one a line, and never cut.")
    private boolean json;

    @Option(
            names = "--color",
            paramLabel = "auto|always|never",
            defaultValue = "auto",
            converter = ColorMode.Converter.class,
            description = "Colour the lines (default: ${DEFAULT-VALUE}, on a terminal unless NO_COLOR is set).")
    private ColorMode color = ColorMode.AUTO;

    @Option(names = "--count", paramLabel = "<n>", description = "End after so many events.")
    private @Nullable Long count;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this text.")
    boolean help; // only picocli reads it

    @Parameters(
            arity = "1..*",
            paramLabel = "TOPIC",
            description = {
                "What to subscribe to:",
                "call, call:<id>, call:call_hangup, queue:queuecall_*,",
                "agent_id:<id>, customer_id:<id>:call …"
            })
    private List<String> topics = List.of();

    /** For the command line of this process. */
    public TailCommand() {
        this(StandardStreams.ofProcess(), Terminal.ofStandardOutput(System.getenv()), System.getenv());
    }

    TailCommand(StandardStreams streams, Terminal terminal, Map<String, String> environment) {
        this.streams = streams;
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        ConnectOptions options;
        SubscribeOptions how;
        try {
            checkArguments();
            options = credential
                    .addTo(ConnectOptions.to(url), streams.in())
                    .connectTimeout(Unreachable.PATIENCE)
                    .closeTimeout(CLOSE_PATIENCE);
            how = SubscribeOptions.live().types(types.toArray(String[]::new));
        } catch (InvalidArgumentException | IllegalArgumentException e) {
            streams.note(e.getMessage() + "; see " + spec.qualifiedName() + " --help");
            return ExitCode.USAGE;
        }
        TailConnection tail = new TailConnection(streams, printer(), url);
        tail.open(options, topics, how);
        CtrlC ctrlC = CtrlC.runs(tail::close);
        try {
            return tail.awaitExitCode();
        } finally {
            tail.close();
            ctrlC.release();
        }
    }

    private void checkArguments() throws InvalidArgumentException {
        if (!"ws".equalsIgnoreCase(url.getScheme()) && !"wss".equalsIgnoreCase(url.getScheme())
                || url.getHost() == null) {
            throw new InvalidArgumentException("--url: " + url + " (expected: ws://host… or wss://host…)");
        }
        if (count != null && count < 1) {
            throw new InvalidArgumentException("--count: " + count + " (expected: 1 or more)");
        }
    }

    private TailPrinter printer() {
        Function<ReceivedMessage, String> eventFormat;
        if (json) {
            eventFormat = terminal.isInteractive()
                    ? event -> OneLineJson.forTerminal(event.raw())
                    : event -> OneLineJson.of(event.raw());
        } else {
            int maxColumns = terminal.isInteractive() ? terminal.columns() : StyledLine.UNLIMITED;
            eventFormat = new EventLine(ZoneId.systemDefault(), maxColumns, color.isOn(terminal, environment))::render;
        }
        Notice notice = new Notice(ZoneId.systemDefault());
        return new TailPrinter(streams, eventFormat, notice, count == null ? Long.MAX_VALUE : count);
    }
}
