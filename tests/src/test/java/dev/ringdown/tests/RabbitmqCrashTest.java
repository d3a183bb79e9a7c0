package dev.ringdown.tests;

import static dev.ringdown.tests.support.Numbered.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringdown.client.ConnectOptions;
import dev.ringdown.client.Connection;
import dev.ringdown.client.Ringdown;
import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.CallOnTheBus;
import dev.ringdown.tests.support.LogFolders;
import dev.ringdown.tests.support.Network;
import dev.ringdown.tests.support.Numbered;
import dev.ringdown.tests.support.Patience;
import dev.ringdown.tests.support.RunningBroker;
import dev.ringdown.tests.support.RunningServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The updates of one call on the message bus, what nobody can read in between, while the gateway and the broker are killed
 * and started again. {@code -Dringdown.rabbitmq.updates=10000} is the long form.
 */
@Tag("rabbitmq")
class RabbitmqCrashTest {
    private static final int UPDATES = Integer.getInteger("ringdown.rabbitmq.updates", 1_000);

    private final Agent admin = Agent.admin();
    private final List<Long> heard = new CopyOnWriteArrayList<>();

    @Test
    void everyUpdateIsHeardOnceAndInOrderWhateverIsKilled() throws Exception {
        String log = "log.dir=" + LogFolders.next();
        try (RunningBroker broker = RunningBroker.plain().started();
                CallOnTheBus call = new CallOnTheBus(broker, admin)) {
            String uri = "source.rabbitmq.uri=" + broker.uri();
            RunningServer first = connected(log, uri);
            try (Network way = new Network(first);
                    Connection client = Ringdown.connect(ConnectOptions.to(way.webSocketUrl())
                            .token(admin.token())
                            .backoff(Duration.ofMillis(50), Duration.ofMillis(200)))) {
                client.subscribe("call", event -> heard.add(Numbered.of(String.valueOf(event.data()))))
                        .ready()
                        .get(Patience.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
                call.publish(UPDATES);

                call.awaitPublished(UPDATES / 4);
                first.kill();
                RunningServer second = RunningServer.start(log, uri);
                way.to(second);
                call.awaitPublished(UPDATES / 2);
                broker.kill();
                await("the gateway says so and stays in service")
                        .atMost(Patience.LIMIT)
                        .until(() -> second.publisher().get("/readyz").body().contains("rabbitmq: not connected to "));
                assertThat(second.publisher().get("/readyz").status()).isEqualTo(200);
                broker.started();
                call.awaitPublished(UPDATES * 3 / 4);
                second.kill();
                try (RunningServer third = RunningServer.start(log, uri)) {
                    way.to(third);
                    call.awaitPublished(UPDATES);
                    await("everything was heard").atMost(Patience.COLD_START).until(() -> heard.size() >= UPDATES);
                    await("the broker has nothing left")
                            .atMost(Patience.LIMIT)
                            .until(() -> broker.waiting("ringdown") == 0
                                    && third.publisher().metric("ringdown_rabbitmq_unacknowledged") == 0);
                }
            }

            assertThat(heard).isEqualTo(range(1, UPDATES));
            assertThat(broker.waiting("ringdown.dead")).isGreaterThanOrEqualTo(call.poison());
        }
    }

    private static RunningServer connected(String... settings) {
        RunningServer server = RunningServer.start(settings);
        await().atMost(Patience.LIMIT).until(() -> server.publisher().metric("ringdown_rabbitmq_connected") == 1);
        return server;
    }
}
