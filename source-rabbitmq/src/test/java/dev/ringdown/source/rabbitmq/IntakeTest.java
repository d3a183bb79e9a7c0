package dev.ringdown.source.rabbitmq;

import static dev.ringdown.source.rabbitmq.SourceWorld.CHAT_WAIT;
import static dev.ringdown.source.rabbitmq.SourceWorld.CUSTOMER;
import static dev.ringdown.source.rabbitmq.SourceWorld.OTHER_PARTICIPANT;
import static dev.ringdown.source.rabbitmq.SourceWorld.OWNER;
import static dev.ringdown.source.rabbitmq.SourceWorld.PARTICIPANT;
import static dev.ringdown.source.rabbitmq.SourceWorld.chat;
import static dev.ringdown.source.rabbitmq.SourceWorld.chatKey;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private final SourceWorld world = new SourceWorld().started();

    @Test
    void aMessageIsAcknowledgedOnceTheLogHasIt() {
        world.giveCall("call_created");

        assertThat(world.broker.link().acknowledged).isEmpty();
        assertThat(world.meters.unacknowledged).isEqualTo(1);

        world.log.store();

        assertThat(world.log.types()).containsExactly("call_created");
        assertThat(world.broker.link().acknowledged).containsExactly(1L);
        assertThat(world.meters.unacknowledged).isZero();
    }

    @Test
    void whatComesWhileAnAppendIsUnderWayIsTheNextOneAndAcknowledgedTogether() {
        world.giveCall("call_created");
        world.giveCall("call_ringing");
        world.giveCall("call_progressing");

        assertThat(world.log.underWay()).isEqualTo(1);

        world.log.store();
        world.log.store();

        assertThat(world.log.types()).containsExactly("call_created", "call_ringing", "call_progressing");
        assertThat(world.broker.link().acknowledged).containsExactly(1L, 3L);
    }

    @Test
    void nothingGetsAheadOfAnAppendThatIsTriedAgain() {
        world.giveCall("call_created");
        world.giveCall("call_hangup");

        world.log.refuse("no space left");
        assertThat(world.log.underWay()).isZero();
        world.turns.pass(Duration.ofMillis(50));
        world.log.storeAll();

        assertThat(world.log.types()).containsExactly("call_created", "call_hangup");
        assertThat(world.broker.link().acknowledged).containsExactly(1L, 2L);
        assertThat(world.meters.appendsFailed).isEqualTo(1);
    }

    @Test
    void whatMayHaveBeenStoredIsAppendedAgainAndNotAcknowledgedBefore() {
        world.giveCall("call_created");

        world.log.lose("the disk failed");
        assertThat(world.broker.link().acknowledged).isEmpty();
        world.turns.pass(Duration.ofMillis(50));
        world.log.storeAll();

        assertThat(world.log.types()).containsExactly("call_created");
        assertThat(world.broker.link().acknowledged).containsExactly(1L);
    }

    @Test
    void aLogThatGoesOnTakingNothingCostsTheLinkAndNothingIsAcknowledged() {
        world.giveCall("call_created");

        refuseUntil(Intake.PATIENCE);

        assertThat(world.broker.link().closed).isTrue();
        assertThat(world.broker.link().acknowledged).isEmpty();
        assertThat(world.source.status()).contains("the log takes nothing: no space left");
    }

    private void refuseUntil(Duration time) {
        long end = world.turns.nanoTime() + time.toNanos();
        while (world.turns.nanoTime() < end) {
            world.log.refuse("no space left");
            world.turns.pass(Duration.ofSeconds(1));
        }
        world.log.refuse("no space left");
    }

    @Test
    void anUnreadableMessageIsAcknowledgedOnceItsDeadLetterIsConfirmed() {
        world.give("customer_id." + CUSTOMER + ".call.call_created.x", "this is not JSON");

        assertThat(world.broker.link().buried).hasSize(1).first().asString().startsWith("body: not JSON");
        assertThat(world.broker.link().acknowledged).isEmpty();
        assertThat(world.meters.unreadable).isEqualTo(1);

        world.broker.link().confirm();

        assertThat(world.broker.link().acknowledged).containsExactly(1L);
    }

    @Test
    void whatFollowsAnUnreadableMessageIsStoredAtOnceAndAcknowledgedAfterIt() {
        world.giveCall("call_created");
        world.give("a.key", "{}");
        world.giveCall("call_hangup");

        world.log.storeAll();
        assertThat(world.log.types()).containsExactly("call_created", "call_hangup");
        assertThat(world.broker.link().acknowledged).containsExactly(1L);

        world.broker.link().confirm();
        assertThat(world.broker.link().acknowledged).containsExactly(1L, 3L);
    }

    @Test
    void theCopiesOfAChatsEventAreOneEventForAllWhoTakePart() {
        world.give(chatKey("customer_id", CUSTOMER, "chatmessage_created"), chat("chatmessage_created", "hello"));
        world.give(chatKey("agent_id", OWNER, "chatmessage_created"), chat("chatmessage_created", "hello"));
        world.turns.pass(CHAT_WAIT.minusMillis(1));
        world.give(chatKey("agent_id", PARTICIPANT, "chatmessage_created"), chat("chatmessage_created", "hello"));
        assertThat(world.log.underWay()).isZero();

        world.turns.pass(Duration.ofMillis(1));
        world.log.storeAll();

        assertThat(world.log.types()).containsExactly("chatmessage_created");
        assertThat(world.participantsRead)
                .containsExactly(List.of(UUID.fromString(OWNER), UUID.fromString(PARTICIPANT)));
        assertThat(world.broker.link().acknowledged).containsExactly(3L);
    }

    @Test
    void eventsOfOneChatStayInTheirOrderAndOtherEventsNeedNotWaitForThem() {
        world.give(chatKey("customer_id", CUSTOMER, "chatmessage_created"), chat("chatmessage_created", "hello"));
        world.turns.pass(Duration.ofMillis(20));
        world.give(chatKey("customer_id", CUSTOMER, "chatmessage_updated"), chat("chatmessage_updated", "hello!"));
        world.give(chatKey("agent_id", PARTICIPANT, "chatmessage_created"), chat("chatmessage_created", "hello"));
        world.giveCall("call_created");
        world.log.storeAll();
        assertThat(world.log.types()).containsExactly("call_created");
        assertThat(world.broker.link().acknowledged).isEmpty();

        world.turns.pass(CHAT_WAIT);
        world.log.storeAll();

        assertThat(world.log.types()).containsExactly("call_created", "chatmessage_created", "chatmessage_updated");
        assertThat(world.broker.link().acknowledged).endsWith(4L);
    }

    @Test
    void aCopyThatComesAfterTheWaitIsAnEventOfItsOwnWithThatParticipant() {
        world.give(chatKey("agent_id", PARTICIPANT, "chatmessage_created"), chat("chatmessage_created", "hello"));
        world.turns.pass(CHAT_WAIT);
        world.give(chatKey("agent_id", OTHER_PARTICIPANT, "chatmessage_created"), chat("chatmessage_created", "hello"));
        world.turns.pass(CHAT_WAIT);
        world.log.storeAll();

        assertThat(world.participantsRead)
                .containsExactly(List.of(UUID.fromString(PARTICIPANT)), List.of(UUID.fromString(OTHER_PARTICIPANT)));
    }

    @Test
    void ofAChatWithMoreThanAnEventCanNameTheRestIsALateCopy() {
        for (int i = 0; i < 80; i++) {
            world.give(
                    chatKey("agent_id", new UUID(7, i).toString(), "chatmessage_created"),
                    chat("chatmessage_created", "hello"));
        }
        world.turns.pass(CHAT_WAIT);
        world.log.storeAll();

        assertThat(world.broker.link().buried).isEmpty();
        assertThat(world.log.stored()).hasSizeGreaterThan(1);
        assertThat(world.log.stored())
                .extracting(event -> event.name().id())
                .containsOnly(world.log.stored().get(0).name().id());
        assertThat(world.log.stored().stream()
                        .mapToLong(event -> event.topics().scopes().size() - 1)
                        .sum())
                .isEqualTo(80);
        assertThat(world.broker.link().acknowledged).endsWith(80L);
    }

    @Test
    void theCopiesOfAnUnreadableEventOfAChatAreOneDeadLetter() {
        world.give(chatKey("customer_id", CUSTOMER, "chat_created"), "{}");
        world.give(chatKey("agent_id", PARTICIPANT, "chat_created"), "{}");
        world.turns.pass(CHAT_WAIT);

        assertThat(world.broker.link().buried).hasSize(1);
        world.broker.link().confirm();

        assertThat(world.broker.link().acknowledged).containsExactly(2L);
    }

    @Test
    void aBatchIsBoundedInBytes() {
        String large = "x".repeat(60_000);
        world.giveCall("call_created");
        for (int i = 0; i < 2 * Intake.BATCH_BYTES / 60_000; i++) {
            world.give(
                    "customer_id." + CUSTOMER + ".call.call_updated." + i,
                    "{\"type\":\"call_updated\",\"data\":{\"id\":\"" + i + "\",\"customer_id\":\"" + CUSTOMER
                            + "\",\"note\":\"" + large + "\"}}");
        }

        world.log.store();
        world.log.store();

        assertThat(world.log.stored()).hasSize(1 + Intake.BATCH_BYTES / 60_500);
    }

    @Test
    void whoCannotAcknowledgeGivesTheLinkUp() {
        world.giveCall("call_created");
        world.broker.gone = true;

        world.log.store();

        assertThat(world.broker.link().closed).isTrue();
        assertThat(world.source.status()).contains("cannot acknowledge: connection reset");
    }

    @Test
    void whoCannotBuryGivesTheLinkUp() {
        world.broker.gone = true;

        world.give("a.key", "{}");

        assertThat(world.broker.link().closed).isTrue();
        assertThat(world.broker.link().acknowledged).isEmpty();
    }
}
