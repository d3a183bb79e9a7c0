package dev.ringdown.torture.process;

import dev.ringdown.torture.load.Gateway;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The server under torture: one life after the other, always on the same ports and the same folder. Started and killed
 * by the thread that runs the part; what {@link Gateway} tells is for any thread, and so is {@link #forget}.
 */
public final class ServerProcess implements Gateway {
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final Pattern FAULT_LINE = Pattern.compile("\\bERROR\\b|LEAK:|Exception in thread|AssertionError");

    private final List<String> command;
    private final String name;
    private final String host;
    private final Path output;
    private final int publicPort;
    private final int internalPort;
    private volatile @Nullable Process process;
    private volatile boolean up;
    private final AtomicInteger lives = new AtomicInteger();

    /**
     * @param words the command line up to and including {@code serve}
     * @param settings keys and values, without ports
     * @param output where everything goes that the server prints
     */
    public ServerProcess(List<String> words, Map<String, String> settings, Path output) throws IOException {
        this("the server", "127.0.0.1", words, settings, output);
    }

    /**
     * The same, at an address that may be another's than this process's.
     *
     * @param name how it is called in what is told
     */
    public ServerProcess(String name, String host, List<String> words, Map<String, String> settings, Path output)
            throws IOException {
        this.name = name;
        this.host = host;
        this.output = output;
        try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            publicPort = one.getLocalPort();
            internalPort = other.getLocalPort();
        }
        Map<String, String> all = new TreeMap<>(settings);
        all.put("server.host", host);
        all.put("internal.host", host);
        all.put("server.port", String.valueOf(publicPort));
        all.put("internal.port", String.valueOf(internalPort));
        all.put("internal.scrape-interval", "0s");
        command = new ArrayList<>(words);
        all.forEach((key, value) -> command.addAll(List.of("--set", key + '=' + value)));
    }

    /** Gives it one more setting, from the next life on. */
    public void set(String key, String value) {
        command.addAll(List.of("--set", key + '=' + value));
    }

    /** How it is started. */
    public List<String> command() {
        return List.copyOf(command);
    }

    /**
     * Begins a life; when it returns, the server answers.
     *
     * @throws IOException it does not
     */
    public void start() throws IOException, InterruptedException {
        Process begun = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
        process = begun;
        long deadlineNanos = System.nanoTime() + START_NANOS;
        while (status("/livez") != 200) {
            if (!begun.isAlive()) {
                throw new IOException(
                        "the server ended with " + begun.exitValue() + " while it started; see " + output);
            }
            if (System.nanoTime() - deadlineNanos > 0) {
                throw new IOException("the server does not answer 60 s after it was started; see " + output);
            }
            Thread.sleep(50);
        }
        up = true;
    }

    /** The status of an internal address, -1 without an answer. */
    public int status(String path) {
        return status(path, 5_000);
    }

    /** The same, of who answers within so many milliseconds. */
    public int status(String path, int timeoutMillis) {
        try {
            HttpURLConnection connection = (HttpURLConnection) address(path).openConnection();
            connection.setConnectTimeout(Math.min(2_000, timeoutMillis));
            connection.setReadTimeout(timeoutMillis);
            int status = connection.getResponseCode();
            connection.disconnect();
            return status;
        } catch (IOException e) {
            return -1;
        }
    }

    /** What an internal address answers, whatever the status; the reason of the failure without an answer. */
    public String text(String path) {
        try {
            HttpURLConnection connection = (HttpURLConnection) address(path).openConnection();
            connection.setConnectTimeout(2_000);
            connection.setReadTimeout(5_000);
            try (InputStream body =
                    connection.getResponseCode() < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                return new String(body.readAllBytes(), StandardCharsets.UTF_8).strip();
            }
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** The sum of a counter of {@code /metrics} in this life, 0 if there is none. */
    public long counted(String name) {
        try (InputStream body = address("/metrics").openStream()) {
            return (long) new String(body.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(name + ' ') || line.startsWith(name + '{'))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }

    private URL address(String path) throws IOException {
        return URI.create("http://" + host + ':' + internalPort + path).toURL();
    }

    /** Whether the process is there, as it should be while {@link #isUp}. */
    public boolean isAlive() {
        Process current = process;
        return current != null && current.isAlive();
    }

    /** Of its process, in this life. */
    public long pid() {
        Process current = process;
        if (current == null) {
            throw new IllegalStateException("the server has not been started");
        }
        return current.pid();
    }

    /** Ends a life by SIGKILL. */
    public void kill() throws InterruptedException {
        Process current = process;
        if (current != null) {
            up = false;
            lives.incrementAndGet();
            current.destroyForcibly().waitFor();
        }
    }

    /** Kills it without waiting, for the end of this process; any thread. */
    public void forget() {
        Process current = process;
        if (current != null) {
            current.destroyForcibly();
        }
    }

    /** Ends it by SIGTERM; returns whether it took less than 30 s. */
    public boolean stop() throws InterruptedException {
        Process current = process;
        if (current == null) {
            return true;
        }
        up = false;
        lives.incrementAndGet();
        current.destroy();
        boolean ended = current.waitFor(30, TimeUnit.SECONDS);
        if (!ended) {
            current.destroyForcibly().waitFor();
        }
        return ended;
    }

    /** Lines of its output that tell of a bug. */
    public List<String> faultLines() throws IOException {
        if (!Files.exists(output)) {
            return List.of();
        }
        try (var lines = Files.lines(output)) {
            return lines.filter(line -> FAULT_LINE.matcher(line).find())
                    .limit(5)
                    .toList();
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String host() {
        return host;
    }

    @Override
    public boolean isDisturbed() {
        return false; // what is done to it is done to its process
    }

    @Override
    public int publicPort() {
        return publicPort;
    }

    @Override
    public int internalPort() {
        return internalPort;
    }

    @Override
    public boolean isUp() {
        return up;
    }

    @Override
    public int lives() {
        return lives.get();
    }
}
