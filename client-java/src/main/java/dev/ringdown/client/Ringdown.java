package dev.ringdown.client;

import java.util.concurrent.ThreadLocalRandom;

/** Where an application begins. Stateless. */
public final class Ringdown {
    private Ringdown() {}

    /**
     * Connects to a gateway. It returns at once; the connection opens itself, and again whenever it is lost, until it is
     * closed.
     */
    public static Connection connect(ConnectOptions options) {
        ThreadLoop loop = new ThreadLoop("ringdown-client");
        Tokens tokens = new Tokens(options.token(), options.tokens(), loop, Ringdown::inThreadOfItsOwn);
        Connection connection = new Connection(
                options,
                loop,
                new JdkDialer(options, loop),
                tokens,
                () -> ThreadLocalRandom.current().nextDouble());
        connection.open();
        return connection;
    }

    /** A supplier of tokens may take its time, and is asked rarely. */
    private static void inThreadOfItsOwn(Runnable task) {
        Thread thread = new Thread(task, "ringdown-token");
        thread.setDaemon(true);
        thread.start();
    }
}
