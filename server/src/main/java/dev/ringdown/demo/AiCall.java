package dev.ringdown.demo;

import java.util.List;

/** Somebody calls the customer and talks to an assistant that is a program. Confined to the thread of its world. */
final class AiCall extends Lifecycle {
    private static final int TYPICAL_EVENTS = 18;

    private static final List<Turn> TURNS = List.of(
            new Turn("What are your opening hours?", "We are there from eight to six, Monday to Saturday."),
            new Turn("Where is my order?", "It left our warehouse this morning and arrives tomorrow."),
            new Turn("Can I change my appointment?", "Of course. Which day would suit you?"),
            new Turn("Thursday would be good.", "Thursday at ten is yours now."),
            new Turn("How do I cancel?", "I can do that for you, or send you the form."),
            new Turn("What does the larger plan cost?", "It is four more a month, and you can return to yours."),
            new Turn("I have forgotten my password.", "I have sent you a link that is good for an hour."));

    private final PhoneCall phone;
    private final Resource aicall;
    private final List<Turn> turns;

    private int turnsTaken;

    private record Turn(String question, String answer) {}

    AiCall(Floor floor) {
        super(floor, TYPICAL_EVENTS);
        this.phone = PhoneCall.incoming(this);
        this.turns = chance.some(TURNS, chance.between(1, 4));
        this.aicall = new Resource(world, "aicall", floor.customer())
                .set("assistance_type", "ai")
                .set("activeflow_id", phone.activeflow().id())
                .set("reference_type", "call")
                .set("reference_id", phone.call().id())
                .set("status", "initiating")
                .set("language", "en-US")
                .notYet("tm_end");
    }

    @Override
    void begin() {
        phone.create();
        after(0.2, 0.8, this::ring);
    }

    private void ring() {
        phone.ring();
        after(1, 3, this::answer);
    }

    private void answer() {
        phone.answer("ai_talk");
        publish(aicall, "created");
        after(0.3, 1, this::greet);
    }

    private void greet() {
        publish(aicall.set("status", "progressing"), "status_progressing");
        say("assistant", "outgoing", "Welcome to " + floor.customer().name() + ". How can I help you?");
        after(3, 8, this::ask);
    }

    private void ask() {
        say("user", "incoming", turns.get(turnsTaken).question());
        after(1, 3, this::reply);
    }

    private void reply() {
        say("assistant", "outgoing", turns.get(turnsTaken).answer());
        turnsTaken++;
        if (turnsTaken < turns.size()) {
            after(4, 10, this::ask);
        } else {
            after(4, 10, this::hangUp);
        }
    }

    private void hangUp() {
        phone.hangUp("remote", "normal");
        publish(aicall.set("status", "finished").reached("tm_end"), "status_finished");
        publish(aicall.reached("tm_delete"), "deleted");
        phone.endFlow();
        end();
    }

    private void say(String role, String direction, String content) {
        Resource message = new Resource(world, "aimessage", floor.customer())
                .set("aicall_id", aicall.id())
                .set("activeflow_id", phone.activeflow().id())
                .set("role", role)
                .set("direction", direction)
                .set("content", content);
        publish(message, "created");
    }
}
