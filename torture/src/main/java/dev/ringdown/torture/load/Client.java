package dev.ringdown.torture.load;

import dev.ringdown.torture.oracle.Ask;
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
    private static final long HANDSHAKE_NANOS = TimeUnit.SECONDS.toNanos(30);

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
    private final Wishes wishes;
    private final boolean calm;

    private @Nullable Wire wire;
    private @Nullable Conversation conversation;
    private int connections;
    private int livesAtConnect;
    private long nextNanos = System.nanoTime();
    private long connectedNanos;
    private long slowSinceNanos;
    private long slowUntilNanos;
    private boolean slow;
    private long slowestNanos;
    private boolean finishing;
    private long listeningSinceNanos;
    private volatile boolean finished;

    private Client(String name, int number, Identity identity, Scene scene, Chance chance, @Nullable Boolean loyal) {
        this.name = name;
        this.number = number;
        this.identity = identity;
        this.scene = scene;
        this.chance = chance;
        this.calm = loyal == null;
        this.wishes = loyal == null
                ? Wishes.everything(chance, scene, identity, positions)
                : loyal
                        ? Wishes.loyal(chance, scene, identity, positions)
                        : Wishes.restless(chance, scene, identity, positions);
    }

    /** One that asks for the same all its life. */
    public static Client loyal(int number, Identity identity, Scene scene, Chance chance) {
        return new Client("loyal client " + number, number, identity, scene, chance, true);
    }

    /** One that changes its mind. */
    public static Client restless(int number, Identity identity, Scene scene, Chance chance) {
        return new Client("restless client " + number, number, identity, scene, chance, false);
    }

    /** One that reads all of a customer from the beginning, and does nothing else. */
    public static Client reader(int number, Identity identity, Scene scene, Chance chance) {
        return new Client("reader " + number, number, identity, scene, chance, null);
    }

    /** Goes on with life: does what is due by now. */
    void turn(Selector selector, long nowNanos) {
        Wire current = wire;
        Conversation talk = conversation;
        if (finished) {
            return;
        }
        if (current == null || talk == null) {
            if (nowNanos - nextNanos >= 0 && scene.gateway().isUp()) {
                connect(selector, nowNanos);
            }
        } else if (!current.isOpen()) {
            if (nowNanos - connectedNanos > HANDSHAKE_NANOS) {
                if (livesAtConnect == scene.gateway().lives()) {
                    violate("no answer to the handshake within 30 s");
                }
                cut(current, talk, Wire.Cut.HANG_UP, nowNanos);
            }
        } else {
            turn(current, talk, nowNanos);
        }
    }

    private void turn(Wire current, Conversation talk, long nowNanos) {
        if (slow) {
            if (finishing || nowNanos - slowUntilNanos >= 0) {
                slow = false;
                slowestNanos = Math.max(slowestNanos, nowNanos - slowSinceNanos);
                current.reading(true);
                current.fullSpeed();
            } else {
                current.readMore();
            }
        }
        if (nowNanos - nextNanos < 0) {
            return;
        }
        if (finishing) {
            nextNanos = nowNanos + PING_NANOS;
            finish(current, talk, nowNanos);
        } else if (!calm) {
            nextNanos = nowNanos + millis(chance.between(50, 2_500));
            act(current, talk, nowNanos);
        }
    }

    private void connect(Selector selector, long nowNanos) {
        connections++;
        livesAtConnect = scene.gateway().lives();
        connectedNanos = nowNanos;
        nextNanos = nowNanos + millis(chance.between(50, 3_000));
        slow = false;
        slowestNanos = 0;
        String who = name + " connection " + connections;
        Transcript transcript = new Transcript(who, number, wishes.isLoyal(), identity);
        Conversation begun = new Conversation(who, identity, scene, positions, talker, transcript);
        int receiveBytes = chance.percent(40) ? chance.oneOf(List.of(4_096, 16_384)) : 0;
        try {
            Dial dial = Dial.to(scene.gateway().publicPort()).receiving(receiveBytes);
            wire = new Wire(selector, dial, scene.tokens().of(identity), begun);
            conversation = begun;
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
                wishes.first(talk).forEach(ask -> talk.subscribe(current, ask));
            }
        }

        @Override
        public void onLost(int code, String reason) {
            lost(code, reason);
        }

        @Override
        public void onUnavailable() {
            nextNanos = System.nanoTime();
        }
    };

    private void lost(int code, String reason) {
        long now = System.nanoTime();
        boolean serverWasThere = scene.gateway().isUp() && scene.gateway().lives() == livesAtConnect;
        long slowNanos = slow ? Math.max(slowestNanos, now - slowSinceNanos) : slowestNanos;
        if (slowNanos > MAY_BE_CLOSED_NANOS) {
            scene.tally().add(Tally.Count.TOO_SLOW);
        } else if (serverWasThere) {
            violate("lost connection " + connections + " for no reason: " + code + " " + reason);
        }
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

    private void cut(Wire current, Conversation talk, Wire.Cut how, long nowNanos) {
        current.cut(how);
        talk.end(false);
        away(nowNanos, chance.percent(80) ? 1_500 : 8_000);
    }

    private void act(Wire current, Conversation talk, long nowNanos) {
        int dice = chance.between(0, 99);
        if (dice < 25) {
            talk.ping(current);
        } else if (dice < 37) {
            scene.tally().add(Tally.Count.STALLS);
            beSlow(nowNanos, chance.percent(90) ? chance.between(300, 5_000) : chance.between(6_000, 20_000));
            current.reading(false);
        } else if (dice < 45) {
            scene.tally().add(Tally.Count.SLOW_READS);
            beSlow(nowNanos, chance.between(500, 6_000));
            current.slowDown(chance.between(256, 8_192));
        } else if (dice < 60) {
            Wire.Cut how = chance.oneOf(List.of(Wire.Cut.values()));
            scene.tally().add(Tally.Count.CUTS);
            scene.tally().add(Tally.Count.CUTS_MID_FRAME, how == Wire.Cut.MID_FRAME ? 1 : 0);
            cut(current, talk, how, nowNanos);
        } else if (!wishes.isLoyal()) {
            changeMind(current, talk, dice);
        }
    }

    private void beSlow(long nowNanos, int forMillis) {
        if (!slow) {
            slow = true;
            slowSinceNanos = nowNanos;
        }
        slowUntilNanos = nowNanos + millis(forMillis);
    }

    private void changeMind(Wire current, Conversation talk, int dice) {
        List<String> settled = List.copyOf(talk.settled());
        if (dice < 75) {
            Ask ask = wishes.another(talk, List.of());
            if (!ask.topics().isEmpty()) {
                talk.subscribe(current, ask);
            }
        } else if (dice < 88 && !settled.isEmpty()) {
            talk.unsubscribe(current, chance.some(settled, chance.between(1, 2)));
        }
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
        violate("has not caught up, connection " + connections + ": "
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
