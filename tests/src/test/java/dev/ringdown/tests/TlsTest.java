package dev.ringdown.tests;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.JdkClient;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.torture.process.ServerCertificate;
import java.net.http.HttpClient;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The seed's address begins with {@code wss}. */
class TlsTest {
    @Test
    void withACertificateThePublicPortSpeaksTls(@TempDir Path folder) {
        ServerCertificate certificate = ServerCertificate.make(folder);
        Agent admin = Agent.admin();
        HttpClient http =
                HttpClient.newBuilder().sslContext(certificate.trusting()).build();
        try (RunningServer server = RunningServer.start(
                        "server.tls.certificate=" + certificate.chainFile(),
                        "server.tls.key=" + certificate.keyFile());
                JdkClient client = JdkClient.connect(http, server.webSocketUrl(admin))) {
            SeedConversation.assertHeldBy(client, server, admin);
        }
    }
}
