package dev.ringdown.cli;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows events as they come, one line each, seen through the same door as every web application. */
@Command(
        name = "tail",
        sortOptions = false,
        header = "Show events as they come, one line each.",
        description = {
            "%nSubscribes to topics and prints every event on standard output. Who is connected, what was rejected, and"
                    + " whatever else the server says goes to standard error. Ends with Ctrl-C, after --count events, or"
                    + " when the server closes the connection.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  Every call that the token may see:",
            "    ./run tail --token-file token.txt call",
            "  What was served from the queues of one customer:",
            "    ./run tail --token-file token.txt --types queuecall_serviced \\",
            "        customer_id:5013bc52-da9a-11ee-844f-2fa34248de28:queuecall",
            "  The next ten events as JSON, for another program:",
            "    ./run tail --token-file token.txt --json --count 10 call | jq .data",
            "%nExit codes: 0 done, 1 refused or disconnected, 2 wrong arguments, 130 Ctrl-C."
        })
public final class TailCommand implements Callable<Integer> {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SUBPROTOCOL = "ringdown.v1";

    /** Ctrl-C must feel prompt, and the server should see why the connection ended. */
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(1);

    private static final Map<Integer, String> HINTS = Map.of(
            401, "is the token complete, and not expired? ./run token makes one for development",
            403, "the credential is fine, but its owner may not connect here",
            404, "is --url right? the path of the endpoint is /v1.0/ws");

    private final StandardStreams streams;
    private final Terminal terminal;
    private final Map<String, String> environment;

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
            description = {"What to subscribe to:", "call, call:<id>, agent_id:<id>, customer_id:<id>:call …"})
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
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Unreachable.PATIENCE).build();
        WebSocket.Builder handshake =
                client.newWebSocketBuilder().subprotocols(SUBPROTOCOL).connectTimeout(Unreachable.PATIENCE);
        URI target;
        try {
            checkArguments();
            target = credential.target(url);
            credential.authorize(handshake, streams.in());
        } catch (InvalidArgumentException e) {
            streams.note(e.getMessage() + "; see ./run tail --help");
            return ExitCode.USAGE;
        }
        return tail(handshake, target);
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

    private int tail(WebSocket.Builder handshake, URI target) throws InterruptedException {
        TailConnection connection = new TailConnection(streams, printer(), CLOSE_PATIENCE);
        WebSocket webSocket;
        try {
            webSocket = handshake.buildAsync(target, connection).get();
            webSocket.sendText(subscribeMessage(), true).get();
        } catch (ExecutionException e) {
            explain(requireNonNullElse(e.getCause(), e), target);
            return ExitCode.SOFTWARE;
        }
        CtrlC ctrlC = CtrlC.runs(() -> connection.close(webSocket));
        try {
            return connection.awaitExitCode();
        } finally {
            connection.close(webSocket);
            ctrlC.release();
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

    private String subscribeMessage() {
        ObjectNode message = JSON.createObjectNode().put("type", "subscribe");
        topics.forEach(message.putArray("topics")::add);
        message.put("id", TailConnection.SUBSCRIBE_ID);
        if (!types.isEmpty()) {
            types.forEach(message.putArray("types")::add);
        }
        return message.toString();
    }

    private void explain(Throwable failure, URI target) {
        if (failure instanceof WebSocketHandshakeException e && e.getResponse() != null) {
            Object body = e.getResponse().body();
            Refusal refusal = Refusal.of(e.getResponse(), body == null ? "" : body.toString());
            streams.note(Unreachable.withoutQuery(target) + " answered " + refusal);
            String hint = refusal.status() < 400
                    ? "is --url right? what answers there is no WebSocket"
                    : HINTS.getOrDefault(refusal.status(), refusal.whenToRetry());
            if (!hint.isEmpty()) {
                streams.note(hint);
            }
        } else {
            streams.note(new Unreachable(target, failure).toString());
        }
    }
}
