package dev.ringdown.torture.load;

import dev.ringdown.torture.wire.Dial;
import dev.ringdown.torture.wire.Wire;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** One connection's time at a gateway: how long it waits, and what may end it. Immutable. */
final class Stay {
    private static final long HANDSHAKE_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** How a gateway sends its clients to another, if it cannot go on or has not begun: 1012, 4503, and 503. */
    private static final Set<Integer> SENT_AWAY = Set.of(1012, 4503, Wire.REFUSED);

    private final Gateway gateway;
    private final int livesAtBegin;
    private final long beganNanos;
    private final long patienceNanos;

    /** @param patienceNanos how long a word may take */
    Stay(Gateway gateway, long nowNanos, long patienceNanos) {
        this.gateway = gateway;
        this.livesAtBegin = gateway.lives();
        this.beganNanos = nowNanos;
        this.patienceNanos = patienceNanos;
    }

    Dial dial() {
        return Dial.to(gateway.host(), gateway.publicPort());
    }

    /** Whether somebody of this number is here for want of a home that is there again: each gateway should have some who watch it. */
    boolean mayGoHome(int number, Gateways gateways) {
        return gateways.isAway(number, gateway);
    }

    /** Whether it is time to give up waiting for the handshake. */
    boolean waitsTooLong(long nowNanos) {
        return nowNanos - beganNanos > Math.min(HANDSHAKE_NANOS, patienceNanos);
    }

    /** Whether not even a heartbeat came for so long that a client thinks the gateway is gone. */
    boolean hearsNothing(long wordNanos, long nowNanos) {
        return nowNanos - wordNanos > patienceNanos;
    }

    /** Whether the gateway was taken away since: then the connection may end in any way. */
    boolean wasTakenAway() {
        return gateway.lives() != livesAtBegin;
    }

    /** Whether silence is nobody's fault. */
    boolean isExcused() {
        return wasTakenAway() || gateway.isDisturbed();
    }

    /** Whether the gateway may have ended the connection with this code, since something that it needs is not there. */
    boolean isSentAway(int code) {
        return !wasTakenAway() && gateway.isDisturbed() && SENT_AWAY.contains(code);
    }

    /** The name of the gateway. */
    @Override
    public String toString() {
        return gateway.name();
    }
}
