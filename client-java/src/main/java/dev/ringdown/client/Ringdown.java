package dev.ringdown.client;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** Where an application begins. Stateless. */
public final class Ringdown {
    private Ringdown() {}

    /**
     * Connects to a gateway. It returns at once; the connection opens itself, and again whenever it is lost, until it is
     * closed.
     */
    public static Connection connect(ConnectOptions options) {
        return connect(options, connection -> {});
    }

    /**
     * Connects to a gateway, and misses not even the first state.
     *
     * @param beforeItOpens gets the connection, on the caller's thread, to add listeners and subscriptions
     */
    public static Connection connect(ConnectOptions options, Consumer<Connection> beforeItOpens) {
        ThreadLoop loop = new ThreadLoop("ringdown-client");
        Tokens tokens = new Tokens(
                options.token(), options.tokens(), loop, Ringdown::inThreadOfItsOwn, options.connectTimeout());
        Connection connection = new Connection(
                options,
                loop,
                new JdkDialer(options, loop),
                tokens,
                () -> ThreadLocalRandom.current().nextDouble());
        beforeItOpens.accept(connection);
        connection.open();
        return connection;
    }

    /** A supplier of tokens may take its time, and is asked rarely. What it returns interrupts it. */
    private static Runnable inThreadOfItsOwn(Runnable task) {
        Thread thread = new Thread(task, "ringdown-token");
        thread.setDaemon(true);
        thread.start();
        return thread::interrupt;
    }
}
