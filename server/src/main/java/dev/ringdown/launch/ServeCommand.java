package dev.ringdown.launch;

import dev.ringdown.config.ConfigChanges;
import dev.ringdown.config.ConfigException;
import dev.ringdown.config.EffectiveConfig;
import dev.ringdown.server.Reloads;
import dev.ringdown.server.RingdownServer;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the gateway until the process is told to end. */
@Command(
        name = "serve",
        description = "Runs the gateway until it gets SIGTERM or Ctrl-C.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    @Mixin
    private ConfigOptions configOptions = new ConfigOptions();

    @Option(names = "--print-config", description = "Prints the effective configuration with secrets masked, and ends.")
    private boolean printConfig;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        EffectiveConfig config;
        try {
            config = configOptions.read(System.getenv(), List.of());
        } catch (ConfigException e) {
            return Failure.tell(spec, "the configuration cannot be used:\n" + e.getMessage());
        }
        if (printConfig) {
            spec.commandLine().getOut().print(config.print());
            spec.commandLine().getOut().flush();
            return 0;
        }
        LoggingSetup.apply(config.tree().logging());
        CompletableFuture<Reloads> started = new CompletableFuture<>();
        Hangup.handle(() -> request(started)); // first: until then it ends the process
        try {
            RingdownServer server = RingdownServer.start(config.tree(), Clock.systemUTC(), List.of(), null);
            Reloads reloads = server.reloads(config, this::readAgain);
            reloads.start();
            started.complete(reloads);
            HeapRatio.watch();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server), "shutdown"));
            new CountDownLatch(1).await(); // the hook ends the process
            return 0;
        } catch (IOException e) {
            return Failure.tell(spec, String.valueOf(e.getMessage()));
        }
    }

    /** Who asks while it starts is heard when it has. */
    private static void request(CompletableFuture<Reloads> started) {
        var unused = started.thenAccept(Reloads::request);
    }

    private static void end(RingdownServer server) {
        server.close();
        LoggingSetup.end();
    }

    private ConfigChanges readAgain(EffectiveConfig running) throws ConfigException {
        ConfigChanges read = configOptions.readAgain(System.getenv(), List.of(), running);
        LoggingSetup.applyReloadable(read.config().tree().logging());
        return read;
    }
}
