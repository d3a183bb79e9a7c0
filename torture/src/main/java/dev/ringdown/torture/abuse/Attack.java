package dev.ringdown.torture.abuse;

import dev.ringdown.torture.wire.Dial;
import dev.ringdown.torture.wire.RawSocket;
import dev.ringdown.torture.wire.Sockets;
import dev.ringdown.torture.world.Identity;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One attack under way: the sockets of the attackers, and how much they do. All of them come from one address, which is
 * not that of the honest, nor that of an attack before it. Confined to the thread that runs it.
 */
public final class Attack implements AutoCloseable {
    /** How many attackers it takes, which depends on the server's limits. */
    public enum Size {
        /** For limits as they come. */
        OF_DEFAULTS,
        /** For limits so small that few are enough. */
        OF_SMALL_LIMITS
    }

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final int TURN_MILLIS = 5;

    /** Who asks for metrics sooner gets those of whoever asked before. */
    private static final int SCRAPES_ARE_SHARED_MILLIS = 1_100;

    private static final AtomicInteger ATTACKS = new AtomicInteger();
    private static final int ADDRESSES_OF_A_NETWORK = 200;

    /** How an answer tells of a limit, in whatever is around it. */
    private static final Pattern TOLD = Pattern.compile("\"limit\":\"([a-z.-]+)\"");

    /** As a browser sends it, up to the credential. */
    private static final String UPGRADE = " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade"
            + "\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dG9ydHVyZSBtZSBzb21lLg==\r\n";

    private final Target target;
    private final Size size;
    private final BooleanSupplier goesOn;
    private final Sockets sockets = new Sockets();
    private final InetAddress address = nextAddress();
    private final String customer = UUID.randomUUID().toString();
    private final ServerState before;
    private final Strength.Meter meter;
    private long postedBytes;
    private int peakOpen;
    private int webSockets;

    /** @param goesOn asked after each turn */
    Attack(Target target, Size size, BooleanSupplier goesOn) throws IOException {
        this.target = target;
        this.size = size;
        this.goesOn = goesOn;
        this.before = ServerState.of(target);
        this.meter = new Strength.Meter(target);
    }

    private static InetAddress nextAddress() throws IOException {
        int number = ATTACKS.getAndIncrement();
        return InetAddress.getByAddress(new byte[] {
            127, 66, (byte) (number / ADDRESSES_OF_A_NETWORK), (byte) (1 + number % ADDRESSES_OF_A_NETWORK)
        });
    }

    public Target target() {
        return target;
    }

    /** The one customer of all attackers. */
    public String customer() {
        return customer;
    }

    /** How many attackers it takes. */
    public int many(int ofDefaults, int ofSmallLimits) {
        return size == Size.OF_DEFAULTS ? ofDefaults : ofSmallLimits;
    }

    /** How the server was before. */
    public ServerState before() {
        return before;
    }

    /** How it is now, with its metrics. */
    public ServerState now() throws IOException {
        serve(SCRAPES_ARE_SHARED_MILLIS);
        return ServerState.of(target);
    }

    /** Somebody who administers the attackers' customer. */
    public Identity admin() {
        return Identity.agent(Identity.Kind.ADMIN, customer, UUID.randomUUID().toString());
    }

    /** Somebody who only works there. */
    public Identity agent() {
        return Identity.agent(Identity.Kind.AGENT, customer, UUID.randomUUID().toString());
    }

    /** A visitor of a page of theirs, who may follow one chat. */
    public Identity visitor() {
        return Identity.visitor(customer, "chat", UUID.randomUUID().toString());
    }

    public String token(Identity identity) {
        return target.token(identity);
    }

    /** A TCP connection to the public port on which nothing was said yet, not even TLS. */
    public RawSocket stranger() throws IOException {
        return open(Dial.to(target.publicPort()));
    }

    /** A connection to the internal port that has said nothing yet. */
    public RawSocket internal() throws IOException {
        return open(Dial.to(target.internalPort()));
    }

