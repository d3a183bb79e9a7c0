package dev.ringdown.torture.abuse.scenarios;

import dev.ringdown.torture.abuse.Attack;
import dev.ringdown.torture.abuse.Scenario;
import dev.ringdown.torture.wire.FrameWriter;
import dev.ringdown.torture.wire.RawSocket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is no abuse: clients in the attackers' place who want nothing but their events. Stateless. */
public final class Ordinary {
    private static final String NAME = "ordinary-";

    /** More than this an address or a customer would not have of its own. */
    private static final int MOST = 2_000;

    private static final ByteBuffer SUBSCRIBE =
            FrameWriter.text("{\"type\":\"subscribe\",\"id\":1,\"topics\":[\"call\"]}");
    private static final int EVENT_MILLIS = 100;
    private static final int EVENT_BYTES = 300;

    private Ordinary() {}

    /** So many subscribers of one customer, an event for all of them ten times a second. */
    public static Scenario clients(int count) {
        int clients = Math.max(1, Math.min(count, MOST));
        return Scenario.of(NAME + clients, clients + " honest clients", attack -> attack(attack, clients));
    }

    /** The same by its name; null if it is the name of something else. */
    static @Nullable Scenario named(String name) {
        return name.startsWith(NAME) ? clients(Integer.parseInt(name.substring(NAME.length()))) : null;
    }

    private static void attack(Attack attack, int clients) throws IOException {
        List<RawSocket> sockets = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            sockets.add(attack.webSocket(attack.admin()).send(SUBSCRIBE));
        }
        Stock stock = new Stock(attack);
        Clock events = Clock.every(EVENT_MILLIS);
        do {
            if (events.strikes()) {
                stock.publish(1, EVENT_BYTES);
            }
        } while (attack.goesOn());
    }
}
