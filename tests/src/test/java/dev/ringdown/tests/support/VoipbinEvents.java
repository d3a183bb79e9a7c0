package dev.ringdown.tests.support;

import java.util.Map;
import java.util.UUID;

/**
 * Events with the members that VoIPBin gives them: its page {@code webhook_struct_webhook} (monorepo, snapshot of
 * 2026-08-22), and for what is spoken in a call {@code voipbin/mcp} (2026-10-07). Stateless.
 */
public final class VoipbinEvents {
    private static final String NOT_YET = "9999-01-01 00:00:00.000000";
    private static final String NONE = "00000000-0000-0000-0000-000000000000";

    private VoipbinEvents() {}

    /** {@code call_<action>} of a call with this status; it has a {@code type} of its own beside its event's. */
    public static TestEvent call(String action, String status, Agent customer) {
        return TestEvent.call(action, customer)
                .with("flow_id", "d157ce07-0360-4cad-9007-c8ab89fccf9c")
                .with("type", "flow")
                .with("master_call_id", NONE)
                .with("source", address("+821100000002"))
                .with("destination", address("+821100000001"))
                .with("status", status)
                .with("direction", "incoming")
                .with("hangup_by", "")
                .with("hangup_reason", "")
                .with("tm_create", "2022-04-11 00:23:53.636000")
                .with("tm_hangup", NOT_YET);
    }

    /** The same call later on. */
    public static TestEvent then(TestEvent call, String action, String status) {
        return new TestEvent("call_" + action, call.with("status", status).data());
    }

    /** What the documentation of the WebSocket shows: it names the queue. */
    public static TestEvent queuecall(String action, Agent customer, String queue) {
        return queuecall(action, customer).with("queue_id", queue);
    }

    /** What VoIPBin's queues publish: it names the call, and no queue. */
    public static TestEvent queuecall(String action, Agent customer) {
        return TestEvent.of("queuecall_" + action, customer.customer())
                .with("reference_type", "call")
                .with("reference_id", "1fe1356f-3f7f-4ff9-9d33-08136b38f506")
                .with("status", "waiting")
                .with("service_agent_id", NONE)
                .with("tm_create", "2022-03-29 15:07:46.111715");
    }

    /** An SMS; it has a {@code type} of its own as well. */
    public static TestEvent message(Agent customer, String text) {
        return TestEvent.of("message_created", customer.customer())
                .with("type", "sms")
                .with("source", address("+15551234567"))
                .with("text", text)
                .with("direction", "inbound");
    }

    public static TestEvent activeflow(Agent customer, String action) {
        return TestEvent.of("activeflow_updated", customer.customer())
                .with("reference_type", "call")
                .with("reference_id", "5371e9db-d035-4db6-a8d6-0994d33e744e")
                .with("current_action", Map.of("id", "df25724f-e308-4c89-9325-cf56cd09249e", "type", action));
    }

    /** A transcription that runs, of a call. */
    public static TestEvent transcribe(String action, Agent customer, String call) {
        return TestEvent.of("transcribe_" + action, customer.customer())
                .with("reference_type", "call")
                .with("reference_id", call)
                .with("language", "en-US")
                .with("direction", "both")
                .with("status", "progressing");
    }

    /** A sentence of a transcription. */
    public static TestEvent transcript(Agent customer, String transcribe, String direction, String message) {
        return TestEvent.of("transcript_created", customer.customer())
                .with("transcribe_id", transcribe)
                .with("direction", direction)
                .with("message", message)
                .with("offset_ms", 1200)
                .with("tm_create", "2026-10-07T00:00:00Z");
    }

    /** What is understood so far of a sentence; each has an id of its own. */
    public static TestEvent interim(Agent customer, String transcribe, String message) {
        return TestEvent.of("transcribe_speech_interim", customer.customer())
                .with("transcribe_id", transcribe)
                .with("streaming_id", UUID.randomUUID().toString())
                .with("direction", "in")
                .with("message", message)
                .with("tm_event", "2026-10-07T00:00:00Z");
    }

    private static Map<String, String> address(String number) {
        return Map.of("type", "tel", "target", number, "target_name", "", "name", "", "detail", "");
    }
}
