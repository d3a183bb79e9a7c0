package dev.ringdown.launch;

import dev.ringdown.demo.DemoPublishing;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The contact centre of the demo alone, which publishes to a gateway of another process. */
@Command(
        name = "contact-centre",
        description = "Publishes what happens in the demo's simulated contact centre to a gateway of another process.",
        mixinStandardHelpOptions = true)
final class ContactCentreCommand implements Callable<Integer> {
    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8081",
            description =
                    "The internal port of the gateway, or of a balancer before several (default: ${DEFAULT-VALUE}).")
    private URI url = URI.create("");

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            required = true,
            description = "A file with the key of a publisher, publish.keys.<name> of the gateway.")
    private Path keyFile = Path.of("");

    @Mixin
    private ContactCentreOptions options = new ContactCentreOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        String key;
        try {
            key = Files.readString(keyFile).strip();
        } catch (IOException e) {
            return Failure.tell(spec, "cannot read " + keyFile + ": " + e.getMessage());
        }
        DemoPublishing publishing = new DemoPublishing(url, key, options.seed(), options.eventsPerSecond(spec));
        Runtime.getRuntime().addShutdownHook(new Thread(publishing::close, "shutdown"));
        publishing.start();
        new CountDownLatch(1).await(); // the hook ends the process
        return 0;
    }
}
