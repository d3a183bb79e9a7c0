package dev.ringdown.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who has which call, as one can read it from the events: an agent has a call from the moment that the call or its
 * queuecall names them until it is hung up.
 */
final class AgentBook {
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    private final Map<String, String> callOfAgent = new HashMap<>();
    private final Map<String, String> statusOfAgent = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private int callsTaken;

    static AgentBook of(List<Told> events) {
        AgentBook book = new AgentBook();
        events.forEach(book::note);
        return book;
    }

    List<String> violations() {
        return violations;
    }

    int callsTaken() {
        return callsTaken;
    }

    private void note(Told event) {
        String owner = event.text("owner_id");
        if (event.type().equals("agent_updated")) {
            statusOfAgent.put(event.text("id"), event.text("status"));
            expectBusyOnACall(event, event.text("id"));
        } else if (event.type().equals("call_hangup")) {
            callOfAgent.remove(owner, event.text("id"));
        } else if (event.type().equals("queuecall_connecting")) {
            take(event, owner, event.text("reference_id"));
        } else if (event.type().startsWith("call_") && !owner.equals(NOBODY)) {
            take(event, owner, event.text("id"));
        }
    }

    private void take(Told event, String agent, String call) {
        String before = callOfAgent.put(agent, call);
        if (before == null) {
            callsTaken++;
        } else if (!before.equals(call)) {
            violations.add("agent still has call " + before + ": " + event);
        }
        expectBusyOnACall(event, agent);
    }

    private void expectBusyOnACall(Told event, String agent) {
        if (callOfAgent.containsKey(agent) && !"busy".equals(statusOfAgent.get(agent))) {
            violations.add("agent is not busy on a call: " + event);
        }
    }
}
