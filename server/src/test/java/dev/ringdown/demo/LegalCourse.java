package dev.ringdown.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The courses that resources may take: a small state machine for each kind; a state is the last event's action. */
final class LegalCourse {
    private static final Set<String> TRANSITIONS = Set.of(
            "call: none > created",
            "call: created > ringing",
            "call: created > hangup",
            "call: ringing > progressing",
            "call: ringing > hangup",
            "call: progressing > updated",
            "call: progressing > hangup",
            "call: updated > updated",
            "call: updated > hangup",
            "activeflow: none > created",
            "activeflow: created > updated",
            "activeflow: created > deleted",
            "activeflow: updated > updated",
            "activeflow: updated > deleted",
            "queuecall: none > created",
            "queuecall: created > waiting",
            "queuecall: waiting > connecting",
            "queuecall: waiting > abandoned",
            "queuecall: connecting > serviced",
            "queuecall: serviced > done",
            "queue: none > created",
            "queue: created > updated",
            "queue: updated > updated",
            "transcribe: none > created",
            "transcribe: created > progressing",
            "transcribe: progressing > done",
            "transcript: none > created",
            "recording: none > started",
            "recording: started > finished",
            "recording: finished > deleted",
            "aicall: none > created",
            "aicall: created > status_progressing",
            "aicall: status_progressing > status_finished",
            "aicall: status_finished > deleted",
            "aimessage: none > created",
            "conversation: none > created",
            "conversation: created > updated",
            "conversation: updated > deleted",
            "conversation_message: none > created",
            "webchat_message: none > created",
            "webchat_session: none > ended",
            "chat: none > created",
            "chat: created > deleted",
            "chatparticipant: none > added",
            "chatparticipant: added > removed",
            "chatmessage: none > created",
            "agent: none > updated",
            "agent: updated > updated");

    /** After these the protocol counts a resource as gone. */
    private static final Set<String> ENDS = Set.of("hangup", "deleted", "done", "abandoned", "removed", "ended");

    private static final Set<String> STAYING = Set.of("agent", "queue");

    private static final Set<String> MESSAGES =
            Set.of("aimessage", "conversation_message", "chatmessage", "webchat_message", "transcript");

    /** Resources whose name has an underscore itself. */
    private static final Set<String> LONG_NAMES = Set.of("conversation_message", "webchat_message", "webchat_session");

    private final Map<String, String> states = new HashMap<>();
    private final Map<String, String> kinds = new HashMap<>();
    private final List<String> violations = new ArrayList<>();

    /** Follows the events from the first one on. */
    static LegalCourse of(List<Told> events) {
        LegalCourse course = new LegalCourse();
        events.forEach(course::follow);
        return course;
    }

    /** What should not have happened. */
    List<String> violations() {
        return violations;
    }

    /** Resources that have begun and not ended, but for those who stay and for messages, which are over at once. */
    List<String> alive() {
        return states.entrySet().stream()
                .filter(state -> !ENDS.contains(state.getValue()))
                .map(state -> kinds.getOrDefault(state.getKey(), "") + " " + state.getKey())
                .filter(name -> STAYING.stream().noneMatch(kind -> name.startsWith(kind + " "))
                        && MESSAGES.stream().noneMatch(message -> name.startsWith(message + " ")))
                .toList();
    }

    private void follow(Told event) {
        String kind = kindOf(event);
        String action = event.type().substring(kind.length() + 1);
        String id = event.text("id");
        String from = Optional.ofNullable(states.put(id, action)).orElse("none");
        kinds.put(id, kind);
        String transition = kind + ": " + from + " > " + action;
        if (!TRANSITIONS.contains(transition)) {
            violations.add(transition + " " + event);
        }
        expectGoingOn(event, "conversation_id", Set.of("created", "updated"));
        expectGoingOn(event, "chat_id", Set.of("created"));
        expectGoingOn(event, "aicall_id", Set.of("status_progressing"));
        expectGoingOn(event, "transcribe_id", Set.of("progressing"));
        expectGoingOn(event, "session_id", Set.of("none")); // its end is all that is told of it
        expectRightStatus(event, kind, action);
    }

    /** Whatever refers to another resource happens while that one is going on. */
    private void expectGoingOn(Told event, String reference, Set<String> legalStates) {
        if (event.data().has(reference) && !legalStates.contains(states.getOrDefault(event.text(reference), "none"))) {
            violations.add(reference + " is not going on: " + event);
        }
    }

    private void expectRightStatus(Told event, String kind, String action) {
        Map<String, String> expected = Map.of(
                "call ringing", "ringing",
                "call progressing", "progressing",
                "call updated", "progressing",
                "call hangup", "hangup",
                "queuecall waiting", "waiting",
                "queuecall connecting", "connecting",
                "queuecall serviced", "service",
                "queuecall abandoned", "abandoned",
                "queuecall done", "done");
        String status = expected.get(kind + ' ' + action);
        if (status != null && !status.equals(event.text("status"))) {
            violations.add("status is not " + status + ": " + event);
        }
    }

    private static String kindOf(Told event) {
        return LONG_NAMES.stream()
                .filter(name -> event.type().startsWith(name + '_'))
                .findFirst()
                .orElseGet(() -> event.type().substring(0, event.type().indexOf('_')));
    }
}
