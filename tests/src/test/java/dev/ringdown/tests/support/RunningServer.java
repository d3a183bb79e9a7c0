package dev.ringdown.tests.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The gateway as a user starts it: {@code ./run serve} in a process of its own, on free ports of 127.0.0.1.
 *
 * <p>As a static extension it serves the tests of a class; after each of them it checks that no subscriber was sent more
 * than the test has read. By hand ({@link #start}) it serves one test. When it ends it must have logged no error and no
 * leaked buffer. Confined to the test's thread.
 */
public final class RunningServer implements BeforeAllCallback, AfterEachCallback, AfterAllCallback, AutoCloseable {
    /** The credential of the publisher that every server of the tests knows. */
    public static final String PUBLISHER_KEY = "publisher-key-of-the-tests";

    /** The credential of the operator that every server of the tests knows. */
    public static final String ADMIN_KEY = "admin-key-of-the-tests";

    private static final int ENDED_BY_SIGTERM = 143;
    private static final int ENDED_BY_SIGKILL = 137;
    private static final Pattern LISTENING = Pattern.compile("listening public=(http\\S+) internal=(http[^\\s\"]+)");
    private static final Pattern REGRET = Pattern.compile("LEAK:| ERROR |\"level\":\"ERROR\"");
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final List<String> settings;
    private final Path jdk;
    private final Map<String, String> environment;
    private final List<Subscriber> subscribers = new ArrayList<>();
    private final List<RawConnection> connections = new ArrayList<>();
    private @Nullable RunProcess process;
    private boolean terminated;
    private final List<String> options = new ArrayList<>();
    private @Nullable URI publicAddress;
    private @Nullable Publisher publisher;

    private RunningServer(Path jdk, Map<String, String> environment, String... settings) {
        this.jdk = jdk;
        this.environment = environment;
        this.settings = List.of(settings);
    }

    /** To be registered as a static extension; settings are {@code key=value}. */
    public static RunningServer with(String... settings) {
        return new RunningServer(thisJdk(), Map.of(), settings);
    }

    private static Path thisJdk() {
        return Path.of(System.getProperty("java.home"));
    }

    /** Starts a server for one test; settings are {@code key=value}. */
    public static RunningServer start(String... settings) {
        return with(settings).started();
    }

    /** Starts a server for one test with a file of configuration, which it reads again when it is told to. */
    public static RunningServer startWithFile(Path file) {
        RunningServer server = with();
        server.options.addAll(List.of("--config", file.toString(), "--set", "reload.pause=0s"));
        return server.started(RunProcess::runHearingHangup);
    }

    /** Starts a server on this JDK for one test. */
    public static RunningServer startOn(Path jdk) {
        return new RunningServer(jdk, Map.of()).started();
    }

    /** Starts a server to be measured: as {@code ./run serve} starts it for its users, without what the tests' JVMs have to bear. */
    public static RunningServer startAsServed(String... settings) {
        return new RunningServer(thisJdk(), Map.of("JAVA_OPTS", ""), settings).started();
    }

    private RunningServer started() {
        return started(arguments -> RunProcess.run(arguments, jdk, environment));
    }

    private RunningServer started(Function<List<String>, RunProcess> run) {
        List<String> arguments = new ArrayList<>(List.of("serve"));
        for (String setting : List.of(
                "server.host=127.0.0.1",
                "server.port=0",
                "internal.port=0",
                "internal.scrape-interval=0s",
                "server.drain=0s",
                "server.warm-up=0s",
                "log.dir=" + LogFolders.next(),
                "log.min-free=0",
                "auth.jwt.secret=" + TestTokens.SECRET,
                "publish.keys.tests=" + PUBLISHER_KEY,
                "admin.keys.tests=" + ADMIN_KEY)) {
            arguments.addAll(List.of("--set", setting));
        }
        arguments.addAll(options);
        settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        RunProcess started = run.apply(arguments);
        try {
            Matcher listening = LISTENING.matcher(started.out()
                    .take(line -> line.contains("listening public="), Patience.COLD_START)
                    .replace("\\/", "/")); // as JSON may have it
            assertThat(listening.find()).isTrue();
            publicAddress = URI.create(listening.group(1));
            publisher = new Publisher(URI.create(listening.group(2)), PUBLISHER_KEY);
        } catch (AssertionError e) {
            started.close();
            throw new AssertionError(
                    "the server did not start: " + started.err().text(), e);
        }
        process = started;
        return this;
    }

    /** The public port, such as {@code http://127.0.0.1:41234}. */
    public URI publicAddress() {
        return running(publicAddress);
    }

    /** The internal port. */
    public URI internalAddress() {
        return publisher().address();
    }

    /** A publisher whom this server knows. */
    public Publisher publisher() {
        return running(publisher);
    }

    /** An operator whom this server knows. */
    public Operator operator() {
        return new Operator(publisher().withKey(ADMIN_KEY));
    }

    public RunProcess process() {
        return running(process);
    }

    /** The address that clients connect to, without a credential. */
    public String webSocketUrl() {
        return publicAddress().toString().replaceFirst("^http", "ws") + "/v1.0/ws";
    }

    /** The address as VoIPBin's documentation has it, with the token in it. */
    public String webSocketUrl(Agent agent) {
        return webSocketUrl() + "?token=" + agent.token();
    }

    /** The address of an event stream with this query. */
    public String streamUrl(String query) {
        return publicAddress() + "/v1.0/events/stream?" + query;
    }

    /** The same with the token in it. */
    public String streamUrl(Agent agent, String query) {
        return streamUrl(query + "&token=" + agent.token());
    }

    /** Begins a handshake that a test may bend; what it opens is closed after the test. */
    public Handshake handshake() {
        return new Handshake(publicAddress(), connections);
    }

    /** Connects as the seed document has it; the server says nothing unasked. */
    public Subscriber connect(Agent agent) {
        return subscriber(handshake().token(agent.token()).open());
    }

    /** Connects with the subprotocol {@code ringdown.v1}; {@code welcome} is the first message. */
    public Subscriber connectWithNotices(Agent agent) {
        return subscriber(
                handshake().token(agent.token()).offering("ringdown.v1").open());
    }

    /** Speaks messages over an open connection; closed after the test. */
    public Subscriber subscriber(RawWebSocket webSocket) {
        Subscriber subscriber = new Subscriber(webSocket);
        subscribers.add(subscriber);
        return subscriber;
    }

    /** Publishes an event and returns its place; it must be taken. */
    public Publisher.Receipt publish(TestEvent event) {
        return publisher().publish(event);
    }

    /** Tells the process to end, as service managers do, and does not wait. */
    public void terminate() {
        process().signal("TERM");
        terminated = true;
    }

    /** Kills the process, as a crash does, and waits for its end. */
    public void kill() {
        RunProcess killed = process();
        process = null;
        try (killed) {
            closeSubscribers();
            killed.signal("KILL");
            assertThat(killed.awaitEnd().exitCode()).isEqualTo(ENDED_BY_SIGKILL);
        } finally {
            assertNothingToRegret(killed.out());
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        started();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        closeSubscribers();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    private void closeSubscribers() {
        List<Subscriber> closing = List.copyOf(subscribers);
        subscribers.clear();
        try {
            closing.forEach(Subscriber::close);
        } finally {
            connections.forEach(RawConnection::close);
            connections.clear();
        }
    }

    /** Ends the server, and checks that it ends well and has nothing to regret. */
    @Override
    public void close() {
        RunProcess ending = process;
        if (ending == null) {
            return;
        }
        process = null;
        try (ending) {
            closeSubscribers();
            if (!terminated) {
                collectGarbage(ending);
                ending.signal("TERM");
            }
            RunProcess.Result result = ending.awaitEnd();
            assertThat(result.exitCode()).as("exit code after SIGTERM").isEqualTo(ENDED_BY_SIGTERM);
            assertThat(result.err()).isEmpty();
        } finally {
            assertNothingToRegret(ending.out());
        }
    }

    private static void assertNothingToRegret(Lines log) {
        Path file = Project.folder("servers").resolve(COUNT.incrementAndGet() + ".log");
        try {
            Files.writeString(file, log.text(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        assertThat(log.all().stream().filter(REGRET.asPredicate()))
                .as("errors and leaks in %s", file)
                .isEmpty();
    }

    /** Netty notices a leaked buffer when the collector has found it and another buffer is asked for. */
    private void collectGarbage(RunProcess ending) {
        String jcmd = jdk.resolve("bin/jcmd").toString();
        try (RunProcess collecting = RunProcess.start(List.of(jcmd, Long.toString(ending.pid()), "GC.run"), Map.of())) {
            collecting.awaitEnd();
        }
        publisher().get("/livez");
        publisher().get("/livez");
    }

    private static <T> T running(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("the server is not running");
        }
        return part;
    }
}
