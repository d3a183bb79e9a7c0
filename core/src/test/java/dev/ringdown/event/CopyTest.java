package dev.ringdown.event;

import static dev.ringdown.event.Decoding.AGENT;
import static dev.ringdown.event.Decoding.CALL;
import static dev.ringdown.event.Decoding.CUSTOMER;
import static dev.ringdown.event.Decoding.bytes;
import static dev.ringdown.event.Decoding.decoder;
import static dev.ringdown.event.Decoding.json;
import static dev.ringdown.event.Decoding.topics;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** VoIPBin's envelope as it comes several times, by its webhooks and by its message bus. */
class CopyTest {
    private static final UUID PARTICIPANT = UUID.fromString("b1b2c3d4-0000-4000-8000-000000000006");
    private static final String DATA =
            json("{'id':'" + CALL + "','customer_id':'" + CUSTOMER + "','owner_id':'" + AGENT + "'}");
    private static final String WEBHOOK = json("{'type':'call_created','data':") + DATA + "}";
    private static final String ON_THE_BUS =
            json("{'type':'call_created','publisher':'webhook-manager','data_type':'application/json','data':") + DATA
                    + "}";

    @Test
    void theWebhookAndTheMessageOfTheBusAreOneEvent() throws Exception {
        Event webhook = copy(WEBHOOK);
        Event onTheBus = copy(ON_THE_BUS);

        assertThat(onTheBus.name()).isEqualTo(webhook.name());
        assertThat(webhook.name().source()).isEqualTo("/webhook-manager");
    }

    @Test
    void whoeverTheEnvelopeNamesItIsTheSameEvent() throws Exception {
        Event ofAnother = copy(ON_THE_BUS.replace("webhook-manager", "call-manager"));

        assertThat(ofAnother.name()).isEqualTo(copy(WEBHOOK).name());
    }

    /** The id as other tools make it: {@code printf 'call_created\0<id>\0<data>' | sha256sum}. */
    @Test
    void theIdIsTheSha256OfTypeResourceAndData() throws Exception {
        assertThat(copy(WEBHOOK).name().id())
                .isEqualTo("798234e44bbf409fbf73f8201ee0a61d2e7dfeecd41d4fb9142cd7dff048aad2");
    }

    @Test
    void anotherTypeOrOtherDataIsAnotherEvent() throws Exception {
        EventName name = copy(WEBHOOK).name();

        assertThat(copy(WEBHOOK.replace("call_created", "call_updated")).name()).isNotEqualTo(name);
        assertThat(copy(WEBHOOK.replace("\"owner_id\"", "\"owner\"")).name()).isNotEqualTo(name);
    }

    @Test
    void whoTakesPartGetsItBesidesTheOwnerAndChangesNothingElse() throws Exception {
        Event event = decoder().copy(bytes(WEBHOOK), List.of(PARTICIPANT, UUID.fromString(AGENT)), 77);

        assertThat(event.name()).isEqualTo(copy(WEBHOOK).name());
        assertThat(topics(event))
                .containsExactly(
                        "customer_id:" + CUSTOMER + ":call:" + CALL,
                        "agent_id:" + AGENT + ":call:" + CALL,
                        "agent_id:" + PARTICIPANT + ":call:" + CALL);
    }

    @Test
    void whatIsNoCopyHasAnIdOfItsOwn() throws Exception {
        assertThat(Decoding.envelope(WEBHOOK).name().id()).isEqualTo("generated-id");
    }

    private static Event copy(String body) throws InvalidEventException {
        return decoder().copy(bytes(body), List.of(), 77);
    }
}
