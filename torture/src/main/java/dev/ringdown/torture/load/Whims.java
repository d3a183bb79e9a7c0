package dev.ringdown.torture.load;

import dev.ringdown.torture.oracle.Ask;
import dev.ringdown.torture.wire.Wire;
import dev.ringdown.torture.world.Chance;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a client does with a connection when it feels like it. Confined to the client's loop. */
final class Whims {
    private final Chance chance;
    private final Wishes wishes;
    private final Slowness slowness;
    private final Tally tally;

    Whims(Chance chance, Wishes wishes, Slowness slowness, Tally tally) {
        this.chance = chance;
        this.wishes = wishes;
        this.slowness = slowness;
        this.tally = tally;
    }

    /** Does something. Returns how the connection is to be cut; null: not at all. */
    Wire.@Nullable Cut act(Wire wire, Conversation talk, long nowNanos) {
        int dice = chance.between(0, 99);
        if (dice < 25) {
            talk.ping(wire);
        } else if (dice < 37) {
            tally.add(Tally.Count.STALLS);
            int forMillis = chance.percent(90) ? chance.between(300, 5_000) : chance.between(6_000, 20_000);
            slowness.until(nowNanos, nowNanos + TimeUnit.MILLISECONDS.toNanos(forMillis));
            wire.reading(false);
        } else if (dice < 45) {
            tally.add(Tally.Count.SLOW_READS);
            slowness.until(nowNanos, nowNanos + TimeUnit.MILLISECONDS.toNanos(chance.between(500, 6_000)));
            wire.slowDown(chance.between(256, 8_192));
        } else if (dice < 60) {
            Wire.Cut how = chance.oneOf(List.of(Wire.Cut.values()));
            tally.add(Tally.Count.CUTS);
            tally.add(Tally.Count.CUTS_MID_FRAME, how == Wire.Cut.MID_FRAME ? 1 : 0);
            return how;
        } else if (!wishes.isLoyal()) {
            changeMind(wire, talk, dice);
        }
        return null;
    }

    private void changeMind(Wire wire, Conversation talk, int dice) {
        List<String> settled = List.copyOf(talk.settled());
        if (dice < 75) {
            Ask ask = wishes.another(talk, List.of());
            if (!ask.topics().isEmpty()) {
                talk.subscribe(wire, ask);
            }
        } else if (dice < 88 && !settled.isEmpty()) {
            talk.unsubscribe(wire, chance.some(settled, chance.between(1, 2)));
        }
    }
}
