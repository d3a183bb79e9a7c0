package dev.ringdown.event;

import dev.ringdown.topic.TypePattern;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How VoIPBin's events are routed, as of its source of October 2026. */
final class VoipbinRouting {
    static final List<RoutingRule> RULES = List.of(
            // own resources that are not the type up to its first underscore
            own("transcribe_speech_*", "transcribe", "transcribe_id"),
            own("webchat_message_*", "webchat_message", "id"),
            own("webchat_session_*", "webchat_session", "id"),
            own("conversation_message_*", "conversation_message", "id"),
            own("Account_*", "account", "id"),
            own("call.outbound_*", "call", "call_id", "id"),
            // parents through which a direct token hears the messages of its conversation
            direct("aimessage_*", "aicall:aicall_id"),
            direct("chatmessage_*", "chat:chat_id"),
            direct("webchat_message_*", "webchat_session:session_id"),
            direct("conversation_message_*", "conversation:conversation_id"),
            // further parents
            parents("chatparticipant_*", "chat:chat_id"),
            parents("chatmessage_*, chatparticipant_*", "talk:chat_id|id"),
            parents("chat_*", "talk:id"),
            parents("webchat_message_*, webchat_session_*", "webchat"),
            parents("queuecall_*", "queue:queue_id"),
            parents("conferencecall_*", "conference:conference_id"),
            parents("transcript_*, streaming_*", "transcribe:transcribe_id"),
            parents("campaigncall_*, outdialtarget_*", "campaign:campaign_id", "outdial:outdial_id"),
            parents(
                    "recording_*, transcribe_*, queuecall_*, conferencecall_*, aicall_*, pipecatcall_*, summary_*,"
                            + " campaigncall_*",
                    "call:reference_id when reference_type=call",
                    "confbridge:reference_id when reference_type=confbridge"),
            // nothing lives on after these
            new RoutingRule(
                    types("*message_*, transcript_*, transcribe_speech_*, email_*, dtmf_*"),
                    null,
                    List.of(),
                    List.of(),
                    true,
                    false));

    private VoipbinRouting() {}

    private static RoutingRule own(String types, String resource, String... idFields) {
        return rule(types, resource, List.of(idFields), false);
    }

    private static RoutingRule parents(String types, String... parents) {
        return rule(types, null, List.of(), false, parents);
    }

    private static RoutingRule direct(String types, String parent) {
        return rule(types, null, List.of(), true, parent);
    }

    private static RoutingRule rule(
            String types, @Nullable String resource, List<String> idFields, boolean direct, String... parents) {
        return new RoutingRule(
                types(types),
                resource,
                idFields,
                Stream.of(parents).map(ParentRule::parse).toList(),
                false,
                direct);
    }

    private static List<TypePattern> types(String types) {
        return Stream.of(types.split(", ", -1)).map(TypePattern::new).toList();
    }
}
