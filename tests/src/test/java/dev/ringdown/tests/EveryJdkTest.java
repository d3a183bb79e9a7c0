package dev.ringdown.tests;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.Jdks;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Subscriber;
import dev.ringdown.tests.support.TestEvent;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The product runs on every JDK from 17 on that the machine has, not only on the one that built it. */
class EveryJdkTest {
    static List<Path> jdks() {
        return Jdks.from17();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aSubscriberReceivesOnThisJdk(Path jdk) {
        Agent admin = Agent.admin();
        TestEvent created = TestEvent.call("created", admin);
        try (RunningServer server = RunningServer.startOn(jdk)) {
            Subscriber subscriber = server.connect(admin).subscribe("call");

            server.publish(created);

            subscriber.assertEvent(created);
        }
    }
}