    /** A WebSocket; what is sent to it waits until it is open, as RFC 6455 section 4.1 has it. */
    public RawSocket webSocket(Identity identity) throws IOException {
        return webSocket(identity, "");
    }

    /** The same with further header lines, each of which ends with CRLF. */
    public RawSocket webSocket(Identity identity, String headers) throws IOException {
        webSockets++;
        return open(target.client()).inTurn().send(upgrade(target.token(identity), headers));
    }

    /** A WebSocket that reads nothing but the answer to its handshake, and of which the system takes little. */
    public RawSocket deafWebSocket(Identity identity) throws IOException {
        webSockets++;
        RawSocket socket = open(target.client().receivingLittle());
        socket.mayRead(512);
        return socket.inTurn().send(upgrade(target.token(identity), ""));
    }

    /** A connection to the public port of which the system takes little. */
    public RawSocket deafStranger() throws IOException {
        return deaf(target.publicPort());
    }

    /** A connection to the internal port of which the system takes little. */
    public RawSocket deafInternal() throws IOException {
        return deaf(target.internalPort());
    }

    private RawSocket deaf(int port) throws IOException {
        RawSocket socket = open(Dial.to(port).receivingLittle());
        socket.mayRead(0);
        return socket;
    }

    private RawSocket open(Dial dial) throws IOException {
        RawSocket socket = sockets.connect(dial.comingFrom(address));
        sockets.turn(0);
        return socket.lookFor(TOLD);
    }

    /** A handshake; further header lines end with CRLF. */
    public static String upgrade(String token, String headers) {
        return "GET /v1.0/ws?token=" + token + UPGRADE + headers + "\r\n";
    }

    /** Whether the attack goes on; serves its sockets meanwhile. */
    public boolean goesOn() throws IOException {
        sockets.turn(TURN_MILLIS);
        peakOpen = Math.max(peakOpen, sockets.open());
        return goesOn.getAsBoolean();
    }

    /** Serves its sockets for a while. */
    void serve(long millis) throws IOException {
        long endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        do {
            sockets.turn(TURN_MILLIS);
        } while (System.nanoTime() - endNanos < 0);
    }

    /** Waits for something that must come, without which the attack would be none. */
    public void await(String what, BooleanSupplier holds) throws IOException {
        if (!comes(holds)) {
            throw new IOException("the attack fails, since within 30 s there was not: " + what);
        }
    }

    /** Whether something comes within a time that is enough for everything. */
    public boolean comes(BooleanSupplier holds) throws IOException {
        long deadlineNanos = System.nanoTime() + PATIENCE_NANOS;
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - deadlineNanos > 0) {
                return false;
            }
            sockets.turn(TURN_MILLIS);
            peakOpen = Math.max(peakOpen, sockets.open());
        }
        return true;
    }

    /** Waits until every byte is with the system, or its socket is closed. */
    public void awaitSent() throws IOException {
        await("what was to be sent is taken", () -> sockets.all().stream().allMatch(each -> each.waitingBytes() == 0));
    }

    /** All sockets that it has opened. */
    public List<RawSocket> all() {
        return sockets.all();
    }

    /** Keys of limits that attackers were told. */
    public Set<String> told() {
        return sockets.all().stream().flatMap(each -> each.found().stream()).collect(Collectors.toSet());
    }

    /** So many bytes were sent besides what its sockets sent. */
    public void posted(int bytes) {
        postedBytes += bytes;
    }

    /** How strong it has been so far. */
    Strength strength() throws IOException {
        List<RawSocket> opened = sockets.all();
        return meter.strength(
                opened.size(),
                postedBytes + opened.stream().mapToLong(RawSocket::sentBytes).sum());
    }

    /** How many of its sockets were open at a time. */
    int peakOpen() {
        return peakOpen;
    }

    /** WebSockets that were asked for. */
    int webSockets() {
        return webSockets;
    }

    /** Those that were opened. */
    int admitted() {
        return (int) sockets.all().stream()
                .filter(each -> each.received().startsWith("HTTP/1.1 101 "))
                .count();
    }

    /** Closes everything. */
    @Override
    public void close() throws IOException {
        sockets.close();
    }
}
