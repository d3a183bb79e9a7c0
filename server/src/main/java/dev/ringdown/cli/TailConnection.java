package dev.ringdown.cli;

import static java.util.Objects.requireNonNull;

import dev.ringdown.client.ConnectOptions;
import dev.ringdown.client.Connection;
import dev.ringdown.client.Event;
import dev.ringdown.client.Ringdown;
import dev.ringdown.client.State;
import dev.ringdown.client.SubscribeOptions;
import dev.ringdown.client.Subscription;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;

/**
 * A connection as a person follows it, from the attempt to open it to the reason to give up. The next messages are read when
 * the last ones are printed: a slow terminal slows the server down, and nothing piles up here.
 *
 * <p>What comes is printed on the client's thread; {@link #awaitExitCode} and {@link #close} may be called on any other.
 */
final class TailConnection {
    private static final int CLOSED_WITHOUT_FRAME = 1006; // RFC 6455 section 7.1.5

    private static final Map<Integer, String> HINTS = Map.of(
            401, "is the token complete, and not expired? the command token makes one for development",
            403, "the credential is fine, but its owner may not connect here",
            404, "is --url right? the path of the endpoint is /v1.0/ws");

    private final StandardStreams streams;
    private final TailPrinter printer;
    private final URI target;
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private @Nullable Connection connection; // null before it is opened

    /** Completed when no topic was accepted: no event will ever come. */
    private CompletableFuture<Integer> refused = new CompletableFuture<>();

    // The client's thread
    private boolean isConnected;
    private boolean wasConnected;

    /** Set when we have enough: what still comes is read, so that the close frame gets through, but not shown. */
    private volatile boolean finished;

    /** @param target for messages; its query is not shown */
    TailConnection(StandardStreams streams, TailPrinter printer, URI target) {
        this.streams = requireNonNull(streams, "streams");
        this.printer = requireNonNull(printer, "printer");
        this.target = requireNonNull(target, "target");
    }

    void open(ConnectOptions options, List<String> topics, SubscribeOptions how) {
        connection = Ringdown.connect(options, opening -> {
            opening.onState(this::onState);
            opening.onControlMessage(this::onControlMessage);
            opening.onUnmatched(
                    this::onEvent); // of a newer server: it came for these topics, of which there are no others
            Subscription subscription = opening.subscribe(topics, how, this::onEvent);
            refused = subscription
                    .ready()
                    .handle((begun, ended) -> ended == null && begun.topics().isEmpty()) // its end the state explains
                    .thenCompose(nothingLeft -> nothingLeft
                            ? CompletableFuture.completedFuture(ExitCode.SOFTWARE)
                            : new CompletableFuture<>());
        });
    }

    private void onEvent(Event event) {
        if (!finished && printer.printEvent(event.json())) {
            finish(ExitCode.OK);
        }
    }

    private void onControlMessage(String text) {
        if (!finished) {
            printer.printNotice(text);
        }
    }

    private void onState(State state) {
        if (!finished && state.phase() == State.Phase.DISCONNECTED) {
            explain(state);
            if (state.isEnd() || !wasConnected) {
                finish(ExitCode.SOFTWARE);
            } else if (state.retryIn() != null) {
                streams.note("connecting again in " + state.retryIn().toMillis() + " ms");
            }
        }
        isConnected = state.isConnected();
        wasConnected |= isConnected;
    }

    private void explain(State state) {
        Throwable failure = state.failure();
        if (isConnected) {
            String how = state.code() == CLOSED_WITHOUT_FRAME
                    ? "the connection broke off: " + state.reason()
                    : "closed by the server: " + state.code() + " " + state.reason();
            streams.note(TerminalText.escape(how));
        } else if (failure instanceof WebSocketHandshakeException e && e.getResponse() != null) {
            explain(e.getResponse());
        } else if (failure != null) {
            streams.note(new Unreachable(target, failure).toString());
        } else {
            streams.note(TerminalText.escape("cannot connect to " + Unreachable.withoutQuery(target) + ": "
                    + state.code() + " " + state.reason()));
        }
    }

    private void explain(HttpResponse<?> answer) {
        Object body = answer.body();
        Refusal refusal = Refusal.of(answer, body == null ? "" : body.toString());
        streams.note(Unreachable.withoutQuery(target) + " answered " + refusal);
        String hint = refusal.status() < 400
                ? "is --url right? what answers there is no WebSocket"
                : HINTS.getOrDefault(refusal.status(), refusal.whenToRetry());
        if (!hint.isEmpty()) {
            streams.note(hint);
        }
    }

    private void finish(int code) {
        finished = true;
        exitCode.complete(code);
    }

    /** Waits until there is nothing more to do, and returns the exit code. */
    int awaitExitCode() throws InterruptedException {
        try {
            return exitCode.applyToEither(refused, code -> code).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody fails this future", e);
        }
    }

    /** Closes with 1000 and gives the server a moment to answer; does nothing if the connection has ended. */
    void close() {
        finished = true;
        if (connection != null) {
            connection.close();
        }
    }
}
