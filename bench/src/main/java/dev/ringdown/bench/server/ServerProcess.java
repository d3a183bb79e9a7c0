package dev.ringdown.bench.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that is started to be measured, with a log of its own that is removed with it. */
public final class ServerProcess implements AutoCloseable {
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)\\s*$");

    /** What the collector fills gaps with is nobody's. */
    private static final Pattern FILLER =
            Pattern.compile("(?m)^\\s*\\d+:\\s+\\d+\\s+(\\d+)\\s+\\S*jdk\\.internal\\.vm\\.Filler\\S*");

    private static final String TOKEN_SECRET = "a secret of the bench, long enough for HS256";
    private static final String PUBLISHER_KEY = "the-bench-may-publish";

    private final Daemon daemon;
    private final Target target;

    private ServerProcess(Daemon daemon, Target target) {
        this.daemon = daemon;
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
        Path folder = Daemon.newFolder();
        Ports ports = Ports.free();
        Map<String, String> all = new TreeMap<>(defaults(folder));
        all.put("server.port", String.valueOf(ports.open().getPort()));
        all.put("internal.port", String.valueOf(ports.internal().getPort()));
        all.put("internal.scrape-interval", "0s");
        all.putAll(settings);
        List<String> command = new ArrayList<>(words);
        all.forEach((key, value) -> command.addAll(List.of("--set", key + '=' + value)));
        Daemon begun = Daemon.start(folder, cpu, command, () -> isReady(ports.internal()));
        return new ServerProcess(
                begun, new Target(ports.open(), ports.internal(), TOKEN_SECRET, PUBLISHER_KEY, begun.pid()));
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
        settings.put("limits.connects-per-minute", "10000000");
        settings.put("limits.handshakes", "100000");
        settings.put("limits.handshakes-per-address", "100000");
        settings.put("limits.authentications", "100000");
        settings.put("limits.read-requests", "100000");
        return settings;
    }

    private static boolean isReady(InetSocketAddress internal) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) address(internal, "/readyz").toURL().openConnection();
        connection.setConnectTimeout(2_000);
        connection.setReadTimeout(5_000);
        int status = connection.getResponseCode();
        connection.disconnect();
        return status == 200;
    }

    private static URI address(InetSocketAddress internal, String path) {
        return URI.create("http://" + internal.getHostString() + ':' + internal.getPort() + path);
    }

    /**
     * The sum of a metric of {@code /metrics}, over all lines that contain {@code label}; 0 if there is none.
     */
    public static double metric(Target target, String name, String label) throws IOException {
        try (InputStream body = address(target.internal(), "/metrics").toURL().openStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(name + ' ') || line.startsWith(name + '{'))
                    .filter(line -> line.contains(label))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        }
    }

    /**
     * The bytes of all objects of a JVM that are alive, by the jcmd beside the java that runs it: they are counted one by one, which
     * the memory pools of a JVM are not.
     */
    public static double liveHeap(String java, long pid) throws IOException, InterruptedException {
        String jcmd = Path.of(java).resolveSibling("jcmd").toString();
        Process process = new ProcessBuilder(jcmd, String.valueOf(pid), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher total = TOTAL.matcher(printed);
        if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0 || !total.find()) {
            throw new IOException("cannot count what is alive: " + jcmd + " failed: " + printed);
        }
        return Double.parseDouble(total.group(1))
                - FILLER.matcher(printed)
                        .results()
                        .mapToDouble(filler -> Double.parseDouble(filler.group(1)))
                        .sum();
    }

    public Target target() {
        return target;
    }

    @Override
    public void close() throws IOException {
        daemon.close();
    }
}
