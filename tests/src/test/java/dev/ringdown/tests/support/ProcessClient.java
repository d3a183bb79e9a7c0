package dev.ringdown.tests.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A client that is a program: it sends the lines that it reads and prints the messages that it gets. */
public final class ProcessClient implements Client {
    /** Debian's, whose packages another python on the PATH would not find. */
    private static final String PYTHON = "/usr/bin/python3";

    private final RunProcess process;
    private final Shape shape;

    /** @param command with the address, which may ask for a shape */
    private ProcessClient(String... command) {
        shape = Shape.of(String.join(" ", command));
        process = RunProcess.start(List.of(command), Project.npmPackages());
    }

    /** npm's {@code ws}. */
    public static ProcessClient ws(String url) {
        return new ProcessClient("node", Project.script("js/ws-client.js").toString(), url).connected("connected");
    }

    /** npm's {@code wscat}, which does not say that it is connected: the welcome shows it. */
    public static ProcessClient wscat(String url) {
        ProcessClient client = new ProcessClient(
                Project.npmExecutable("wscat").toString(), "--connect", url, "--subprotocol", "ringdown.v1");
        assertThat(client.next()).startsWith("{\"type\":\"welcome\"");
        return client;
    }

    /** Debian's python3-websocket. */
    public static ProcessClient pythonWebsocket(String url) {
        return new ProcessClient(
                        PYTHON, Project.script("python/websocket_client.py").toString(), url)
                .connected("connected");
    }

    /** Debian's python3-websockets. */
    public static ProcessClient pythonWebsockets(String url) {
        return new ProcessClient(
                        PYTHON, Project.script("python/websockets_client.py").toString(), url)
                .connected("connected");
    }

    /** A page in headless Chromium; the server must answer with this subprotocol, empty for none. */
    public static ProcessClient browser(String page, String url, String expectedSubprotocol, String... offered) {
        List<String> command = new ArrayList<>(
                List.of("node", Project.script("js/browser-client.js").toString(), page, url));
        command.addAll(List.of(offered));
        return new ProcessClient(command.toArray(String[]::new))
                .connected("connected " + expectedSubprotocol, Patience.COLD_START);
    }

    /** A page in headless Chromium that the server does not let in. */
    public static ProcessClient refusedBrowser(String page, String url) {
        return new ProcessClient("node", Project.script("js/browser-client.js").toString(), page, url);
    }

    private ProcessClient connected(String line) {
        return connected(line, Patience.LIMIT);
    }

    private ProcessClient connected(String line, Duration patience) {
        try {
            assertThat(process.out().take(patience)).isEqualTo(line);
            return this;
        } catch (AssertionError e) {
            process.close();
            throw new AssertionError("not connected: " + process.err().text(), e);
        }
    }

    @Override
    public void send(String text) {
        Contract.assertClientMessage(text);
        process.type(text);
    }

    /** Prompts, which wscat prints even to a pipe, are left out. */
    @Override
    public String next() {
        String line = process.out().take().replaceFirst("^(> )+", "");
        if (line.startsWith("{")) {
            shape.assertServerMessage(line);
        }
        return line;
    }

    @Override
    public void close() {
        try (process) {
            process.endInput();
            RunProcess.Result result = process.awaitEnd();
            assertThat(result.exitCode()).as("exit code, %s", result.err()).isZero();
        }
    }

    /** The client says how the connection ended. */
    public void closeAndExpect(int code) {
        process.endInput();
        assertThat(next()).isEqualTo("closed " + code);
        close();
    }
}
