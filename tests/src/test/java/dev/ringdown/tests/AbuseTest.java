package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.TestTokens;
import dev.ringdown.torture.abuse.Attack;
import dev.ringdown.torture.abuse.Findings;
import dev.ringdown.torture.abuse.Scenario;
import dev.ringdown.torture.abuse.Target;
import dev.ringdown.torture.abuse.Trial;
import dev.ringdown.torture.abuse.scenarios.Scenarios;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever one peer does, the clients of another customer do not notice, and afterwards nothing is left of it. */
class AbuseTest {
    /** Limits so small that few attackers are enough. */
    @RegisterExtension
    static final RunningServer server = RunningServer.with(
            "limits.handshake-timeout=3s",
            "limits.handshakes=120",
            "limits.handshakes-per-address=60",
            "limits.head-timeout=3s",
            "limits.body-timeout=3s",
            "limits.filter-bytes-per-customer=8MiB",
            "limits.append-bytes=1MiB",
            "log.retention-bytes=16MiB",
            "log.duplicate-events=10000",
            "source.webhooks.abused.customer=5013bc52-da9a-11ee-844f-2fa34248de28",
            "source.webhooks.abused.secret=a-secret-that-no-attacker-knows");

    static List<Scenario> scenarios() {
        return Scenarios.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void nobodyElseNotices(Scenario scenario) throws IOException, InterruptedException {
        Target target = new Target(
                server.publicAddress().getPort(),
                server.internalAddress().getPort(),
                TestTokens.SECRET,
                RunningServer.PUBLISHER_KEY,
                server.process().pid());

        Findings findings = new Trial(scenario, target, Attack.Size.OF_SMALL_LIMITS, Duration.ZERO).run();

        assertThat(findings.faults()).as("%s", findings).isEmpty();
        assertThat(findings.during().served())
                .as("newcomers who were served while it lasted")
                .isEqualTo(findings.during().newcomers())
                .isGreaterThanOrEqualTo(Trial.NEWCOMERS);
        assertThat(findings.afterwards().served())
                .as("newcomers who were served afterwards")
                .isEqualTo(findings.afterwards().newcomers())
                .isGreaterThanOrEqualTo(Trial.NEWCOMERS);
        assertThat(server.process().isAlive()).isTrue();
    }
}
