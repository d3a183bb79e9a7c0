package dev.ringdown.tests.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.torture.abuse.Attack;
import dev.ringdown.torture.abuse.AttackersHere;
import dev.ringdown.torture.abuse.Findings;
import dev.ringdown.torture.abuse.Scenario;
import dev.ringdown.torture.abuse.Setup;
import dev.ringdown.torture.abuse.Target;
import dev.ringdown.torture.abuse.Trial;
import dev.ringdown.torture.abuse.scenarios.Scenarios;
import dev.ringdown.torture.process.ServerCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A server that is abused, with limits so small that few attackers are enough. Confined to its test. */
public final class Abused {
    private static final List<String> SMALL_LIMITS = List.of(
            "limits.handshake-timeout=3s",
            "limits.handshakes=120",
            "limits.handshakes-per-address=60",
            "limits.connects-per-minute=5000",
            "limits.bad-signatures-per-minute=20",
            "limits.head-timeout=3s",
            "limits.body-timeout=3s",
            "limits.filter-bytes-per-customer=8MiB",
            "limits.append-bytes=1MiB",
            "log.retention-bytes=16MiB",
            "log.duplicate-events=10000",
            "source.webhooks.abused.customer=5013bc52-da9a-11ee-844f-2fa34248de28",
            "source.webhooks.abused.secret=a-secret-that-no-attacker-knows");

    private final RunningServer server;
    private final @Nullable SSLContext tls;

    /** @param tls what its public port speaks; null: plain TCP */
    public Abused(RunningServer server, @Nullable SSLContext tls) {
        this.server = server;
        this.tls = tls;
    }

    /** A server with small limits, to be registered as a static extension. */
    public static RunningServer server(String... settings) {
        return RunningServer.with(
                Stream.concat(SMALL_LIMITS.stream(), Stream.of(settings)).toArray(String[]::new));
    }

    /** One for a server whose public port speaks TLS. */
    public static ServerCertificate certificate() {
        try {
            return ServerCertificate.make(Files.createTempDirectory(Project.folder("certificates"), "abused-"));
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for a certificate", e);
        }
    }

    /** What is played against a server with this. */
    public static List<Scenario> scenarios(Setup setup) {
        return Scenarios.all().stream()
                .filter(scenario -> scenario.setup() == setup)
                .toList();
    }

    /** Plays a scenario beside honest clients. */
    public void assertNobodyElseNotices(Scenario scenario) throws IOException, InterruptedException {
        Target target = new Target(
                server.publicAddress().getPort(),
                server.internalAddress().getPort(),
                TestTokens.SECRET,
                RunningServer.PUBLISHER_KEY,
                server.process().pid(),
                tls,
                () -> server.process().out().all());

        AttackersHere attackers = new AttackersHere(target, Attack.Size.OF_SMALL_LIMITS);

        Findings findings = new Trial(scenario, target, attackers, Trial.EACH, Duration.ZERO).run();

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
