package dev.ringdown.demo;

import java.util.List;

/**
 * Somebody writes text messages to the customer, and an agent answers between calls or during them. Confined to the
 * thread of its world.
 */
final class Conversation extends Lifecycle {
    private static final int TYPICAL_EVENTS = 8;

    private static final List<String> OPENINGS = List.of(
            "Hello, is anybody there?",
            "My parcel has not come yet.",
            "I was charged twice this month.",
            "Do you have this in blue?",
            "Please call me back when you can.");

    private static final List<String> QUESTIONS = List.of(
            "Thanks! And what do I have to do?",
            "How long will it take?",
            "Could you send me that in writing?",
            "Great, that helps.",
            "And is there a fee?");

    private static final List<String> ANSWERS = List.of(
            "Let me look that up for you.",
            "I have changed it; you will see it within the hour.",
            "There is no fee.",
            "I have sent you an e-mail with everything in it.",
            "It takes two working days.");

    private final Desk desk;
    private final Resource conversation;
    private final int answers;

    private int answersGiven;

    /** @param desk of who will answer */
    Conversation(Floor floor, Desk desk) {
        super(floor, TYPICAL_EVENTS);
        this.desk = desk;
        this.answers = chance.between(1, 3);
        DemoCustomer customer = floor.customer();
        String peer = chance.phoneNumber();
        this.conversation = new Resource(world, "conversation", customer)
                .set("name", "Conversation with " + peer)
                .set("detail", "")
                .set("type", "message")
                .setAddress("self", "tel", customer.phoneNumber(), customer.name())
                .setAddress("peer", "tel", peer, "");
    }

    @Override
    void begin() {
        publish(conversation, "created");
        write("incoming", chance.oneOf(OPENINGS));
        after(3, 12, this::assign);
    }

    private void assign() {
        publish(conversation.ownedBy(desk.agent()), "updated");
        after(3, 8, this::answer);
    }

    private void answer() {
        write("outgoing", chance.oneOf(ANSWERS));
        answersGiven++;
        if (answersGiven < answers) {
            after(4, 15, this::ask);
        } else {
            after(10, 25, this::close);
        }
    }

    private void ask() {
        write("incoming", chance.oneOf(QUESTIONS));
        after(4, 12, this::answer);
    }

    private void close() {
        publish(conversation.reached("tm_delete"), "deleted");
        end();
    }

    private void write(String direction, String text) {
        Resource message = new Resource(world, "conversation_message", floor.customer())
                .set("conversation_id", conversation.id())
                .set("direction", direction)
                .set("status", "done")
                .set("reference_type", "message")
                .set("text", text);
        if (direction.equals("outgoing") || answersGiven > 0) {
            message.ownedBy(desk.agent());
        }
        publish(message, "created");
    }
}
