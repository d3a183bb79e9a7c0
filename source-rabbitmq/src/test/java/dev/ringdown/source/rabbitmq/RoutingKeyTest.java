package dev.ringdown.source.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys are those of voipbin/monorepo, bin-webhook-manager/pkg/webhookhandler/routingkey.go, as of 2026-08-22. */
class RoutingKeyTest {
    private static final String CHAT = "c4a70000-0000-0000-0000-000000000005";

    @Test
    void anAgentsCopyOfAChatsEventNamesWhoTakesPart() {
        RoutingKey key =
                RoutingKey.ofChat("agent_id.98765432-0000-0000-0000-000000000002.talk.chatmessage_created." + CHAT);

        assertThat(key).isEqualTo(new RoutingKey(UUID.fromString("98765432-0000-0000-0000-000000000002")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "customer_id.a1b2c3d4-0000-0000-0000-000000000001.talk.chat_created." + CHAT,
                "agent_id.00000000-0000-0000-0000-000000000000.talk.chat_created." + CHAT,
                "agent_id.somebody.talk.chat_created." + CHAT,
            })
    void aCopyThatNamesNobodyIsOfAChatAllTheSame(String key) {
        assertThat(RoutingKey.ofChat(key)).isEqualTo(new RoutingKey(null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "customer_id.a1b2c3d4-0000-0000-0000-000000000001.call.call_updated.12345678-0000-0000-0000-000000000003",
                "agent_id.98765432-0000-0000-0000-000000000002.queue.queue_updated.12345678-0000-0000-0000-000000000003",
                "agent_id.98765432-0000-0000-0000-000000000002.talk.chat_created",
                "",
            })
    void ofOtherEventsTheKeySaysNothing(String key) {
        assertThat(RoutingKey.ofChat(key)).isNull();
    }
}
