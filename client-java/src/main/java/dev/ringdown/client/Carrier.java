package dev.ringdown.client;

import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What carries a line: one socket after the other, which together look like one that never breaks. It waits, connects again,
 * gets tokens, and replaces a socket that has fallen silent. Confined to its loop.
 *
 * <p>It and its {@link Line} know each other: a line asks for the session under way, and is told when one comes or is
 * lost. It and the {@link Session} know each other: what is said on a socket may ask for another one. It and the {@link Connection}
 * know each other: what happens here is logged as the connection's.
 */
final class Carrier {
    /** What is missing after a heartbeat and a half is late by more than a sweep and a slow network. */
    private static final long PATIENCE_MILLIS = 2_000;

    private static final long NOT_GIVEN = -1;
    private static final String PROBE_ID = "probe";
    private static final System.Logger LOG = System.getLogger(Connection.class.getName());

    private final Line line;
    private final ConnectOptions options;
    private final Loop loop;
    private final Dialer dialer;
    private final Tokens tokens;
    private final Retry retry;
    private final Timers timers;
    private final Pulse pulse;
    private final Renewal renewal;

    private State state = new State(State.Phase.DISCONNECTED, 0, "opening", null, null);
    private @Nullable Welcome welcome; // of the latest session
    private @Nullable Socket socket;
    private @Nullable Session session; // null before welcome
    private @Nullable Outbox outbox;
    private @Nullable String uselessToken;

    /** Counts attempts, so that what belongs to a former one is not minded. */
    private int attempt;

    Carrier(Line line, ConnectOptions options, Loop loop, Dialer dialer, Tokens tokens, DoubleSupplier random) {
        this.line = line;
        this.options = options;
        this.loop = loop;
        this.dialer = dialer;
        this.tokens = tokens;
        this.retry = new Retry(new Backoff(options.minBackoff(), options.maxBackoff(), random), loop);
        this.timers = new Timers(loop);
        this.pulse = new Pulse(loop, new Alarm());
        this.renewal = new Renewal(tokens, timers, retry, this::session);
    }

    /** What the pulse says of the socket. */
    private final class Alarm implements Pulse.Listener {
        @Override
        public void onWake() {
            wake();
        }

        @Override
        public void onSilence(String reason, boolean wasAsked) {
            lose(new Ending(Protocol.ABNORMAL, reason), wasAsked ? 0 : NOT_GIVEN);
        }
    }

    State state() {
        return state;
    }

    /** What the server said when it greeted last; null before. */
    @Nullable
    Welcome welcome() {
        return welcome;
    }

    /** What is said on the socket; null before the server has greeted. */
    @Nullable
    Session session() {
        return session;
    }

    /** Whether it stays disconnected until somebody opens it; it was opened once. */
    boolean isOver() {
        return state.isEnd() && state.code() > 0;
    }

    /** Which token is in use, and how it is replaced. */
    Renewal renewal() {
        return renewal;
    }

    /** Connects now, without waiting any longer; what is connecting or connected shows whether it lives. */
    void open() {
        if (state.phase() == State.Phase.DISCONNECTED) {
            connect();
        } else if (socket != null) { // who waits for a token has an end
            pulse.probe(this::askForSignOfLife);
        }
    }

    private void askForSignOfLife() {
        if (session != null) {
            write(Protocol.ping(PROBE_ID));
        }
    }

    /** The network may be another one: does what {@link #open} does, unless it has stopped or the server chose the time. */
    private void wake() {
        if (state.phase() != State.Phase.DISCONNECTED || (state.retryIn() != null && !retry.isAppointed())) {
            open();
        }
    }

    /** Ends it for good, or until it is opened again. */
    void close(Ending ending) {
        drop();
        set(State.Phase.DISCONNECTED, ending, NOT_GIVEN);
    }

    private void connect() {
        int current = drop();
        set(State.Phase.CONNECTING, new Ending(state.code(), state.reason(), 0, state.failure()), NOT_GIVEN);
        tokens.other(uselessToken, (got, failure) -> {
            if (current != attempt) {
                return;
            }
            if (failure != null) {
                lost(new Ending(Protocol.ABNORMAL, "cannot get a token: " + failure, 0, failure));
            } else if (got == null && tokens.canRenew()) {
                close(new Ending(Protocol.CREDENTIAL_ENDED, "no token"));
            } else {
                dial(got);
            }
        });
    }

    private void dial(@Nullable String newToken) {
        renewal.begin(newToken);
        pulse.expect(options.connectTimeout().toMillis());
        try {
            socket = dialer.dial(newToken, new Ear(attempt));
        } catch (RuntimeException e) { // what the JDK or a client of the application's does not take
            lost(Ending.of(e));
        }
    }

    /** Hears what comes on one socket, as long as it is the one in use. */
    private final class Ear implements SocketListener {
        private final int ofAttempt;

