package dev.ringdown.source.rabbitmq;

import static dev.ringdown.source.rabbitmq.SourceWorld.CHAT_WAIT;
import static dev.ringdown.source.rabbitmq.SourceWorld.CUSTOMER;
import static dev.ringdown.source.rabbitmq.SourceWorld.MAX_DEAD_LETTERS;
import static dev.ringdown.source.rabbitmq.SourceWorld.MAX_LENGTH;
import static dev.ringdown.source.rabbitmq.SourceWorld.chat;
import static dev.ringdown.source.rabbitmq.SourceWorld.chatKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.protocol.Limit;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RabbitmqSourceTest {
    private final SourceWorld world = new SourceWorld();

    @Test
    void itConnectsAndSaysWhereTo() {
        assertThat(world.source.status()).isEqualTo("connecting");

        world.started();

        assertThat(world.source.status()).isEqualTo("connected to broker.example:5672, queue ringdown");
        assertThat(world.meters.connected).isTrue();
    }

    @Test
    void whileTheBrokerIsAwayItTriesLessAndLessOftenAndSaysWhy() {
        world.broker.unreachable = "connection refused";

        world.started();
        world.turns.pass(Duration.ofSeconds(60));

        assertThat(world.source.status()).isEqualTo("not connected to broker.example:5672: connection refused");
        assertThat(world.meters.lost).isBetween(10, 13);

        world.broker.unreachable = null;
        world.turns.pass(Duration.ofSeconds(10));

        assertThat(world.broker.opened()).isEqualTo(1);
        assertThat(world.meters.connected).isTrue();
    }

    @Test
    void aLostLinkIsReplacedAndWhatWasNotAcknowledgedComesAgain() {
        world.started();
        world.giveCall("call_created");
        FakeBroker.FakeLink first = world.broker.link();

        first.lose("connection reset");

        assertThat(first.closed).isTrue();
        assertThat(world.source.status()).endsWith("connection reset");
        assertThat(world.meters.connected).isFalse();
        assertThat(world.meters.unacknowledged).isZero();

        world.turns.pass(Duration.ofMillis(100));
        world.giveCall("call_created");
        world.log.storeAll();

        assertThat(world.log.types()).containsExactly("call_created", "call_created");
        assertThat(first.acknowledged).isEmpty();
        assertThat(world.broker.link().acknowledged).containsExactly(1L);
    }

    @Test
    void anAppendOfALostLinkIsNotTriedAgain() {
        world.started();
        world.giveCall("call_created");

        world.log.refuse("no space left");
        world.broker.link().lose("connection reset");
        world.turns.pass(Duration.ofSeconds(5));

        assertThat(world.log.underWay()).isZero();
    }

    @Test
    void copiesThatWaitedOnALostLinkAreDroppedWithIt() {
        world.started();
        world.give(chatKey("customer_id", CUSTOMER, "chat_created"), chat("chat_created", "hello"));

        world.broker.link().lose("connection reset");
        world.turns.pass(CHAT_WAIT);

        assertThat(world.log.underWay()).isZero();
    }

    @Test
    void whatAnEarlierLinkSaysMeansNothing() {
        world.started();
        FakeBroker.FakeLink first = world.broker.link();
        first.lose("connection reset");
        world.turns.pass(Duration.ofMillis(100));

        first.lose("connection reset once more");
        first.give("a.key", "{}");
        world.turns.pass(DepthWatch.EVERY.multipliedBy(2));

        assertThat(world.broker.opened()).isEqualTo(2);
        assertThat(world.broker.link().closed).isFalse();
        assertThat(world.broker.link().buried).isEmpty();
        assertThat(world.meters.connected).isTrue();
    }

    @Test
    void nothingIsTakenFromTheBrokerWhileTheLogIsKnownToTakeNothing() {
        world.logFault = "no space left for the log";

        world.started();
        world.turns.pass(Duration.ofSeconds(30));

        assertThat(world.broker.opened()).isZero();
        assertThat(world.source.status())
                .isEqualTo("not connected to broker.example:5672: the log takes nothing: no space left for the log");

        world.logFault = null;
        world.turns.pass(Duration.ofSeconds(10));

        assertThat(world.broker.opened()).isEqualTo(1);
    }

    @Test
    void aLinkThatHeldIsReplacedSoon() {
        world.broker.unreachable = "connection refused";
        world.started();
        world.turns.pass(Duration.ofSeconds(60));
        world.broker.unreachable = null;
        world.turns.pass(Duration.ofSeconds(10));
        world.turns.pass(RabbitmqSource.GOOD_LINK);

        world.broker.link().lose("connection reset");
        world.turns.pass(Duration.ofMillis(100));

        assertThat(world.broker.opened()).isEqualTo(2);
    }

    @Test
    void aFullQueueIsToldOnceUntilThereIsRoomAgain() {
        world.started();
        world.broker.depths = new Broker.Depths(MAX_LENGTH, MAX_DEAD_LETTERS - 1);
        world.turns.pass(DepthWatch.EVERY.multipliedBy(3));

        assertThat(world.meters.full).containsExactly(Limit.QUEUE_LENGTH);
        assertThat(world.meters.waiting).isEqualTo(MAX_LENGTH);

        world.broker.depths = new Broker.Depths(MAX_LENGTH - 1, MAX_DEAD_LETTERS);
        world.turns.pass(DepthWatch.EVERY);
        world.broker.depths = new Broker.Depths(MAX_LENGTH, MAX_DEAD_LETTERS);
        world.turns.pass(DepthWatch.EVERY);

        assertThat(world.meters.full).containsExactly(Limit.QUEUE_LENGTH, Limit.DEAD_LETTERS, Limit.QUEUE_LENGTH);
    }

    @Test
    void aBugCostsTheLinkAndNotTheSource() {
        world.started();

        world.source.broken(new IllegalStateException("a bug"));
        world.turns.pass(Duration.ofMillis(100));

        assertThat(world.broker.opened()).isEqualTo(2);
        assertThat(world.meters.connected).isTrue();
    }
}
