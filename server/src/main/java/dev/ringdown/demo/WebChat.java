package dev.ringdown.demo;

import java.util.List;

/**
 * A visitor of the customer's page writes in the chat on it, and an agent answers. VoIPBin tells of the messages and of the
 * end of such a session, not of its beginning. Confined to the thread of its world.
 */
final class WebChat extends Lifecycle {
    private static final int TYPICAL_EVENTS = 5;

    private static final List<String> QUESTIONS = List.of(
            "Hi! Do you ship abroad?",
            "Where do I find my invoices?",
            "Is this still available?",
            "Can I talk to a person?",
            "Thanks, and until when?");

    private static final List<String> ANSWERS = List.of(
            "Hello, I am here to help.",
            "Yes, it takes three to five days.",
            "You find it under Account.",
            "It is, shall I reserve one?");

    private final Desk desk;
    private final Resource session;
    private final int answers;

    private int answersGiven;

    /** @param desk of who will answer */
    WebChat(Floor floor, Desk desk) {
        super(floor, TYPICAL_EVENTS);
        this.desk = desk;
        this.answers = chance.between(1, 3);
        this.session = new Resource(world, "webchat_session", floor.customer())
                .set("widget_id", floor.widgetId())
                .set("status", "active")
                .set("page_url", "https://shop.example/help")
                .create();
    }

    @Override
    void begin() {
        ask();
    }

    private void ask() {
        write("inbound", Resource.NONE.toString(), QUESTIONS);
        after(3, 10, this::answer);
    }

    private void answer() {
        write("outbound", desk.agent().id().toString(), ANSWERS);
        answersGiven++;
        if (answersGiven < answers) {
            after(4, 12, this::ask);
        } else {
            after(10, 25, this::close);
        }
    }

    private void close() {
        publish(session.set("status", "ended").reached("tm_end"), "ended");
        end();
    }

    private void write(String direction, String sender, List<String> texts) {
        Resource message = new Resource(world, "webchat_message", floor.customer())
                .set("widget_id", floor.widgetId())
                .set("session_id", session.id())
                .set("direction", direction)
                .set("status", "sent")
                .set("sender_id", sender)
                .set("text", chance.oneOf(texts));
        publish(message, "created");
    }
}
