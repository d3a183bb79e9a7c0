package dev.ringdown.torture.apart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.ringdown.torture.abuse.AttackReport;
import dev.ringdown.torture.abuse.Scenario;
import dev.ringdown.torture.abuse.scenarios.Scenarios;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Attackers in a process of their own, against a server that answers no host but its own. */
class ApartAttackersTest {
    /** Hardly any, so that a machine that does other things does not make them wait. */
    private static final int NICE = 1;

    private static final Scenario FOREIGN_HOST = Scenarios.named("B8");

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private ApartAttackers attackers;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            boolean ours = exchange.getRequestHeaders().getFirst("Host").startsWith("127.0.0.1");
            byte[] body = "ringdown_limits_reached_total{limit=\"limits.frames\"} 1.0\n".getBytes(UTF_8);
            exchange.sendResponseHeaders(ours ? 200 : 421, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        int port = server.getAddress().getPort();
        attackers = new ApartAttackers(
                new Whereabouts(
                        port, port, "a secret", "a key", ProcessHandle.current().pid(), null, "nothing-is-printed"),
                NICE);
    }

    @AfterEach
    void stop() throws InterruptedException {
        attackers.end();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void theyAttackAsLongAsTheyAreTold() throws IOException, InterruptedException {
        AtomicInteger asked = new AtomicInteger();

        attackers.attack(FOREIGN_HOST, () -> asked.incrementAndGet() < 3);
        AttackReport report = attackers.report();
        attackers.leave();

        assertThat(asked).hasValue(3);
        assertThat(report.faults()).isEmpty();
        assertThat(report.attackers()).isBetween(1, 4);
        assertThat(report.strength().connections()).isEqualTo(4);
        assertThat(report.strength().bytes()).isGreaterThan(4 * 40);
        assertThat(report.strength().seconds()).isPositive();
    }

    @Test
    void anotherAttackIsNotEndedByWhatWasSaidToTheFirst() throws IOException, InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        attackers.attack(FOREIGN_HOST, () -> false);
        attackers.leave();

        attackers.attack(FOREIGN_HOST, () -> asked.incrementAndGet() < 3);

        assertThat(asked).hasValue(3);
    }

    @Test
    void theyStandBackByAsMuchAsTheyAreTold() throws IOException, InterruptedException {
        attackers.attack(FOREIGN_HOST, () -> false); // it has started

        assertThat(niceOf(process())).isEqualTo(niceOf(ProcessHandle.current()) + NICE);
    }

    /** From proc(5): what stands behind the name, which may have spaces, begins with the third field. */
    private static int niceOf(ProcessHandle process) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        String afterName = stat.substring(stat.lastIndexOf(')') + 2);
        return Integer.parseInt(afterName.split(" ", -1)[16]);
    }

    @Test
    void whatCannotBePlayedIsTold() {
        Scenario unknown = Scenario.of("no-such-scenario", "nobody does nothing", attack -> {});

        assertThatThrownBy(() -> attackers.attack(unknown, () -> true))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no-such-scenario");
    }

    @Test
    void aProcessThatEndsIsTold() {
        process().destroyForcibly();

        assertThatThrownBy(() -> attackers.attack(FOREIGN_HOST, () -> true)).isInstanceOf(IOException.class);
    }

    private static ProcessHandle process() {
        return ProcessHandle.current()
                .children()
                .filter(ProcessHandle::isAlive)
                .findFirst()
                .orElseThrow();
    }
}
