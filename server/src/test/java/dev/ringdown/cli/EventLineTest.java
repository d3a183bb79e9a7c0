package dev.ringdown.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class EventLineTest {
    private static final String CALL = "5371e9db-da9a-11ee-844f-2fa34248de28";
    private static final String OWNER = "aa13bc52-da9a-11ee-844f-2fa34248de28";

    private final EventLine plain = new EventLine(ZoneId.of("Asia/Seoul"), StyledLine.UNLIMITED, false);

    @Test
    void aCallShowsLocalTimeTypeSubjectAndWhatTellsMost() {
        ReceivedMessage event = event("call_created", "call:" + CALL, """
                {"id":"%s","customer_id":"5013bc52-da9a-11ee-844f-2fa34248de28","status":"dialing",
                 "direction":"outgoing","source":{"type":"tel","target":"+15551234567"},
                 "destination":{"type":"tel","target":"+442071838750"},"owner_id":"%s"}""".formatted(CALL, OWNER));

        String line = plain.render(event);

        assertThat(line)
                .isEqualTo("19:15:30.123 call_created           call:" + CALL
                        + " dialing outgoing +15551234567→+442071838750 owner=" + OWNER);
    }

    @Test
    void whatSaysNothingIsLeftOut() {
        ReceivedMessage event = event("agent_updated", "agent:" + OWNER, """
                {"id":"%s","owner_id":"%s","name":"","reason":null,"text":"9999-01-01 00:00:00.000000",
                 "service_agent_id":"00000000-0000-0000-0000-000000000000","status":"available"}""".formatted(OWNER, OWNER));

        assertThat(plain.render(event)).endsWith("agent:" + OWNER + " available");
    }

    @Test
    void aStatusThatRepeatsTheTypeIsNotSaidTwice() {
        ReceivedMessage event = event(
                "call_hangup",
                "call:" + CALL,
                "{\"status\":\"hangup\",\"hangup_reason\":\"busy\",\"hangup_by\":\"remote\"}");

        assertThat(plain.render(event)).endsWith("call:" + CALL + " reason=busy by=remote");
    }

    @Test
    void anIdIsShownOnce() {
        ReceivedMessage event = event(
                "queuecall_serviced",
                "queuecall:q1",
                "{\"id\":\"q1\",\"owner_id\":\"%s\",\"service_agent_id\":\"%s\"}".formatted(OWNER, OWNER));

        assertThat(plain.render(event)).endsWith("queuecall:q1 owner=" + OWNER);
    }

    @Test
    void parentsStandAtTheEnd() {
        ReceivedMessage event = message("{\"type\":\"queuecall_waiting\",\"subject\":\"queuecall:q1\","
                + "\"parents\":\"queue,call:c1\",\"time\":\"2026-11-23T10:15:30.123456Z\","
                + "\"data\":{\"id\":\"q1\",\"queue_name\":\"Sales\"}}");

        assertThat(plain.render(event))
                .isEqualTo("19:15:30.123 queuecall_waiting      queuecall:q1 queue=Sales of queue call:c1");
    }

    @Test
    void anAddressIsShownByItsTarget() {
        ReceivedMessage event = event(
                "conversation_created", "conversation:c1", "{\"peer\":{\"type\":\"tel\",\"target\":\"+15551234567\"}}");

        assertThat(plain.render(event)).endsWith("conversation:c1 peer=+15551234567");
    }

    @Test
    void aTextWithBlanksIsQuoted() {
        ReceivedMessage event = event(
                "conversation_message_created", "conversation:c1", "{\"text\":\"see you, Zoë\",\"name\":\"Ann\"}");

        assertThat(plain.render(event))
                .isEqualTo("19:15:30.123 conversation_message_created conversation:c1 name=Ann text=\"see you, Zoë\"");
    }

    @Test
    void ofUnknownDataTheFirstMembersAreShown() {
        ReceivedMessage event = event(
                "billing_charged",
                "billing:b1",
                "{\"id\":\"b1\",\"customer_id\":\"c\",\"tm_create\":\"t\",\"amount\":1.10,\"tags\":[1],\"paid\":true,"
                        + "\"retry\":true,\"note\":\"n\",\"more\":\"m\"}");

        assertThat(plain.render(event)).endsWith("billing:b1 amount=1.10 paid=true retry=true note=n");
    }

    @Test
    void dataNeedNotBeAnObjectNorThereAtAll() {
        assertThat(plain.render(event("call_noted", "call:c1", "[1, {\"a\":\"\\u001b\"}]")))
                .endsWith("call:c1 [1,{\"a\":\"\\u001B\"}]");
        assertThat(plain.render(event("call_noted", "call:c1", "\"a\\nb\""))).endsWith("call:c1 a\\nb");
        assertThat(plain.render(message("{\"type\":\"call_noted\"}")))
                .isEqualTo("--:--:--.--- call_noted             -");
    }

    @Test
    void noControlCharacterOfAnEventGetsThrough() {
        ReceivedMessage event = event(
                "call_\\u001b[2Jx",
                "call:\\u009b1m",
                "{\"name\":\"\\u001b]0;t\\u0007\",\"source\":\"\\u202e1\",\"a\\n\":1}");

        String line = plain.render(event);

        assertThat(line)
                .isEqualTo("19:15:30.123 call_\\u001b[2Jx        call:\\u009b1m \\u202e1→ name=\\u001b]0;t\\u0007")
                .matches("[^\\p{Cntrl}\\u0080-\\u009f]*");
    }

    @Test
    void resourceAndActionHaveTheirColours() {
        EventLine coloured = new EventLine(ZoneId.of("UTC"), StyledLine.UNLIMITED, true);

        String created = coloured.render(event("call_created", "call:c1", "{}"));
        String hangup = coloured.render(event("call_hangup", "call:c1", "{}"));

        String resource = Style.ofResource("call").sequence();
        assertThat(created).contains(resource + "call_\u001b[0m" + Style.GREEN.sequence() + "created\u001b[0m");
        assertThat(hangup).contains(resource + "call_\u001b[0m" + Style.RED.sequence() + "hangup\u001b[0m");
    }

    @Test
    void withoutColourThereIsNoEscapeSequence() {
        assertThat(plain.render(event("call_created", "call:c1", "{\"status\":\"dialing\"}")))
                .doesNotContain("\u001b");
    }

    @Test
    void aLineIsCutToTheTerminal() {
        EventLine narrow = new EventLine(ZoneId.of("UTC"), 60, false);

        String line = narrow.render(event("chat_message", "chat:c1", "{\"text\":\"日本語日本語日本語日本語\"}"));

        assertThat(line).isEqualTo("10:15:30.123 chat_message           chat:c1 text=日本語日本…");
        assertThat(TerminalText.columns(line)).isEqualTo(60);
    }

    private static ReceivedMessage event(String type, String subject, String data) {
        return message("{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/t\",\"type\":\"" + type
                + "\",\"subject\":\"" + subject + "\",\"time\":\"2026-11-23T10:15:30.123456Z\",\"data\":" + data + "}");
    }

    private static ReceivedMessage message(String json) {
        return requireNonNull(ReceivedMessage.parse(json), json);
    }
}
