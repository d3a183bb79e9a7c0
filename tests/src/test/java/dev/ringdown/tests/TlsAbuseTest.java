package dev.ringdown.tests;

import dev.ringdown.tests.support.Abused;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.torture.abuse.Scenario;
import dev.ringdown.torture.abuse.Setup;
import dev.ringdown.torture.process.ServerCertificate;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Over TLS nobody notices either, and a handshake of TLS has the time of any other. */
class TlsAbuseTest {
    private static final ServerCertificate CERTIFICATE = Abused.certificate();

    @RegisterExtension
    static final RunningServer server = Abused.server(
            "server.tls.certificate=" + CERTIFICATE.chainFile(), "server.tls.key=" + CERTIFICATE.keyFile());

    static List<Scenario> scenarios() {
        return Abused.scenarios(Setup.TLS);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void nobodyElseNotices(Scenario scenario) throws IOException, InterruptedException {
        new Abused(server, CERTIFICATE.trusting()).assertNobodyElseNotices(scenario);
    }
}
