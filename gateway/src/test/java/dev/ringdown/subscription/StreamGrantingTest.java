package dev.ringdown.subscription;

import static dev.ringdown.testing.TestEvent.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.identity.Identity;
import dev.ringdown.message.StreamFault;
import dev.ringdown.message.StreamRequest;
import dev.ringdown.protocol.Limit;
import dev.ringdown.testing.FakeSocket;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestGateway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who can have an event stream, and when. */
class StreamGrantingTest {
    private static final String FIRST = "00000007-0000000000000001";

    private final ManualLoop loop = new ManualLoop();
    private final TestGateway gateway = new TestGateway(loop);
    private final FakeSocket socket = new FakeSocket();

    @Test
    void oneTopicThatIsAllowedIsEnough() {
        assertThat(fault("topics=agent_id:" + People.OTHER_AGENT_ID + ":call,:,call", People.AGENT))
                .isNull();
    }

    @Test
    void withoutATopicThatIsAllowedThereIsNothingToRead() {
        assertThat(fault("topics=:,customer_id:" + People.OTHER_CUSTOMER + ":call", People.AGENT))
                .satisfies(fault -> assertThat(fault.kind()).isEqualTo(StreamFault.Kind.FORBIDDEN))
                .satisfies(fault ->
                        assertThat(fault.reason()).startsWith("topics: :: ").endsWith(" (topics refused: 2)"));
    }

    @Test
    void topicsOfWhichNoneIsATopicAreMalformed() {
        assertThat(fault("topics=a:b:c:d", People.AGENT))
                .satisfies(fault -> assertThat(fault.kind()).isEqualTo(StreamFault.Kind.MALFORMED))
                .satisfies(fault -> assertThat(fault.reason()).startsWith("topics: a:b:c:d: a topic of 4 segments"));
    }

    /** It would come back with one position for both. */
    @Test
    void aStreamIsOfOneCustomer() {
        String both = "topics=call,customer_id:" + People.OTHER_CUSTOMER + ":call";

        assertThat(fault(both, People.SUPER_ADMIN))
                .extracting(StreamFault::reason)
                .isEqualTo("topics: of several customers (expected: of one, a stream for each)");
        assertThat(fault("topics=customer_id:" + People.OTHER_CUSTOMER + ":call", People.SUPER_ADMIN))
                .isNull();
    }

    /** Another node may have given it. */
    @Test
    void aPositionThatThisNodeHasNotReachedIsUnavailable() {
        gateway.publish(call("created"));

        assertThat(fault("topics=call&after=" + FIRST, People.AGENT)).isNull();
        assertThat(fault("topics=call&after=00000007-0000000000000002", People.AGENT))
                .isEqualTo(new StreamFault(
                        StreamFault.Kind.UNAVAILABLE,
                        "after or Last-Event-ID: 00000007-0000000000000002"
                                + " (expected: a sequence that was sent; this node has not got there yet)",
                        Limit.POSITION_WAIT));
    }

    /** It begins, and waits for its loop as every session does. */
    @Test
    void aPositionThatTheLogHasButNotYetTheLoopIsGood() {
        gateway.connect(People.ADMIN, new FakeSocket()).say("{'type':'subscribe','topics':['chat']}");
        gateway.append(call("created"), call("progressing"));

        gateway.stream(People.AGENT, socket, "topics=call&after=" + FIRST, null);
        loop.runUntilIdle();

        socket.assertSaidStart("{'type':'welcome'").assertSaidStart("{'type':'subscribed'");
        socket.assertEvents("call_progressing");
    }

    private @Nullable StreamFault fault(String query, Identity identity) {
        return gateway.sessions().faultOf((StreamRequest) gateway.read(query, null), identity);
    }
}
