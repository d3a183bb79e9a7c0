package dev.ringdown.limits;

import static dev.ringdown.testing.Addresses.network;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.limits.WaitingSockets.Maxima;
import dev.ringdown.limits.WaitingSockets.Place;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** At most 3 in all, 2 of a client network. */
class WaitingSocketsTest {
    private static final ClientNetwork A = network("192.0.2.1");
    private static final ClientNetwork B = network("192.0.2.2");
    private static final ClientNetwork C = network("192.0.2.3");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final WaitingSockets sockets = new WaitingSockets(
            new Maxima(3, 2, Limit.HANDSHAKES, Limit.HANDSHAKES_PER_ADDRESS), new GatewayMetrics(meters));
    private final List<String> closed = new ArrayList<>();

    @Test
    void thereMayBeAsManyAsTheLimitSays() {
        enter("a1", A);
        enter("a2", A);
        enter("b1", B);

        assertThat(sockets.count()).isEqualTo(3);
        assertThat(closed).isEmpty();
        assertThat(reached("limits.handshakes")).isZero();
    }

    @Test
    void withOneMoreTheOneThatHasWaitedLongestGivesWay() {
        enter("a1", A);
        enter("a2", A);
        enter("b1", B);

        assertThat(tryEnter("b2", B)).isNotNull();

        assertThat(closed).containsExactly("a1");
        assertThat(sockets.count()).isEqualTo(3);
        assertThat(reached("limits.handshakes")).isOne();
    }

    @Test
    void whoHoldsManyOfOneNetworkTakesFromItselfAlone() {
        enter("b1", B);
        enter("a1", A);
        enter("a2", A);

        assertThat(tryEnter("a3", A)).isNotNull();
        assertThat(tryEnter("a4", A)).isNotNull();

        assertThat(closed).containsExactly("a1", "a2");
        assertThat(reached("limits.handshakes-per-address")).isEqualTo(2);
        assertThat(reached("limits.handshakes")).isZero();
    }

    @Test
    void whoWaitsForUsDoesNotGiveWay() {
        enter("a1", A).hold();
        enter("a2", A);

        enter("a3", A);

        assertThat(closed).containsExactly("a2");
    }

    @Test
    void whenAllOfANetworkWaitForUsAFurtherOneIsTurnedAway() {
        enter("a1", A).hold();
        enter("a2", A).hold();

        assertThat(tryEnter("a3", A)).isNull();

        assertThat(closed).isEmpty();
        assertThat(sockets.count()).isEqualTo(2);
        assertThat(reached("limits.handshakes-per-address")).isOne();
    }

    @Test
    void whenAllWaitForUsAFurtherOneIsTurnedAway() {
        enter("a1", A).hold();
        enter("a2", A).hold();
        enter("b1", B).hold();

        assertThat(tryEnter("c1", C)).isNull();

        assertThat(reached("limits.handshakes")).isOne();
        assertThat(sockets.networks()).isEqualTo(2);
    }

    /** It has been answered, and reads as slowly as it likes. */
    @Test
    void whoWaitsForItsPeerAgainGivesWayAgain() {
        Place first = enter("a1", A);
        first.hold();
        enter("a2", A);
        first.waitForPeer();

        enter("a3", A);
        enter("a4", A);

        assertThat(closed).containsExactly("a2", "a1");
    }

    @Test
    void whoLeavesMakesRoom() {
        Place first = enter("a1", A);
        enter("a2", A);

        first.leave();
        first.leave();

        assertThat(sockets.count()).isOne();
        enter("a3", A);
        assertThat(closed).isEmpty();
    }

    /** Its channel hears of it later, and then does what a channel does that is closed. */
    @Test
    void whoGaveWayIsCountedDownOnce() {
        Place first = enter("a1", A);
        enter("a2", A);
        enter("a3", A);

        first.waitForPeer();
        first.leave();

        assertThat(sockets.count()).isEqualTo(2);
        enter("a4", A);
        assertThat(closed).containsExactly("a1", "a2");
    }

    @Test
    void aProxysSocketIsNobodysUntilItsClientIsNamed() {
        enter("p1", null);
        enter("p2", null);
        Place third = enter("p3", null);
        assertThat(closed).isEmpty();
        assertThat(sockets.networks()).isZero();

        assertThat(third.belongTo(A)).isTrue();
        assertThat(third.belongTo(B)).isTrue();

        assertThat(sockets.networks()).isOne();
    }

    @Test
    void amongTheProxysSocketsAClientHasItsLimitToo() {
        Place first = enter("p1", null);
        Place second = enter("p2", null);
        Place third = enter("p3", null);
        first.belongTo(A);
        second.belongTo(A);
        first.hold();

        assertThat(third.belongTo(A)).isTrue();
        assertThat(closed).containsExactly("p2");

        third.hold();
        Place fourth = enter("p4", null);
        assertThat(fourth.belongTo(A)).isFalse();
        assertThat(sockets.count()).isEqualTo(2);
        assertThat(reached("limits.handshakes-per-address")).isEqualTo(2);
    }

    @Test
    void whoGaveWayBelongsToNobody() {
        Place first = enter("p1", null);
        enter("p2", null);
        enter("p3", null);
        enter("p4", null);

        assertThat(first.belongTo(A)).isFalse();

        assertThat(closed).containsExactly("p1");
        assertThat(sockets.networks()).isZero();
    }

    @Test
    void nothingIsLeftBehind() {
        Place first = enter("a1", A);
        Place second = enter("b1", B);
        second.hold();
        Place third = enter("p1", null);

        first.leave();
        second.leave();
        third.leave();

        assertThat(sockets.count()).isZero();
        assertThat(sockets.networks()).isZero();
    }

    private Place enter(String name, @Nullable ClientNetwork network) {
        return requireNonNull(tryEnter(name, network), name);
    }

    private @Nullable Place tryEnter(String name, @Nullable ClientNetwork network) {
        return sockets.enter(network, () -> closed.add(name));
    }

    private double reached(String limit) {
        return meters.counter("ringdown.limits.reached", "limit", limit).count();
    }
}
