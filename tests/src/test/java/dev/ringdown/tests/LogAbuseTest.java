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

/** What clients make a server say in its log is on one line, harmless to who reads it, and bounded. */
class LogAbuseTest {
    @RegisterExtension
    static final RunningServer server = Abused.server("logging.level=debug");

    @RegisterExtension
    static final RunningServer json = Abused.server("logging.level=debug", "logging.format=json");

    static List<Scenario> scenarios() {
        return Abused.scenarios(Setup.DEBUG_LOG);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void nobodyElseNotices(Scenario scenario) throws IOException, InterruptedException {
        new Abused(server, null).assertNobodyElseNotices(scenario);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void norDoesWhoReadsItAsJson(Scenario scenario) throws IOException, InterruptedException {
        new Abused(json, null).assertNobodyElseNotices(scenario);
    }
}
