package dev.ringdown.torture.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.torture.oracle.Transcript;
import dev.ringdown.torture.world.EventMaker;
import dev.ringdown.torture.world.Identity;
import dev.ringdown.torture.world.Published;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a client notices while it listens, with every fault planted once. */
class ConversationTest {
    private final Stage stage = new Stage();
    private final Identity admin = Identity.agent(
            Identity.Kind.ADMIN, stage.customer.id(), stage.customer.agents().get(0));
    private final EventMaker.Made made = stage.event(0);
    private final Conversation first = conversation();
    private final Conversation second = conversation();

    private Conversation conversation() {
        return new Conversation(
                "client", admin, stage.scene, new Positions(), new Silent(), new Transcript("client", 0, false, admin));
    }

    @Test
    void anEventAsItWasPublishedAndAcknowledgedIsFine() {
        stage.ledger.sending(made.event());
        hears(first, message(1));
        stage.ledger.acknowledged(made.event(), Stage.sequence(1));
        hears(second, message(1));

        assertThat(stage.told()).isEmpty();
    }

    /** As when a server that was killed before it answered has forgotten what it had stored, and stores it once more. */
    @Test
    void anEventThatIsStoredTwiceIsFoundByWhoeverHearsOneOfThemAndTheAnswer() {
        stage.ledger.sending(made.event());
        hears(first, message(1));

        stage.ledger.acknowledged(made.event(), Stage.sequence(2));

        assertThat(stage.told()).contains("two places of one event", "acknowledged at " + Stage.sequence(2));
    }

    @Test
    void soItIsByWhoeverHearsBoth() {
        stage.ledger.sending(made.event());
        hears(first, message(1));
        hears(first, message(2));

        assertThat(stage.told()).contains("two places of one event", "got it at " + Stage.sequence(2));
    }

    @Test
    void soItIsIfOneClientHearsTheOneAndAnotherTheOther() {
        stage.ledger.sending(made.event());
        hears(first, message(1));
        hears(second, message(2));

        assertThat(stage.told()).contains("two places of one event", "got it at " + Stage.sequence(2));
    }

    @Test
    void anEventThatNobodyPublishedIsFound() {
        hears(first, message(1));

        assertThat(stage.told()).contains("an event that nobody published");
    }

    @Test
    void anEventThatWasChangedOnItsWayIsFound() {
        stage.ledger.sending(made.event());
        hears(first, message(1).replace("\"text\":\"", "\"text\":\"changed "));

        assertThat(stage.told()).contains("not as it was published");
    }

    @Test
    void anEventOfAnotherResourceIsFound() {
        stage.ledger.sending(made.event());
        hears(first, message(1).replace(made.event().resource().id(), "another"));

        assertThat(stage.told()).contains("not as it was published");
    }

    @Test
    void whatIsSaidBeforeTheWelcomeIsFound() {
        hears(first, "{\"type\":\"pong\",\"sequence\":\"" + Stage.sequence(1) + "\"}");

        assertThat(stage.told()).contains("expected welcome first");
    }

    /** The event as the server passes it on. */
    private String message(int number) {
        Published event = made.event();
        String published = new String(made.cloudEvent(), StandardCharsets.UTF_8);
        return published.substring(0, published.length() - 1) + ",\"subject\":\""
                + event.resource().subject() + "\",\"sequence\":\"" + Stage.sequence(number) + "\"}";
    }

    private static void hears(Conversation conversation, String message) {
        conversation.onText(message.getBytes(StandardCharsets.UTF_8));
    }

    /** Says nothing and does nothing. */
    private static final class Silent implements Conversation.Talker {
        @Override
        public void onOpen() {}

        @Override
        public void onLost(int code, String reason) {}

        @Override
        public void onUnavailable() {}

        @Override
        public void onEvent() {}

        @Override
        public void onSubscribed() {}
    }
}
