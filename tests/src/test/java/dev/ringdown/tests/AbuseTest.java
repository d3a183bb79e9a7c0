package dev.ringdown.tests;

import dev.ringdown.tests.support.Abused;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.torture.abuse.Scenario;
import dev.ringdown.torture.abuse.Setup;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever one peer does, the clients of another customer do not notice, and afterwards nothing is left of it. */
class AbuseTest {
    @RegisterExtension
    static final RunningServer server = Abused.server();

    static List<Scenario> scenarios() {
        return Abused.scenarios(Setup.NONE);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void nobodyElseNotices(Scenario scenario) throws IOException, InterruptedException {
        new Abused(server, null).assertNobodyElseNotices(scenario);
    }
}
