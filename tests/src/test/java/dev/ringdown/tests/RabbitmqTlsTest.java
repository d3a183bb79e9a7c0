package dev.ringdown.tests;

import static org.awaitility.Awaitility.await;

import dev.ringdown.tests.support.Patience;
import dev.ringdown.tests.support.RunningBroker;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.torture.process.ServerCertificate;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker with a certificate of its own. */
@Tag("rabbitmq")
class RabbitmqTlsTest {
    @Test
    void onlyABrokerWhoseCertificateIsTrustedIsSpokenTo(@TempDir Path folder) {
        ServerCertificate certificate = ServerCertificate.make(folder);
        try (RunningBroker broker = RunningBroker.withTls(certificate).started()) {
            try (RunningServer server = RunningServer.start(
                    "source.rabbitmq.uri=" + broker.tlsUri(), "source.rabbitmq.ca=" + certificate.chainFile())) {
                awaitReadyz(server, "rabbitmq: connected to ");
            }
            try (RunningServer server = RunningServer.start("source.rabbitmq.uri=" + broker.tlsUri())) {
                awaitReadyz(server, "unable to find valid certification path");
            }
        }
    }

    private static void awaitReadyz(RunningServer server, String text) {
        await().atMost(Patience.LIMIT)
                .until(() -> server.publisher().get("/readyz").body().contains(text));
    }
}
