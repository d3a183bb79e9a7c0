package dev.ringdown.server;

import dev.ringdown.log.embedded.EmbeddedStore;
import dev.ringdown.transport.Port;
import org.slf4j.LoggerFactory;

/**
 * Loads what a gateway needs of native code while the main thread reads its arguments and its configuration: linking it is
 * a tenth of a start. What fails here fails again, and is told, where it is needed.
 */
public final class NativeLibraries {
    private NativeLibraries() {}

    /** Begins to load; returns at once. */
    public static void load() {
        LoggerFactory
                .getILoggerFactory(); // first, and here: while one thread initialises SLF4J, others get a substitute
        Thread thread = new Thread(NativeLibraries::run, "native-libraries");
        thread.setDaemon(true);
        thread.start();
    }

    private static void run() {
        try {
            EmbeddedStore.loadLibrary();
            Port.loadLibrary();
        } catch (RuntimeException | LinkageError e) {
            LoggerFactory.getLogger(NativeLibraries.class).debug("not loaded yet: {}", e.toString());
        }
    }
}
