package dev.ringdown.cli;

import static java.util.Objects.requireNonNull;

import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;

/**
 * One WebSocket connection, from its first message to its end. The next message is asked for when the last one is
 * printed: a slow terminal slows the server down, and nothing piles up here.
 *
 * <p>The listener's methods are called by the WebSocket, one at a time; {@link #awaitExitCode} and {@link #close} may be
 * called from any other thread.
 */
final class TailConnection implements WebSocket.Listener {
    /** Asks for a reply; it comes back in it. */
    static final String SUBSCRIBE_ID = "1";

    static final int MAX_MESSAGE_CHARS = 16 * 1024 * 1024;

    private static final int CLOSED_WITHOUT_FRAME = 1006; // RFC 6455 section 7.1.5

    private final StandardStreams streams;
    private final TailPrinter printer;
    private final Duration closePatience;
    private final StringBuilder partial = new StringBuilder();
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();

    /** Set when we have enough: what still comes is read, so that the close frame gets through, but not shown. */
    private volatile boolean finished;

    /**
     * @param closePatience how long the server has to answer a close frame before the line is cut
     */
    TailConnection(StandardStreams streams, TailPrinter printer, Duration closePatience) {
        this.streams = requireNonNull(streams, "streams");
        this.printer = requireNonNull(printer, "printer");
        this.closePatience = requireNonNull(closePatience, "closePatience");
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence text, boolean last) {
        if (!finished) {
            receive(text, last);
        }
        webSocket.request(1);
        return null;
    }

    private void receive(CharSequence text, boolean last) {
        if (text.length() > MAX_MESSAGE_CHARS - partial.length()) {
            streams.note("message: more than " + MAX_MESSAGE_CHARS + " characters (expected: far fewer), giving up");
            finish(ExitCode.SOFTWARE);
            return;
        }
        partial.append(text);
        if (last) {
            String message = partial.toString();
            partial.setLength(0);
            switch (printer.print(message)) {
                case DONE -> finish(ExitCode.OK);
                case REFUSED -> finish(ExitCode.SOFTWARE);
                case RUNNING -> {}
            }
        }
    }

    private void finish(int code) {
        finished = true;
        exitCode.complete(code);
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        lost(
                statusCode == CLOSED_WITHOUT_FRAME
                        ? "the connection broke off (no close frame came)"
                        : "closed by the server: " + statusCode + " " + reason);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        lost("the connection broke off: " + error.getMessage());
    }

    private void lost(String how) {
        if (!finished) {
            streams.note(TerminalText.escape(how));
            finish(ExitCode.SOFTWARE);
        }
        ended.complete(null);
    }

    /** Waits until there is nothing more to do, and returns the exit code. */
    int awaitExitCode() throws InterruptedException {
        try {
            return exitCode.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody fails this future", e);
        }
    }

    /** Closes with 1000 and gives the server a moment to answer; does nothing if the connection has ended. */
    void close(WebSocket webSocket) {
        finished = true;
        if (ended.isDone()) {
            return;
        }
        try {
            webSocket
                    .sendClose(WebSocket.NORMAL_CLOSURE, "")
                    .thenCombine(ended, (sent, nothing) -> sent)
                    .get(closePatience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            webSocket.abort(); // the peer is gone or silent, and the user waits
        } catch (InterruptedException e) {
            webSocket.abort();
            Thread.currentThread().interrupt();
        }
    }
}
