package dev.ringdown.launch;

import dev.ringdown.config.ConfigException;
import dev.ringdown.config.EffectiveConfig;
import dev.ringdown.demo.DemoCustomer;
import dev.ringdown.demo.DemoPublishing;
import dev.ringdown.server.RingdownServer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the gateway on loopback with a simulated contact centre that publishes to it, and prints where to look. */
@Command(
        name = "demo",
        description = "Runs the gateway on 127.0.0.1 with a simulated contact centre, and prints where to look.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final String PUBLISHER = "demo";
    private static final String OPERATOR = "demo";

    @Mixin
    private ConfigOptions configOptions = new ConfigOptions();

    @Mixin
    private ContactCentreOptions options = new ContactCentreOptions();

    @Option(
            names = "--no-publishing",
            description = "Publishes nothing: one of several nodes, to which contact-centre publishes.")
    private boolean silent;

    @Option(names = "--details", description = "Prints every customer, a token for each role, and more lines to paste.")
    private boolean details;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException, IOException {
        options.eventsPerSecond(spec); // first: what is wrong with it needs no folder
        TemporaryFolder log = TemporaryFolder.create("ringdown-demo-");
        EffectiveConfig config;
        try {
            config = configOptions.read(System.getenv(), demoDefaults(log.path()));
        } catch (ConfigException e) {
            log.delete();
            return Failure.tell(spec, "the configuration cannot be used:\n" + e.getMessage());
        }
        String secret = config.tree().auth().tokens().secret();
        String publisherKey = config.tree().source().publisherKeys().get(PUBLISHER);
        String adminKey = config.tree().admin().keys().get(OPERATOR);
        if (secret == null || publisherKey == null || adminKey == null) {
            log.delete();
            return Failure.tell(
                    spec,
                    "the demo needs auth.jwt.secret, publish.keys." + PUBLISHER + " and admin.keys." + OPERATOR
                            + " (leave them out, and it makes its own)");
        }
        LoggingSetup.apply(config.tree().logging());
        return run(config, secret, publisherKey, adminKey, log);
    }

    /** On loopback, with secrets and a log of this run only. */
    private static List<String> demoDefaults(Path logFolder) {
        return List.of(
                "log.dir=" + logFolder,
                "log.witness=none", // nobody opens that folder again
                "server.host=127.0.0.1",
                "server.hosts=", // its pages hand out tokens, to nobody who calls it by a name of theirs
                "server.drain=0s",
                "auth.jwt.secret=" + randomSecret(),
                "publish.keys." + PUBLISHER + "=" + randomSecret(),
                "admin.keys." + OPERATOR + "=" + randomSecret());
    }

    private static String randomSecret() {
        byte[] secret = new byte[24];
        new SecureRandom().nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }

    private int run(EffectiveConfig config, String secret, String publisherKey, String adminKey, TemporaryFolder log)
            throws InterruptedException {
        Clock clock = Clock.systemUTC();
        List<DemoCustomer> customers = DemoPublishing.customers(options.seed());
        TokenMint mint = new TokenMint(secret);
        RingdownServer server;
        try {
            server = RingdownServer.start(
                    config.tree(),
                    clock,
                    List.of(new WallboardSite(customers, mint, clock)),
                    new DemoIdentities(customers, mint, publisherKey, clock)::answer);
            HeapRatio.watch();
        } catch (IOException e) {
            log.delete();
            return Failure.tell(spec, String.valueOf(e.getMessage()));
        }
        double eventsPerSecond = options.eventsPerSecond(spec);
        DemoPublishing publishing =
                new DemoPublishing(server.internalAddress(), publisherKey, options.seed(), eventsPerSecond);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(publishing, server, log), "shutdown"));
        DemoGuide guide = new DemoGuide(server, customers, mint, publisherKey, adminKey);
        Instant now = clock.instant();
        spec.commandLine()
                .getOut()
                .print(details ? guide.details(now, eventsPerSecond) : guide.text(now, eventsPerSecond));
        spec.commandLine().getOut().flush();
        if (!silent) {
            publishing.start();
        }
        new CountDownLatch(1).await(); // the hook ends the process
        return 0;
    }

    private static void end(DemoPublishing publishing, RingdownServer server, TemporaryFolder log) {
        publishing.close();
        server.close();
        log.delete();
        LoggingSetup.end();
    }
}
