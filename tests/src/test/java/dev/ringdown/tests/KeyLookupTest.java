package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.EventStream;
import dev.ringdown.tests.support.FakePlatform;
import dev.ringdown.tests.support.HttpAnswer;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Subscriber;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Access keys that only the platform knows. */
class KeyLookupTest {
    private static final FakePlatform PLATFORM = new FakePlatform();
    private static final UUID CUSTOMER = UUID.randomUUID();
    private static final AtomicInteger KEYS = new AtomicInteger();

    @RegisterExtension
    static final RunningServer server = RunningServer.with(
            "auth.access-keys-lookup.url=" + PLATFORM.url(),
            "auth.access-keys-lookup.ttl=1s",
            "auth.access-keys-lookup.refused-ttl=1s",
            "auth.access-keys-lookup.per-minute=1000");

    @AfterAll
    static void close() {
        PLATFORM.close();
    }

    /** Each test has a key that nobody has asked about. */
    private final String key = "vb_the-key-of-a-customer-" + KEYS.incrementAndGet();

    private Subscriber connected() {
        Subscriber subscriber = server.subscriber(
                server.handshake().accessKey(key).offering("ringdown.v1").open());
        assertThat(subscriber.next("welcome").text("customer")).isEqualTo(CUSTOMER.toString());
        return subscriber;
    }

    @Test
    void aKeyThatThePlatformKnowsLetsIn() {
        PLATFORM.knows(key, CUSTOMER);

        connected();
    }

    @Test
    void aKeyThatItDoesNotKnowDoesNot() {
        server.handshake().accessKey(key).refusal().assertProblem(401, "the access key is not known here");
    }

    @Test
    void whenThePlatformCannotBeAskedNobodyIsTakenForAStranger() {
        PLATFORM.knows(key, CUSTOMER);
        PLATFORM.down(true);

        HttpAnswer answer =
                server.handshake().accessKey(key).refusal().assertProblem(503, "the access key cannot be looked up");
        PLATFORM.down(false);

        assertThat(answer.header("retry-after")).isEqualTo("5");
        connected();
    }

    @Test
    void aConnectionEndsWhenItsKeyIsNotAcceptedAnyMore() {
        PLATFORM.knows(key, CUSTOMER);
        Subscriber subscriber = connected();

        PLATFORM.forgets(key);

        subscriber.assertClosed(4401);
    }

    @Test
    void aConnectionOutlivesAnOutageOfThePlatform() {
        PLATFORM.knows(key, CUSTOMER);
        Subscriber subscriber = connected();
        PLATFORM.down(true);

        PLATFORM.awaitRequests(2); // the second is sent only after the answer to the first was heard
        PLATFORM.down(false);

        subscriber.settle();
        PLATFORM.forgets(key);
        subscriber.assertClosed(4401);
    }

    @Test
    void anEventStreamEndsToo() {
        PLATFORM.knows(key, CUSTOMER);
        try (EventStream stream = EventStream.curl(server.streamUrl("topics=call&accesskey=" + key))) {
            stream.subscribed();

            PLATFORM.forgets(key);

            EventStream.Received closing = stream.next("closing");
            assertThat(closing.message().json().path("code").asInt()).isEqualTo(4401);
            assertThat(closing.message().text("reason"))
                    .isEqualTo("the token has expired, or the credential is not accepted any more");
        }
    }

    @Test
    void noKeyIsInTheLog() {
        server.handshake().accessKey(key).refusal();

        assertThat(server.process().out().all()).noneMatch(line -> line.contains("vb_the-key"));
    }
}
