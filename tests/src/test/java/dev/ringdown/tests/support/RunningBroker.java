package dev.ringdown.tests.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import dev.ringdown.torture.process.ServerCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Debian's RabbitMQ as a process of its own, in a folder of its own and on loopback only. It can be killed and started
 * again with what it had on its disk. As a static extension it serves the tests of a class. Confined to the test's thread.
 */
public final class RunningBroker implements BeforeAllCallback, AfterAllCallback, AutoCloseable {
    private static final String SERVER = "/usr/lib/rabbitmq/bin/rabbitmq-server";

    private final Path folder = LogFolders.next();
    private final int port = freePort();
    private final int distributionPort = freePort();
    private final int mapperPort = freePort();
    private final int tlsPort = freePort();
    private final @Nullable ServerCertificate certificate;
    private @Nullable RunProcess mapper;
    private @Nullable RunProcess process;

    private RunningBroker(@Nullable ServerCertificate certificate) {
        this.certificate = certificate;
    }

    /** To be registered as a static extension, or {@link #started}. */
    public static RunningBroker plain() {
        return new RunningBroker(null);
    }

    /** One that also listens with TLS, and shows this certificate. */
    public static RunningBroker withTls(ServerCertificate certificate) {
        return new RunningBroker(certificate);
    }

    /** The port is known before it listens, so that a gateway can be told of it. */
    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port", e);
        }
    }

    /** Starts it, with what it had before. */
    public RunningBroker started() {
        if (mapper == null) {
            mapper = RunProcess.start(
                    List.of("epmd", "-port", Integer.toString(mapperPort), "-address", "127.0.0.1"), Map.of());
        }
        write("rabbitmq.conf", configuration());
        write("enabled_plugins", "[].");
        process = RunProcess.start(List.of(SERVER), environment());
        awaitConnection();
        return this;
    }

    private String configuration() {
        List<String> lines = new ArrayList<>(List.of(
                "listeners.tcp.1 = 127.0.0.1:" + port,
                "vm_memory_high_watermark.absolute = 512MB",
                "disk_free_limit.absolute = 10MB"));
        if (certificate != null) {
            lines.add("listeners.ssl.1 = 127.0.0.1:" + tlsPort);
            lines.add("ssl_options.certfile = " + certificate.chainFile());
            lines.add("ssl_options.keyfile = " + certificate.keyFile());
        }
        return String.join("\n", lines) + "\n";
    }

    private void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + name, e);
        }
    }

    private Map<String, String> environment() {
        Map<String, String> variables = new HashMap<>();
        variables.put("HOME", folder.toString());
        variables.put("LANG", "C.UTF-8");
        variables.put("ERL_EPMD_ADDRESS", "127.0.0.1");
        variables.put("ERL_EPMD_PORT", Integer.toString(mapperPort));
        variables.put("RABBITMQ_NODENAME", "tests@localhost");
        variables.put("RABBITMQ_DIST_PORT", Integer.toString(distributionPort));
        variables.put("RABBITMQ_CONFIG_FILE", folder.resolve("rabbitmq.conf").toString());
        variables.put("RABBITMQ_MNESIA_BASE", folder.resolve("mnesia").toString());
        variables.put("RABBITMQ_LOG_BASE", folder.resolve("log").toString());
        variables.put(
                "RABBITMQ_ENABLED_PLUGINS_FILE",
                folder.resolve("enabled_plugins").toString());
        variables.put("RABBITMQ_PID_FILE", folder.resolve("pid").toString());
        variables.put("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}");
        variables.put("RUNNING_UNDER_SYSTEMD", "1"); // the broker is the very process, not a child of a shell
        return variables;
    }

    private void awaitConnection() {
        Awaitility.await("the broker listens")
                .atMost(Patience.COLD_START)
                .pollInSameThread()
                .until(() -> {
                    try (Connection connection = connect()) {
                        return connection.isOpen();
                    } catch (IOException | TimeoutException e) {
                        assertThat(running().isAlive())
                                .as(
                                        "the broker runs; it printed:\n%s\n%s",
                                        running().out().text(), running().err().text())
                                .isTrue();
                        return false;
                    }
                });
    }

    /** Where it is, with its credentials. */
    public String uri() {
        return "amqp://guest:guest@127.0.0.1:" + port;
    }

    /** Where it listens with TLS. */
    public String tlsUri() {
        return "amqps://guest:guest@127.0.0.1:" + tlsPort;
    }

    /** Connects as a program beside the gateway does. */
    public Connection connect() throws IOException, TimeoutException {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(port);
        factory.setAutomaticRecoveryEnabled(false);
        return factory.newConnection("tests");
    }

    /** What {@code rabbitmqadmin} would do on a channel of its own. */
    public interface Work<T> {
        T on(Channel channel) throws IOException;
    }

    /** Does something on a channel that is closed afterwards. */
    public <T> T on(Work<T> work) {
        try (Connection connection = connect()) {
            return work.on(connection.createChannel());
        } catch (IOException | TimeoutException e) {
            throw new AssertionError("the broker refuses", e);
        }
    }

    /** How many messages wait in a queue. */
    public long waiting(String queue) {
        return on(channel -> channel.messageCount(queue));
    }

    /** Takes the oldest message out of a queue; it must have one. */
    public GetResponse take(String queue) {
        GetResponse[] taken = new GetResponse[1];
        Awaitility.await("a message in " + queue).atMost(Patience.LIMIT).until(() -> {
            taken[0] = on(channel -> channel.basicGet(queue, true));
            return taken[0] != null;
        });
        return taken[0];
    }

    /** Kills it, as a crash does, and waits for its end. */
    public void kill() {
        try (RunProcess killed = running()) {
            process = null;
            killed.signal("KILL");
            killed.awaitEnd();
        }
    }

    private RunProcess running() {
        if (process == null) {
            throw new IllegalStateException("the broker is not running");
        }
        return process;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        started();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        if (process != null) {
            kill();
        }
        if (mapper != null) {
            mapper.close();
            mapper = null;
        }
    }
}
