package dev.ringdown.torture.load;

import dev.ringdown.torture.oracle.Transcript;
import dev.ringdown.torture.wire.Dial;
import dev.ringdown.torture.wire.Wire;
import dev.ringdown.torture.world.Chance;
import dev.ringdown.torture.world.Identity;
import dev.ringdown.torture.world.Published;
import java.io.IOException;
import java.nio.channels.Selector;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One client over all its connections: connects, subscribes, stalls, is cut off, comes back. Confined to its loop, which
 * calls {@link #turn} again and again.
 */
public final class Client {
    /**
     * Positions tell when every event of the own customer that is new has come. What last and snapshot bring has, and what is
     * of others, when nothing more comes, also of a server that others keep from its processor.
     */
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final long PING_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /** Who took so little for so long may be closed as too slow; the server's limit is beyond it. */
    private static final long MAY_BE_CLOSED_NANOS = TimeUnit.SECONDS.toNanos(8);

    private final String name;
    private final int number;
    private final Identity identity;
    private final Scene scene;
    private final Chance chance;
    private final Positions positions = new Positions();
    private final Nature nature;
    private final Wishes wishes;
    private final Whims whims;
    private final Slowness slowness = new Slowness();

    /** Null: nobody asks how long it gets nothing, and it goes to any gateway. */
    private final @Nullable Watch watch;

    private @Nullable Stay stay;
    private @Nullable Wire wire;
    private @Nullable Conversation conversation;
    private int connections;
    private long nextNanos = System.nanoTime();
    private boolean unavailable;
    private boolean finishing;
    private long listeningSinceNanos;
    private volatile boolean finished;

    private Client(
            int number,
            Identity identity,
            Scene scene,
            Chance chance,
            Nature nature,
            String name,
            @Nullable Watch watch) {
        this.name = name + ' ' + number;
        this.number = number;
        this.identity = identity;
        this.scene = scene;
        this.chance = chance;
        this.nature = nature;
        this.watch = watch;
        this.wishes = switch (nature) {
            case LOYAL -> Wishes.loyal(chance, scene, identity, positions);
            case RESTLESS -> Wishes.restless(chance, scene, identity, positions);
            case CALM -> Wishes.everything(chance, scene, identity, positions);
        };
        this.whims = new Whims(chance, wishes, slowness, scene.tally());
    }

    /** One that asks for the same all its life. */
    static Client loyal(int number, Identity identity, Scene scene, Chance chance) {
        return new Client(number, identity, scene, chance, Nature.LOYAL, "loyal client", null);
    }

    /** One that changes its mind. */
    static Client restless(int number, Identity identity, Scene scene, Chance chance) {
        return new Client(number, identity, scene, chance, Nature.RESTLESS, "restless client", null);
    }

    /** One that reads all of a customer from the beginning, and does nothing else. */
    static Client reader(int number, Identity identity, Scene scene, Chance chance) {
        return new Client(number, identity, scene, chance, Nature.CALM, "reader", null);
    }

    /** The same, while others publish: it is told how long it gets nothing. It has a gateway that it prefers. */
    static Client watching(int number, Identity identity, Scene scene, Chance chance, Watch watch) {
        return new Client(number, identity, scene, chance, Nature.CALM, "watching client", watch);
    }

    /** Goes on with life: does what is due by now. */
    void turn(Selector selector, long nowNanos) {
        Wire current = wire;
        Conversation talk = conversation;
        Stay here = stay;
        if (finished) {
            return;
        }
        if (current == null || talk == null || here == null) {
            connectIfDue(selector, nowNanos);
        } else if (!current.isOpen()) {
            if (here.waitsTooLong(nowNanos)) {
                giveUp(current, talk, here, nowNanos, "no answer to the handshake");
            }
        } else if (slowness.longestNanos(nowNanos) == 0 && here.hearsNothing(talk.wordNanos(), nowNanos)) {
            giveUp(current, talk, here, nowNanos, "not a word");
        } else {
            slowness.turn(current, nowNanos, finishing);
            turn(current, talk, nowNanos);
        }
    }

    private void giveUp(Wire current, Conversation talk, Stay here, long nowNanos, String why) {
        if (!here.isExcused()) {
            violate(why + " for so long that it goes, connection " + connections + " to " + here);
        }
        scene.tally().add(Tally.Count.SILENCES);
        watched(why + " from " + here + ", gone");
        cut(current, talk, Wire.Cut.HANG_UP, nowNanos, 500);
    }

    private void turn(Wire current, Conversation talk, long nowNanos) {
        if (unavailable && (finishing || nature != Nature.RESTLESS)) {
            watched("told by " + stay + " to come again");
            cut(current, talk, Wire.Cut.CLOSE, nowNanos, 500);
        } else if (watch != null && !finishing && stay != null && stay.mayGoHome(number, scene.gateways())) {
            watched("leaves " + stay + " for home");
            cut(current, talk, Wire.Cut.CLOSE, nowNanos, 50);
        } else if (nowNanos - nextNanos >= 0) {
            if (finishing) {
                nextNanos = nowNanos + PING_NANOS;
                finish(current, talk, nowNanos);
            } else if (nature != Nature.CALM) {
                nextNanos = nowNanos + millis(chance.between(50, 2_500));
                Wire.Cut how = whims.act(current, talk, nowNanos);
                if (how != null) {
                    cut(current, talk, how, nowNanos, chance.percent(80) ? 1_500 : 8_000);
                }
            }
        }
    }

    private void connectIfDue(Selector selector, long nowNanos) {
        if (nowNanos - nextNanos >= 0) {
            Gateways gateways = scene.gateways();
            Gateway to = watch == null ? gateways.any(chance) : gateways.home(number, chance);
            if (to != null) {
                connect(new Stay(to, nowNanos, gateways.patienceNanos()), selector, nowNanos);
            }
        }
    }

    private void connect(Stay begun, Selector selector, long nowNanos) {
        connections++;
        stay = begun;
        unavailable = false;
        nextNanos = nowNanos + millis(chance.between(50, 3_000));
        slowness.none();
        String who = name + " connection " + connections;
        Transcript transcript = new Transcript(who, number, wishes.isLoyal(), identity);
        Conversation talk = new Conversation(who, identity, scene, positions, talker, transcript);
        int receiveBytes = chance.percent(40) ? chance.oneOf(List.of(4_096, 16_384)) : 0;
        try {
            Dial dial = begun.dial().receiving(receiveBytes);
            wire = new Wire(selector, dial, scene.tokens().of(identity), talk);
            conversation = talk;
            scene.tally().add(Tally.Count.CONNECTIONS);
        } catch (IOException e) {
            nextNanos = nowNanos + millis(200);
        }
    }

    private final Conversation.Talker talker = new Conversation.Talker() {
        @Override
        public void onOpen() {
            Wire current = wire;
            Conversation talk = conversation;
            if (current != null && talk != null) {
                watched("connected to " + stay);
                wishes.first(talk).forEach(ask -> talk.subscribe(current, ask));
            }
        }

        @Override
        public void onLost(int code, String reason) {
            lost(code, reason);
        }

        @Override
        public void onUnavailable() {
            unavailable = true;
            nextNanos = System.nanoTime();
        }

        @Override
        public void onEvent() {
            if (watch != null) {
                watch.heard(String.valueOf(stay));
            }
        }

        @Override
        public void onSubscribed() {
            watched("answered");
        }
    };

    private void watched(String what) {
        if (watch != null) {
            watch.happened(what);
        }
    }

    private void lost(int code, String reason) {
        long now = System.nanoTime();
        Stay here = stay;
        if (slowness.longestNanos(now) > MAY_BE_CLOSED_NANOS) {
            scene.tally().add(Tally.Count.TOO_SLOW);
        } else if (here != null && here.isSentAway(code)) {
            scene.tally().add(Tally.Count.SENT_AWAY);
        } else if (here == null || !here.wasTakenAway()) {
            violate("lost connection " + connections + " to " + here + " for no reason: " + code + " " + reason);
        }
        watched("lost " + here + " (" + code + ' ' + reason + ')');
        if (conversation != null) {
            conversation.end(false);
        }
        away(now, 500);
    }

    private void away(long nowNanos, int atMostMillis) {
        wire = null;
        conversation = null;
        nextNanos = nowNanos + millis(chance.between(10, atMostMillis));
    }

    private void cut(Wire current, Conversation talk, Wire.Cut how, long nowNanos, int awayAtMostMillis) {
        current.cut(how);
        talk.end(false);
        away(nowNanos, awayAtMostMillis);
    }

    /** No more whims: get everything that is still to come, then go. */
    void finish() {
        finishing = true;
        listeningSinceNanos = System.nanoTime();
        nextNanos = System.nanoTime();
    }

    private void finish(Wire current, Conversation talk, long nowNanos) {
        Published newest = scene.ledger().newest(identity.customer());
        boolean atHead = newest == null || talk.position().compareTo(newest.sequence()) >= 0;
        long quietNanos = Math.min(nowNanos - talk.heardNanos(), nowNanos - listeningSinceNanos);
        if (talk.isAnswered() && atHead && quietNanos > QUIET_NANOS) {
            talk.end(true);
            current.cut(Wire.Cut.CLOSE);
            wire = null;
            conversation = null;
            finished = true;
        } else {
            talk.ping(current);
        }
    }

    /** Whether it has got everything and gone. Any thread. */
    boolean isFinished() {
        return finished;
    }

    /** It should have been finished by now. */
    void giveUp() {
        Conversation talk = conversation;
        Published newest = scene.ledger().newest(identity.customer());
        violate("has not caught up, connection " + connections + " to " + stay + ": "
                + (talk == null ? "not connected" : "at " + talk.position() + ", answered " + talk.isAnswered())
                + " (expected: at " + (newest == null ? "the beginning" : newest.sequence()) + ")");
        if (talk != null) {
            talk.end(false);
        }
        finished = true;
    }

    private void violate(String what) {
        scene.violations().add(name + " (" + identity + ")", what);
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
