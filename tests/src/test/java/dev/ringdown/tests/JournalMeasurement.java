package dev.ringdown.tests;

import static org.awaitility.Awaitility.await;

import dev.ringdown.kafka.KafkaCluster;
import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.LogFolders;
import dev.ringdown.tests.support.Patience;
import dev.ringdown.tests.support.Publisher;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.TestEvent;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * How long a publisher waits for its answer while so many single events come in a second, from when each was due: of a node alone,
 * and of one on a journal. No test, so it runs only when it is named: {@code mvn -pl tests -am test -Dtest=JournalMeasurement
 * -Dsurefire.failIfNoSpecifiedTests=false}. It tells, and asserts nothing. {@code -Dringdown.journal.brokers=3} is with three,
 * {@code -Dringdown.journal.set=journal.kafka.flush-messages=1} with another setting.
 */
class JournalMeasurement {
    private static final int BROKERS = Integer.getInteger("ringdown.journal.brokers", 1);
    private static final String SET = System.getProperty("ringdown.journal.set", "journal.kafka.flush-messages=0");
    private static final int WARM_UP_SECONDS = 30;
    private static final int SECONDS = 20;

    /** Requests under way; who has to wait for one to end is counted from when it was due. */
    private final Semaphore underWay = new Semaphore(64);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Agent admin = Agent.admin();

    @Test
    void howLongAPublisherWaits() throws Exception {
        try (RunningServer alone = RunningServer.startAsServed()) {
            measure("alone", alone);
        }
        try (KafkaCluster kafka = KafkaCluster.start(BROKERS, LogFolders.next(), KafkaCluster.builtLibraries());
                RunningServer node = RunningServer.startAsServed(
                        "journal.kafka.servers=" + kafka.servers(),
                        "journal.kafka.replicas=" + BROKERS,
                        "journal.kafka.min-in-sync=" + (BROKERS / 2 + 1),
                        SET)) {
            measure(BROKERS + " broker(s), " + SET, node);
        }
    }

    private void measure(String what, RunningServer server) {
        await("the node is ready")
                .atMost(Patience.LIMIT)
                .until(() -> server.publisher().get("/readyz").status() == 200);
        publish(server, 1_000, WARM_UP_SECONDS);
        for (int perSecond : new int[] {200, 1_000}) {
            long[] nanos = publish(server, perSecond, SECONDS);
            System.out.printf(
                    Locale.ROOT,
                    "%s, %d events/s: p50 %.2f ms, p99 %.2f ms, most %.1f ms%n",
                    what,
                    perSecond,
                    nanos[nanos.length / 2] / 1e6,
                    nanos[nanos.length * 99 / 100] / 1e6,
                    nanos[nanos.length - 1] / 1e6);
        }
    }

    /** How long each waited, the shortest first. */
    private long[] publish(RunningServer server, int perSecond, int seconds) {
        List<CompletableFuture<Long>> answers = new ArrayList<>();
        long begunNanos = System.nanoTime();
        for (int i = 0; i < perSecond * seconds; i++) {
            long dueNanos = begunNanos + i * 1_000_000_000L / perSecond;
            while (System.nanoTime() - dueNanos < 0) {
                LockSupport.parkNanos(dueNanos - System.nanoTime());
            }
            underWay.acquireUninterruptibly();
            answers.add(client.sendAsync(request(server), HttpResponse.BodyHandlers.discarding())
                    .whenComplete((answer, failure) -> underWay.release())
                    .thenApply(answer -> waited(answer, dueNanos)));
        }
        return answers.stream().mapToLong(CompletableFuture::join).sorted().toArray();
    }

    private HttpRequest request(RunningServer server) {
        return HttpRequest.newBuilder(server.internalAddress().resolve("/v1.0/events"))
                .header("Content-Type", Publisher.ENVELOPE)
                .header("Authorization", "Bearer " + RunningServer.PUBLISHER_KEY)
                .POST(HttpRequest.BodyPublishers.ofString(
                        TestEvent.call("updated", admin).envelope()))
                .build();
    }

    private static long waited(HttpResponse<Void> answer, long dueNanos) {
        if (answer.statusCode() != 202) {
            throw new AssertionError("an event was answered with " + answer.statusCode());
        }
        return System.nanoTime() - dueNanos;
    }
}