        Ear(int ofAttempt) {
            this.ofAttempt = ofAttempt;
        }

        @Override
        public void onOpen(String subprotocol) {
            if (ofAttempt == attempt && !subprotocol.equals(Protocol.SUBPROTOCOL)) {
                close(new Ending(Protocol.PROTOCOL_ERROR, "it does not speak " + Protocol.SUBPROTOCOL));
            }
        }

        @Override
        public void onText(String text) {
            if (ofAttempt == attempt) {
                heard(text);
                line.settle();
            }
        }

        @Override
        public void onEnd(Ending ending) {
            if (ofAttempt == attempt) {
                lost(ending);
            }
        }
    }

    private void heard(String text) {
        LOG.log(System.Logger.Level.DEBUG, "heard {0}", text);
        try {
            JsonObject message = JsonObject.parse(text);
            String type = message.text("type");
            if (!Protocol.isEvent(type)) {
                line.host().onControlMessage(text);
            }
            if (session != null) {
                pulse.heard(); // before, only a welcome counts
                session.receive(message);
            } else if (type.equals("welcome")) {
                welcomed(Welcome.of(message));
            }
        } catch (MalformedMessageException e) {
            lost(new Ending(Protocol.ABNORMAL, "not understood: " + e.getMessage(), 0, e));
        }
    }

    private void welcomed(Welcome newWelcome) {
        timers.cancelAll();
        welcome = newWelcome;
        retry.welcomed();
        pulse.expect(newWelcome.limits().heartbeat().toMillis() * 3 / 2 + PATIENCE_MILLIS);
        Outbox newOutbox = new Outbox(this::write, loop);
        Session newSession = new Session(line, this, newOutbox);
        outbox = newOutbox;
        session = newSession;
        int current = attempt;
        newSession.resume();
        if (current == attempt) { // else the application has closed it meanwhile
            set(State.Phase.CONNECTED, new Ending(0, "welcome"), NOT_GIVEN);
        }
    }

    private void write(String text) {
        if (socket != null) {
            String token = renewal.token();
            LOG.log(System.Logger.Level.DEBUG, () -> "said " + (token == null ? text : text.replace(token, "…")));
            socket.send(text);
        }
    }

    /** Does something a little later, if the socket is still the same. */
    void later(Runnable task) {
        timers.after(retry.againMillis(), task);
    }

    /** The server is about to close the connection. */
    void closing(Closing closing) {
        retry.closing(closing.reconnectMillis());
        timers.after(closing.reconnectMillis(), () -> lost(new Ending(closing.code(), "draining")));
    }

    /** The server has taken the new token, which ends then; null: never. */
    void renewed(@Nullable Instant expires) {
        if (welcome != null) {
            welcome = welcome.until(expires);
            line.host().onChange(line);
        }
    }

    /** Another socket is needed, and nothing is wrong. */
    void comeBackAtOnce(String reason) {
        lose(new Ending(Protocol.NORMAL, reason), 0);
    }

    /** The socket is gone, or given up: connects again, if that is of any use. */
    void lost(Ending ending) {
        lose(ending, NOT_GIVEN);
    }

    /** @param delayMillis instead of what follows from the code; -1 if nothing else is known */
    private void lose(Ending ending, long delayMillis) {
        boolean wasStable = session != null && retry.ended();
        drop();
        boolean tokenEnded = ending.code() == Protocol.CREDENTIAL_ENDED;
        if (tokenEnded) {
            uselessToken = renewal.token();
        }
        if (!Protocol.mayReconnect(ending.code()) || (tokenEnded && !tokens.canRenew())) {
            close(ending);
            return;
        }
        long retryInMillis = delayMillis != NOT_GIVEN ? delayMillis : retry.nextMillis(ending, tokenEnded && wasStable);
        pulse.after(retryInMillis, this::connect);
        set(State.Phase.DISCONNECTED, ending, retryInMillis);
    }

    /** Forgets the socket, whatever it is doing; returns the number of the next attempt. */
    private int drop() {
        @Nullable Socket dropped = socket;
        timers.cancelAll();
        pulse.stop();
        if (outbox != null) {
            outbox.close();
        }
        socket = null;
        session = null;
        outbox = null;
        if (dropped != null) {
            dropped.close();
        }
        line.lost();
        return ++attempt;
    }

    private void set(State.Phase phase, Ending ending, long retryInMillis) {
        Duration retryIn = retryInMillis == NOT_GIVEN ? null : Duration.ofMillis(retryInMillis);
        state = new State(phase, ending.code(), ending.reason(), retryIn, ending.failure());
        LOG.log(System.Logger.Level.DEBUG, "{0}", state);
        line.host().onChange(line);
        if (isOver()) { // else a listener has opened it again
            line.stopped(new ConnectionStoppedException(state));
        }
    }
}
