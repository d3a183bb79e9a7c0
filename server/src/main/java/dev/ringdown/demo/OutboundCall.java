package dev.ringdown.demo;

import java.util.List;

/** An agent calls somebody, who may not be reached. Confined to the thread of its world. */
final class OutboundCall extends Lifecycle {
    private static final int TYPICAL_EVENTS = 9;

    private static final List<String> UNANSWERED = List.of("noanswer", "noanswer", "dialout", "busy", "cancel");

    private final Desk desk;
    private final PhoneCall phone;

    /** @param desk must be free */
    OutboundCall(Floor floor, Desk desk) {
        super(floor, TYPICAL_EVENTS);
        this.desk = desk;
        this.phone = PhoneCall.outgoing(this, desk.agent());
    }

    @Override
    void begin() {
        desk.take(this);
        phone.create();
        if (chance.percent(6)) {
            after(0.3, 1.5, () -> hangUp("remote", "failed"));
        } else {
            after(0.5, 2, this::ring);
        }
    }

    private void ring() {
        phone.ring();
        if (chance.percent(35)) {
            String reason = chance.oneOf(UNANSWERED);
            after(4, 20, () -> hangUp(reason.equals("busy") ? "remote" : "local", reason));
        } else {
            after(3, 12, this::answer);
        }
    }

    private void answer() {
        phone.answer("talk");
        if (chance.percent(20)) {
            after(3, 6, () -> phone.mute("both"));
            after(7, 10, () -> phone.mute(""));
        }
        after(12, 60, () -> hangUp(chance.percent(50) ? "remote" : "local", "normal")); // later than all of the above
    }

    private void hangUp(String by, String reason) {
        phone.hangUp(by, reason);
        phone.endFlow();
        after(3, 8, this::finishNotes);
    }

    private void finishNotes() {
        desk.free(this);
        end();
    }
}
