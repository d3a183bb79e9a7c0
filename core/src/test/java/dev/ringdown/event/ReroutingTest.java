package dev.ringdown.event;

import static dev.ringdown.event.Decoding.AGENT;
import static dev.ringdown.event.Decoding.CUSTOMER;
import static dev.ringdown.event.Decoding.SEQUENCE;
import static dev.ringdown.event.Decoding.bytes;
import static dev.ringdown.event.Decoding.json;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.topic.InScope;
import dev.ringdown.topic.Resource;
import dev.ringdown.topic.Scope;
import dev.ringdown.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An event that was stored before there were parents has the topics of today. */
class ReroutingTest {
    private static final InScope OF_CUSTOMER = new InScope(Scope.CUSTOMER, UUID.fromString(CUSTOMER));
    private static final InScope OF_AGENT = new InScope(Scope.AGENT, UUID.fromString(AGENT));

    private final Rerouting rerouting = new Rerouting(new RoutingTable(RoutingTable.VOIPBIN, 256));

    /** As it was stored then: the customer and its agents are in no attribute. */
    private static byte[] stored(String type, String subject, String data) {
        return bytes(json("{'specversion':'1.0','id':'1','source':'/s','type':'" + type + "','subject':'" + subject
                + "','time':'2026-11-23T10:15:30Z','note':'kept','sequence':'" + SEQUENCE
                + "','datacontenttype':'application/json','data':" + data + "}"));
    }

    private Rerouting.Rerouted reroute(Topics then, byte[] stored) {
        return requireNonNull(rerouting.reroute(then, stored, SEQUENCE.length()));
    }

    private static String text(Rerouting.Rerouted event) {
        return new String(event.json().withSequence(bytes(SEQUENCE)), StandardCharsets.UTF_8);
    }

    @Test
    void whatWasItsSubjectIsAParent() {
        Topics then = Topics.of(new Resource("chat", "2"), OF_CUSTOMER, OF_AGENT);

        Rerouting.Rerouted message = reroute(then, stored("chatmessage_created", "chat:2", "{'id':'1','chat_id':'2'}"));

        assertThat(message.topics().scopes()).containsExactly(OF_CUSTOMER, OF_AGENT);
        assertThat(message.topics().own()).hasToString("chatmessage:1");
        assertThat(message.topics().parentsText()).isEqualTo("chat:2,talk:2");
        assertThat(message.moment()).isTrue();
        assertThat(text(message))
                .isEqualTo(json("{'specversion':'1.0','id':'1','source':'/s','type':'chatmessage_created',"
                        + "'subject':'chatmessage:1','parents':'chat:2,talk:2','time':'2026-11-23T10:15:30Z',"
                        + "'note':'kept','sequence':'" + SEQUENCE + "','datacontenttype':'application/json',"
                        + "'data':{'id':'1','chat_id':'2'}}"));
    }

    @Test
    void whatIsItsSubjectStillStaysIt() {
        Topics then = Topics.of(new Resource("queuecall", "1"), OF_CUSTOMER);

        Rerouting.Rerouted waiting =
                reroute(then, stored("queuecall_waiting", "queuecall:1", "{'id':'1','queue_id':'2'}"));

        assertThat(waiting.topics().own()).hasToString("queuecall:1");
        assertThat(waiting.topics().parentsText()).isEqualTo("queue:2");
        assertThat(waiting.moment()).isFalse();
    }

    @Test
    void aSubjectThatItsPublisherGaveStays() {
        Topics then = Topics.of(new Resource("ticket", "7"), OF_CUSTOMER);

        Rerouting.Rerouted message =
                reroute(then, stored("chatmessage_created", "ticket:7", "{'id':'1','chat_id':'2'}"));

        assertThat(message.topics().own()).hasToString("ticket:7");
        assertThat(message.topics().parentsText()).isEqualTo("chat:2,talk:2");
    }

    /** Today the owner would be an agent of it; whoever could not read it then cannot read it now. */
    @Test
    void noAgentGetsItWhoDidNotGetItThen() {
        Topics then = Topics.of(new Resource("call", "1"), OF_CUSTOMER);

        Rerouting.Rerouted call =
                reroute(then, stored("call_created", "call:1", "{'id':'1','owner_id':'" + AGENT + "'}"));

        assertThat(call.topics().scopes()).containsExactly(OF_CUSTOMER);
    }

    @Test
    void whatHasNoTopicsTodayIsLeftAsItIs() {
        Topics then = Topics.of(new Resource("call", "1"), OF_CUSTOMER);

        assertThat(rerouting.reroute(then, stored("call_created", "call:1", "{'chat_id':'2'}"), SEQUENCE.length()))
                .isNull();
        assertThat(rerouting.reroute(then, bytes("[]"), SEQUENCE.length())).isNull();
    }
}
