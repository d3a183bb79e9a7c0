package dev.ringdown.cli;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes one event through the HTTP API, as any publisher does. */
@Command(
        name = "publish",
        sortOptions = false,
        header = "Publish one event.",
        customSynopsis = {
            "${COMMAND-FULL-NAME} --key-file=<file> [--url=<url>] TYPE DATA",
            "       ${COMMAND-FULL-NAME} --key-file=<file> [--url=<url>] --cloudevent DATA"
        },
        description = {
            "%nSends an event to the server's internal port and waits until it is stored. Prints its id and sequence, and"
                    + " whether the server knew it already.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  A call of a customer rings:",
            "    ${COMMAND-FULL-NAME} --key-file publisher.key call_ringing \\",
            "        '{\"id\":\"5371e9db-…\",\"customer_id\":\"5013bc52-…\"}'",
            "  The data is in a file:",
            "    ${COMMAND-FULL-NAME} --key-file publisher.key call_hangup @hangup.json",
            "  A whole CloudEvent from another program:",
            "    make-event | ${COMMAND-FULL-NAME} --key-file publisher.key --cloudevent -",
            "%nExit codes: 0 published, 1 refused or no server, 2 wrong arguments."
        })
public final class PublishCommand implements Callable<Integer> {
    private static final Map<Integer, String> HINTS = Map.of(
            401, "is the key one of publish.keys in the server's configuration?",
            403, "the key is known, but may not publish this",
            404, "is --url right? the path is /v1.0/events, on the internal port",
            413, "the server takes events up to 256 KiB unless it is configured otherwise");

    private final StandardStreams streams;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ArgGroup(exclusive = true, multiplicity = "1")
    private PublisherKey key = new PublisherKey();

    @Option(
            names = "--url",
            paramLabel = "<url>",
            defaultValue = "http://127.0.0.1:8081/v1.0/events",
            description = {"Where to publish, http:// or https://. Default:", "${DEFAULT-VALUE}"})
    private URI url = URI.create("");

    @Option(names = "--cloudevent", description = "The JSON is a whole CloudEvent; TYPE is left out, the event has it.")
    private boolean cloudEvent;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this text.")
    boolean help; // only picocli reads it

    @Parameters(
            arity = "1..2",
            paramLabel = "TYPE DATA",
            hideParamSyntax = true,
            description = "The event's type, such as call_created, and its data: a JSON text, @file, or - for standard"
                    + " input.")
    private List<String> arguments = List.of();

    /** For the command line of this process. */
    public PublishCommand() {
        this(StandardStreams.ofProcess());
    }

    PublishCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws InterruptedException {
        HttpRequest request;
        try {
            checkArguments();
            request = request();
        } catch (InvalidArgumentException e) {
            streams.note(e.getMessage() + "; see " + spec.qualifiedName() + " --help");
            return ExitCode.USAGE;
        }
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(Unreachable.PATIENCE)
                .version(HttpClient.Version.HTTP_1_1) // an offer to upgrade to HTTP/2 is of no use for one request
                .build();
        try {
            HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
            return PublishAnswer.read(response).print(streams, HINTS);
        } catch (IOException e) {
            boolean sent = !(e instanceof ConnectException || e instanceof HttpConnectTimeoutException);
            streams.note(new Unreachable(url, e) + (sent ? "; it may have stored the event" : ""));
            return ExitCode.SOFTWARE;
        }
    }

    private void checkArguments() throws InvalidArgumentException {
        int expected = cloudEvent ? 1 : 2;
        if (arguments.size() != expected) {
            throw new InvalidArgumentException("arguments: " + arguments.size()
                    + (cloudEvent ? " (expected: 1, DATA" : " (expected: 2, TYPE and DATA")
                    + ", quoted for the shell)");
        }
        if (!"http".equalsIgnoreCase(url.getScheme()) && !"https".equalsIgnoreCase(url.getScheme())
                || url.getHost() == null) {
            throw new InvalidArgumentException("--url: " + url + " (expected: http://host… or https://host…)");
        }
        if (key.readsStdin() && arguments.get(expected - 1).equals("-")) {
            throw new InvalidArgumentException("--key-file: - and DATA: - (expected: standard input used once)");
        }
    }

    private HttpRequest request() throws InvalidArgumentException {
        JsonArgument json = new JsonArgument(arguments.get(arguments.size() - 1));
        String text = json.read(streams.in());
        String body = cloudEvent ? text : envelope(arguments.get(0), text);
        return HttpRequest.newBuilder(url)
                .timeout(Unreachable.PATIENCE)
                .header("Authorization", key.authorization(streams.in()))
                .header("Content-Type", cloudEvent ? "application/cloudevents+json" : "application/json")
                .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                .build();
    }

    /** The webhook envelope of VoIPBin; the data stays as it was written. */
    private static String envelope(String type, String data) {
        return "{\"type\":" + TextNode.valueOf(type) + ",\"data\":" + data + "}";
    }
}
