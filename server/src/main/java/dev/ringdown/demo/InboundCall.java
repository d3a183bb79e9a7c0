package dev.ringdown.demo;

import org.jspecify.annotations.Nullable;

/**
 * Somebody calls the customer, hears the announcement, waits in a queue and talks to an agent; or hangs up before. The
 * agent is busy from being chosen until the notes on the call are written. Confined to the thread of its world.
 *
 * <p>It and the {@link Floor} know each other: a call joins and leaves the line of those who wait there.
 */
final class InboundCall extends Lifecycle {
    private static final int TYPICAL_EVENTS = 21;

    private final PhoneCall phone;
    private final QueueBook book;
    private final Resource queuecall;

    private long waitingSinceNanos;
    private long servicedSinceNanos;
    private @Nullable Resource recording;
    private @Nullable Transcription transcription;

    InboundCall(Floor floor) {
        super(floor, TYPICAL_EVENTS);
        this.phone = PhoneCall.incoming(this);
        this.book = chance.oneOf(floor.queues());
        this.queuecall = new Resource(world, "queuecall", floor.customer())
                .set("queue_id", book.queue().id())
                .set("queue_name", book.queue().name())
                .set("reference_type", "call")
                .set("reference_id", phone.call().id())
                .set("reference_activeflow_id", phone.activeflow().id())
                .set("status", "initiating")
                .set("service_agent_id", Resource.NONE)
                .set("duration_waiting", 0)
                .set("duration_service", 0)
                .notYet("tm_service");
    }

    @Override
    void begin() {
        phone.create();
        after(0.2, 0.8, this::ring);
    }

    private void ring() {
        phone.ring();
        if (chance.percent(8)) {
            after(1, 6, this::giveUpRinging);
        } else {
            after(1, 4, this::answer);
        }
    }

    private void giveUpRinging() {
        phone.hangUp("remote", "cancel");
        phone.endFlow();
        end();
    }

    private void answer() {
        phone.answer("talk");
        after(3, 8, this::enterQueue);
    }

    private void enterQueue() {
        phone.run("queue_join");
        publish(queuecall, "created");
        after(0.2, 0.8, this::startWaiting);
    }

    private void startWaiting() {
        waitingSinceNanos = world.nowNanos();
        publish(queuecall.set("status", "waiting"), "waiting");
        book.onIncoming(this);
        if (chance.percent(8)) {
            after(0.5, 5, this::abandon);
        } else {
            after(0.3, 1.2, this::joinLine);
        }
    }

    private void joinLine() {
        after(15, 50, this::losePatience);
        floor.join(this);
    }

    private void losePatience() {
        if (floor.leave(this)) { // else an agent was faster
            abandon();
        }
    }

    private void abandon() {
        queuecall.set("status", "abandoned").set("duration_waiting", world.millisSince(waitingSinceNanos));
        publish(queuecall.reached("tm_delete"), "abandoned");
        book.onAbandoned(this);
        phone.hangUp("remote", "normal");
        phone.endFlow();
        end();
    }

    /** The floor found an agent; now the agent's phone rings. */
    void connect(Desk desk) {
        desk.take(this);
        queuecall.ownedBy(desk.agent()).set("service_agent_id", desk.agent().id());
        publish(queuecall.set("status", "connecting"), "connecting");
        after(2, 6, () -> serve(desk));
    }

    private void serve(Desk desk) {
        servicedSinceNanos = world.nowNanos();
        queuecall.set("status", "service").set("duration_waiting", world.millisSince(waitingSinceNanos));
        publish(queuecall.reached("tm_service"), "serviced");
        book.onServiced(this);
        phone.handOver(desk.agent());
        if (chance.percent(30)) {
            after(0.5, 1.5, () -> record(desk));
        }
        if (chance.percent(20)) {
            after(0.5, 1.5, this::writeDown);
        }
        if (chance.percent(25)) {
            after(4, 8, () -> phone.mute("both"));
            after(9, 14, () -> phone.mute(""));
        }
        after(16, 80, () -> hangUp(desk)); // later than all of the above
    }

    private void record(Desk desk) {
        recording = new Resource(world, "recording", floor.customer())
                .ownedBy(desk.agent())
                .set("activeflow_id", phone.activeflow().id())
                .set("reference_type", "call")
                .set("reference_id", phone.call().id())
                .set("status", "recording")
                .set("format", "wav")
                .reached("tm_start")
                .notYet("tm_end");
        publish(recording, "started");
    }

    private void writeDown() {
        Transcription begun = new Transcription(this, phone);
        transcription = begun;
        begun.start();
        after(2, 4, begun::sayCaller);
        after(6, 12, begun::sayAgent); // sooner than the end of the call
    }

    private void hangUp(Desk desk) {
        phone.hangUp(chance.percent(70) ? "remote" : "local", "normal");
        if (recording != null) {
            publish(recording.set("status", "ended").reached("tm_end"), "finished");
        }
        if (transcription != null) {
            transcription.end();
        }
        queuecall.set("status", "done").set("duration_service", world.millisSince(servicedSinceNanos));
        publish(queuecall.reached("tm_delete"), "done");
        phone.endFlow();
        after(4, 12, () -> finishNotes(desk));
    }

    private void finishNotes(Desk desk) {
        desk.free(this);
        if (recording == null) {
            end();
        } else {
            after(20, 40, this::discardRecording);
        }
    }

    /** A recording that stayed would be there for ever in everybody's picture of the centre. */
    private void discardRecording() {
        if (recording != null) {
            publish(recording.reached("tm_delete"), "deleted");
        }
        end();
    }
}
