package dev.ringdown.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.Event;
import dev.ringdown.event.EventDecoder;
import dev.ringdown.event.InvalidEventException;
import dev.ringdown.event.RoutingTable;
import dev.ringdown.log.Sequence;
import dev.ringdown.testing.CollidingNames;
import dev.ringdown.testing.MutableClock;
import dev.ringdown.testing.People;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Somebody fills a table of member names, if there is one that all share, and has the last free place taken by names that
 * collide with one that others need. Nobody notices.
 */
class NamesOfOthersTest {
    private static final int ANY_NUMBER = Integer.MAX_VALUE;
    private static final int COLLISIONS = 2_600;

    private final EventDecoder decoder = new EventDecoder(
            new RoutingTable(RoutingTable.VOIPBIN, 256),
            256 * 1024,
            ANY_NUMBER,
            Sequence.WIDTH,
            () -> "generated-id",
            new MutableClock());

    @BeforeEach
    void aTableWouldForgetWhatItKnows() throws InvalidEventException {
        say(CollidingNames.flood());
        publish(CollidingNames.flood());
    }

    @ParameterizedTest
    @ValueSource(strings = {"topics", "types", "token", "after", "snapshot"})
    void messagesGoOnBeingUnderstood(String name) {
        say(CollidingNames.with(name, COLLISIONS));

        assertThat(read("{'type':'subscribe','id':1,'topics':['call'],'types':['call_hangup'],'snapshot':true}"))
                .isInstanceOf(ClientMessage.Subscribe.class);
        assertThat(read("{'type':'authenticate','id':1,'token':'a.b.c'}"))
                .isInstanceOf(ClientMessage.Authenticate.class);
        assertThat(read("{'type':'subscribe','topics':['call'],'after':null,'last':3}"))
                .isInstanceOf(ClientMessage.Subscribe.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"source", "subject", "parents", "agentids", "owner_id"})
    void eventsGoOnBeingUnderstood(String name) throws InvalidEventException {
        publish(CollidingNames.with(name, COLLISIONS));

        Event event = decoder.cloudEvent(
                json("{'specversion':'1.0','id':'e-1','source':'/tests','type':'call_hangup','subject':'call:1',"
                        + "'customerid':'" + People.CUSTOMER + "','agentids':'" + People.AGENT_ID
                        + "','parents':'queue:2','data':{}}"),
                0);
        assertThat(event.topics().scopes()).hasSize(2);
        assertThat(event.topics().parents()).hasSize(1);
    }

    @Test
    void whatPublishersSendDoesNotReachClientsNorTheOtherWayRound() throws InvalidEventException {
        publish(CollidingNames.with("topics", COLLISIONS));
        say(CollidingNames.with("owner_id", COLLISIONS));

        assertThat(read("{'type':'subscribe','topics':['call']}")).isInstanceOf(ClientMessage.Subscribe.class);
        Event event = decoder.envelope(
                json("{'type':'call_hangup','data':{'id':'1','customer_id':'" + People.CUSTOMER + "','owner_id':'"
                        + People.AGENT_ID + "'}}"),
                "tests",
                0);
        assertThat(event.topics().scopes()).hasSize(2);
    }

    private static void say(List<String> names) {
        ClientMessageReader.read(CollidingNames.object(names), new ClientMessageReader.Maxima(3, ANY_NUMBER, 20));
    }

    private void publish(List<String> names) throws InvalidEventException {
        String data = new String(CollidingNames.object(names), StandardCharsets.US_ASCII);
        String owner = "{'id':'1','customer_id':'" + People.CUSTOMER + "',";
        decoder.envelope(json("{'type':'call_hangup','data':" + owner + data.substring(1) + "}"), "tests", 0);
    }

    private static ClientMessage read(String json) {
        return ClientMessageReader.read(json(json), new ClientMessageReader.Maxima(3, 20, 20));
    }

    private static byte[] json(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
