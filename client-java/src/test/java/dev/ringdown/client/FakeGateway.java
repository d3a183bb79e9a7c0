package dev.ringdown.client;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A gateway that does what a test says, with a clock that the test owns. Confined to its test. */
final class FakeGateway implements Dialer {
    final FakeLoop loop = new FakeLoop();
    final List<FakeSocket> sockets = new ArrayList<>();
    final List<State> states = new ArrayList<>();
    double random = 0.5;

    /** Whether calls of a supplier of tokens do not return for now. */
    boolean suppliersHang;

    final List<Runnable> hanging = new ArrayList<>();

    /** How often a supplier of tokens was interrupted. */
    int interrupts;

    @Override
    public Socket dial(@Nullable String token, SocketListener listener) {
        FakeSocket socket = new FakeSocket(token, listener);
        sockets.add(socket);
        return socket;
    }

    @Override
    public void awaitClosed() {
        // they are gone at once
    }

    Connection connect() {
        return connect(options -> options.token("token-1"));
    }

    Connection connect(UnaryOperator<ConnectOptions> how) {
        ConnectOptions options = how.apply(ConnectOptions.to("wss://events.example.com/v1.0/ws"));
        Tokens tokens = new Tokens(options.token(), options.tokens(), loop, this::elsewhere, options.connectTimeout());
        Connection connection = new Connection(options, loop, this, tokens, () -> random);
        connection.onState(states::add);
        connection.open();
        return connection;
    }

    private Runnable elsewhere(Runnable task) {
        if (suppliersHang) {
            hanging.add(task);
        } else {
            loop.execute(task);
        }
        return () -> interrupts++;
    }

    /** The newest socket that the client has opened. */
    FakeSocket socket() {
        loop.settle();
        return sockets.get(sockets.size() - 1);
    }

    /** A connection that is greeted. */
    Connection connected() {
        return greeted(connect());
    }

    Connection connected(UnaryOperator<ConnectOptions> how) {
        return greeted(connect(how));
    }

    private Connection greeted(Connection connection) {
        socket().welcome();
        return connection;
    }

    /** Waits until the client comes back, and welcomes it. */
    FakeSocket reconnected(Connection connection) {
        int before = sockets.size();
        loop.advance(requireNonNull(connection.state().retryIn()).toMillis());
        assertThat(sockets).hasSize(before + 1);
        FakeSocket socket = socket();
        socket.welcome();
        return socket;
    }
}
