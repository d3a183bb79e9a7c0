package dev.ringdown.bench.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A server that is started to be measured, with a log of its own that is removed with it. */
public final class ServerProcess implements AutoCloseable {
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final String TOKEN_SECRET = "a secret of the bench, long enough for HS256";
    private static final String PUBLISHER_KEY = "the-bench-may-publish";

    private final Path folder;
    private final Process process;
    private final Target target;

    private ServerProcess(Path folder, Process process, Target target) {
        this.folder = folder;
        this.process = process;
        this.target = target;
    }

    /**
     * Starts one; when it returns, the server answers.
     *
     * @param words the command line up to and including {@code serve}
     * @param cpu on which it runs, or {@link Pinning#NONE}
     * @param settings keys and values that override what the bench sets
     */
    public static ServerProcess start(List<String> words, String cpu, Map<String, String> settings)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("ringdown-bench-");
        int publicPort;
        int internalPort;
        try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            publicPort = one.getLocalPort();
            internalPort = other.getLocalPort();
        }
        Map<String, String> all = new TreeMap<>(defaults(folder));
        all.put("server.port", String.valueOf(publicPort));
        all.put("internal.port", String.valueOf(internalPort));
        all.putAll(settings);
        List<String> command = new ArrayList<>(Pinning.prefix(cpu));
        command.addAll(words);
        all.forEach((key, value) -> command.addAll(List.of("--set", key + '=' + value)));
        Process begun = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile())
                .start();
        Target target = new Target(
                new InetSocketAddress("127.0.0.1", publicPort),
                new InetSocketAddress("127.0.0.1", internalPort),
                TOKEN_SECRET,
                PUBLISHER_KEY,
                begun.pid());
        ServerProcess server = new ServerProcess(folder, begun, target);
        try {
            server.awaitAnswer();
        } catch (IOException e) {
            String said = server.output();
            server.close();
            throw new IOException(e.getMessage() + "; it printed:\n" + said, e);
        }
        return server;
    }

    /** Limits that do not bite, and an end without a drain. */
    private static Map<String, String> defaults(Path folder) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("server.host", "127.0.0.1");
        settings.put("server.drain", "0s");
        settings.put("auth.jwt.secret", TOKEN_SECRET);
        settings.put("publish.keys.bench", PUBLISHER_KEY);
        settings.put("log.dir", folder.resolve("log").toString());
        settings.put("log.sync", "interval");
        for (String counted : List.of("", "-per-address", "-per-identity", "-per-customer")) {
            settings.put("limits.connections" + counted, "1000000");
        }
        settings.put("limits.handshakes", "100000");
        settings.put("limits.authentications", "100000");
        settings.put("limits.read-requests", "100000");
        return settings;
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        long deadlineNanos = System.nanoTime() + START_NANOS;
        while (!isReady()) {
            if (!process.isAlive()) {
                throw new IOException("the server ended with " + process.exitValue() + " while it started");
            }
            if (System.nanoTime() - deadlineNanos > 0) {
                throw new IOException("the server does not answer 60 s after it was started");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private boolean isReady() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) address(target, "/readyz").toURL().openConnection();
            connection.setConnectTimeout(2_000);
            connection.setReadTimeout(5_000);
            int status = connection.getResponseCode();
            connection.disconnect();
            return status == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static URI address(Target target, String path) {
        return URI.create("http://" + target.internal().getHostString() + ':'
                + target.internal().getPort() + path);
    }

    /**
     * The sum of a metric of {@code /metrics}, over all lines that contain {@code label}; 0 if there is none.
     */
    public static double metric(Target target, String name, String label) throws IOException {
        try (InputStream body = address(target, "/metrics").toURL().openStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(name + ' ') || line.startsWith(name + '{'))
                    .filter(line -> line.contains(label))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        }
    }

    /** Lets a JVM collect its garbage, by the jcmd beside the java that runs it. */
    public static void collectGarbage(String java, long pid) throws IOException, InterruptedException {
        String jcmd = Path.of(java).resolveSibling("jcmd").toString();
        Process process = new ProcessBuilder(jcmd, String.valueOf(pid), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("cannot collect garbage: " + jcmd + " failed");
        }
    }

    public Target target() {
        return target;
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("server.log"));
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try (var paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot remove " + path, e);
                }
            });
        }
    }
}
