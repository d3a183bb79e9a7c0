package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.Json;
import dev.ringdown.tests.support.LogFolders;
import dev.ringdown.tests.support.Network;
import dev.ringdown.tests.support.Numbered;
import dev.ringdown.tests.support.Patience;
import dev.ringdown.tests.support.RunProcess;
import dev.ringdown.tests.support.RunningServer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code ./run tail} follows a gateway over its failures. */
class TailTest {
    private final Agent admin = Agent.admin();
    private final Numbered calls = new Numbered(admin, "call_updated");

    @Test
    void whatHappensWhileTheConnectionIsLostIsShownAfterIt() {
        String log = "log.dir=" + LogFolders.next();
        RunningServer first = RunningServer.start(log);
        try (Network way = new Network(first);
                RunProcess tail = RunProcess.run(List.of(
                        "tail",
                        "--token",
                        admin.token(),
                        "--url",
                        way.webSocketUrl(),
                        "--json",
                        "--count",
                        "5",
                        "call"))) {
            tail.err().take("subscribed to call"::equals, Patience.COLD_START);
            calls.publish(first, 1, 2);
            tail.out().take(line -> number(line) == 2);

            first.kill();
            try (RunningServer second = RunningServer.start(log)) {
                calls.publish(second, 3, 2);
                way.to(second);
                tail.out().take(line -> number(line) == 4, Patience.COLD_START);
                calls.publish(second, 5, 1);

                RunProcess.Result result = tail.awaitEnd();
                assertThat(result.exitCode()).isZero();
                assertThat(result.out().lines().map(TailTest::number)).isEqualTo(Numbered.range(1, 5));
                assertThat(result.err().lines())
                        .anyMatch(line -> line.startsWith("the connection broke off: "))
                        .anyMatch(line -> line.matches("connecting again in \\d+ ms"));
            }
        }
    }

    private static long number(String line) {
        return Json.parse(line).path("data").path("n").asLong();
    }
}
