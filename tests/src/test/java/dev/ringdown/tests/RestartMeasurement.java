package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.Lines;
import dev.ringdown.tests.support.LogFolders;
import dev.ringdown.tests.support.Numbered;
import dev.ringdown.tests.support.Patience;
import dev.ringdown.tests.support.RestartedClients;
import dev.ringdown.tests.support.RunningServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.RepeatedTest;

/**
 * How long clients are away while a single node is restarted: 100 of each kind, all at once, with a node as {@code ./run serve}
 * starts it and as it is by default, the next one started as soon as the former has ended. Not one of the tests of {@code ./run
 * check}; it runs when it is named: {@code mvn -pl tests -am test -Dtest=RestartMeasurement
 * -Dsurefire.failIfNoSpecifiedTests=false}. It tells how long, and asserts that nothing is missed and that everybody is back.
 */
class RestartMeasurement {
    private static final int TIMES = 3;
    private static final int OF_EACH_KIND = 100;
    private static final int EVENTS = 20;
    private static final Duration AT_MOST = Duration.ofMinutes(1);

    private final Agent admin = Agent.admin();
    private final Numbered calls = new Numbered(admin, "call_updated");
    private final String log = "log.dir=" + LogFolders.next();
    private final int port = freePort();

    @RepeatedTest(TIMES)
    void anEndInGoodOrder() {
        over("SIGTERM", server -> {
            server.terminate();
            server.close();
        });
    }

    @RepeatedTest(TIMES)
    void aCrash() {
        over("SIGKILL", RunningServer::kill);
    }

    private void over(String what, Consumer<RunningServer> end) {
        RunningServer first = server();
        Lines ofTheFirst = first.process().out();
        try (RestartedClients js =
                        RestartedClients.node("client-js", first.webSocketUrl(), admin, OF_EACH_KIND, EVENTS);
                RestartedClients streams = RestartedClients.node(
                        "event-stream", first.streamUrl("topics=call"), admin, OF_EACH_KIND, EVENTS);
                RestartedClients java = RestartedClients.java(first.webSocketUrl(), admin, OF_EACH_KIND, EVENTS)) {
            List<RestartedClients> all = List.of(js, java, streams);
            all.forEach(each -> awaitAll(each::subscribed));
            calls.publish(first, 1, EVENTS / 2);

            long endedMillis = System.currentTimeMillis();
            end.accept(first);
            long goneMillis = System.currentTimeMillis();
            try (RunningServer second = server()) {
                long listeningMillis = System.currentTimeMillis();
                calls.publish(second, EVENTS / 2 + 1, EVENTS / 2);
                all.forEach(each -> awaitAll(each::complete));

                tell(
                        "%s: gone after %d ms, listening after %d ms; what the node said:",
                        what, goneMillis - endedMillis, listeningMillis - endedMillis);
                ofTheFirst.all().forEach(line -> tell("  | %s", line));
                second.process().out().all().forEach(line -> tell("  | %s", line));
                all.forEach(each -> tell(each, endedMillis));
                assertThat(all).allSatisfy(each -> assertThat(each.wrong()).isEmpty());
                assertThat(all)
                        .allSatisfy(each -> assertThat(Arrays.stream(each.subscribedSince(endedMillis))
                                        .boxed())
                                .hasSize(OF_EACH_KIND)
                                .allSatisfy(millis -> assertThat(millis).isLessThan(AT_MOST.toMillis())));
            }
        }
    }

    private static void awaitAll(IntSupplier count) {
        await().atMost(Patience.COLD_START).until(() -> count.getAsInt() >= OF_EACH_KIND);
    }

    /** On its port as it is by default. */
    private RunningServer server() {
        return RunningServer.startAsServed(log, "server.port=" + port, "server.drain=10s", "server.warm-up=2s");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port", e);
        }
    }

    private static void tell(RestartedClients each, long endedMillis) {
        long[] lost = each.lostSince(endedMillis);
        tell(
                "  %-12s disconnected: %s; %d tries in vain",
                each.kind(), quartiles(Arrays.copyOf(lost, OF_EACH_KIND)), lost.length - OF_EACH_KIND);
        tell("  %-12s subscribed again: %s", each.kind(), quartiles(each.subscribedSince(endedMillis)));
    }

    private static String quartiles(long[] sorted) {
        int count = sorted.length;
        return "first %d ms, median %d ms, 90 %% %d ms, last %d ms"
                .formatted(sorted[0], sorted[count / 2], sorted[count * 9 / 10], sorted[count - 1]);
    }

    @SuppressWarnings("SystemOut")
    private static void tell(String format, Object... arguments) {
        System.out.printf(Locale.ROOT, format + "%n", arguments);
    }
}
