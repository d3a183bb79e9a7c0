package dev.ringdown.demo;

import java.util.List;

/** Colleagues write to each other. Confined to the thread of its world. */
final class Chat extends Lifecycle {
    private static final int TYPICAL_EVENTS = 11;

    private static final List<String> TEXTS = List.of(
            "Has anybody seen this error before?",
            "Yes, restart the app and it is gone.",
            "The queue is long today.",
            "I take the next one.",
            "Can you cover my shift on Friday?",
            "Sure.",
            "Caller from this morning is back, who had them?",
            "That was me, put them through.",
            "Lunch at twelve?",
            "Good work, everybody.");

    private final List<Desk> desks;
    private final List<Resource> participants;
    private final Resource chat;
    private final int messages;

    private int messagesWritten;

    /** @param desks of those who talk, two at least; the first one begins */
    Chat(Floor floor, List<Desk> desks) {
        super(floor, TYPICAL_EVENTS);
        this.desks = List.copyOf(desks);
        this.messages = chance.between(3, 7);
        this.chat = new Resource(world, "chat", floor.customer())
                .ownedBy(desks.get(0).agent())
                .set("type", desks.size() == 2 ? "normal" : "group");
        this.participants = desks.stream().map(this::participant).toList();
    }

    private Resource participant(Desk desk) {
        return new Resource(world, "chatparticipant", floor.customer())
                .ownedBy(desk.agent())
                .set("chat_id", chat.id())
                .notYet("tm_joined");
    }

    @Override
    void begin() {
        publish(chat, "created");
        for (Resource participant : participants) {
            publish(participant.reached("tm_joined"), "added");
        }
        after(1, 4, this::write);
    }

    private void write() {
        Resource message = new Resource(world, "chatmessage", floor.customer())
                .ownedBy(desks.get(messagesWritten % desks.size()).agent())
                .set("chat_id", chat.id())
                .set("type", "normal")
                .set("text", chance.oneOf(TEXTS));
        publish(message, "created");
        messagesWritten++;
        if (messagesWritten < messages) {
            after(2, 12, this::write);
        } else {
            after(5, 15, this::close);
        }
    }

    private void close() {
        for (Resource participant : participants) {
            publish(participant, "removed");
        }
        publish(chat.reached("tm_delete"), "deleted");
        end();
    }
}
