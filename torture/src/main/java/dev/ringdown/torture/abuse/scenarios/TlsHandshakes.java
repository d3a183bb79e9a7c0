package dev.ringdown.torture.abuse.scenarios;

import static java.util.Objects.requireNonNull;

import dev.ringdown.torture.abuse.Attack;
import dev.ringdown.torture.abuse.Scenario;
import dev.ringdown.torture.abuse.Setup;
import dev.ringdown.torture.wire.RawSocket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;

/** What somebody does to a port that speaks TLS, before anything is said over it. Stateless. */
final class TlsHandshakes {
    /** Of a ClientHello, which has a few hundred bytes. */
    private static final int BEGINNING_BYTES = 60;

    private static final String TIMEOUT = "limits.handshake-timeout";

    private TlsHandshakes() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of("tls-slow", "TLS handshakes, a byte every other second", TlsHandshakes::slow)
                        .on(Setup.TLS)
                        .bitesInSilence(TIMEOUT)
                        .checks(TlsHandshakes::areCutOffInTime)
                        .lasts(20),
                Scenario.of("tls-stopped", "TLS handshakes that stop behind the first message", TlsHandshakes::stopped)
                        .on(Setup.TLS)
                        .bitesInSilence(TIMEOUT)
                        .checks(TlsHandshakes::areAnsweredAndCutOffInTime)
                        .lasts(20));
    }

    private static void slow(Attack attack) throws IOException {
        Openings.drip(attack, attackers(attack), Arrays.copyOf(clientHello(attack), BEGINNING_BYTES), drop(attack));
    }

    private static void stopped(Attack attack) throws IOException {
        byte[] hello = clientHello(attack);
        List<RawSocket> sockets = new ArrayList<>();
        do {
            sockets.removeIf(RawSocket::isEnded);
            for (int i = 0; i < 100 && sockets.size() < attackers(attack); i++) {
                sockets.add(attack.stranger().send(hello));
            }
        } while (attack.goesOn());
    }

    /** Fewer than may wait of one address: only their time may end them. */
    private static int attackers(Attack attack) {
        return attack.many(1_500, 40);
    }

    private static Openings.Drop drop(Attack attack) {
        return new Openings.Drop(new byte[] {0}, attack.many(2_000, 200));
    }

    private static byte[] clientHello(Attack attack) throws IOException {
        SSLEngine engine = requireNonNull(attack.target().tls(), "tls").createSSLEngine();
        engine.setUseClientMode(true);
        ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), hello);
        return Arrays.copyOf(hello.array(), hello.position());
    }

    private static List<String> areCutOffInTime(Attack attack) throws IOException {
        List<String> faults = new ArrayList<>(Openings.areCutOff(attack, drop(attack)));
        double late = attack.now().limitReached(TIMEOUT) - attack.before().limitReached(TIMEOUT);
        int sockets = attack.all().size();
        if (faults.isEmpty() && late < sockets) {
            faults.add("of " + sockets + " handshakes that never end " + late + " were too late (expected: all)");
        }
        return faults;
    }

    private static List<String> areAnsweredAndCutOffInTime(Attack attack) throws IOException {
        boolean ended = attack.comes(() -> attack.all().stream().allMatch(RawSocket::isEnded));
        if (!ended) {
            return List.of("handshakes that stop are not cut off");
        }
        if (attack.all().stream().anyMatch(each -> each.receivedBytes() == 0)) {
            return List.of("a handshake was not answered, so that there was none");
        }
        return areCutOffInTime(attack);
    }
}
