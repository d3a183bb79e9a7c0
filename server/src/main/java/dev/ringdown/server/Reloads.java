package dev.ringdown.server;

import static java.util.Objects.requireNonNull;

import dev.ringdown.audit.AuditLog;
import dev.ringdown.config.ConfigChange;
import dev.ringdown.config.ConfigChanges;
import dev.ringdown.config.ConfigException;
import dev.ringdown.config.EffectiveConfig;
import dev.ringdown.config.RingdownConfig;
import dev.ringdown.current.Replaceable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the configuration again, when it is asked to and when one of its files has changed, and lets it hold as a whole or not
 * at all. Confined to its thread, but for {@link #request}.
 */
public final class Reloads {
    private static final Logger LOG = LoggerFactory.getLogger(Reloads.class);

    /** Where the configuration is read. */
    public interface Source {
        /**
         * Reads it again.
         *
         * @param running what holds
         * @throws ConfigException it cannot be used; the message lists everything that is wrong
         */
        ConfigChanges read(EffectiveConfig running) throws ConfigException;
    }

    private final Replaceable<RingdownConfig> current;
    private final Source source;
    private final ReloadMetrics metrics;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(Reloads::daemon);

    private EffectiveConfig running;
    private Set<Path> files;
    private FileStamps asRead;
    private @Nullable FileStamps changed;

    /** @param started what {@code current} was started with */
    Reloads(Replaceable<RingdownConfig> current, EffectiveConfig started, Source source, ReloadMetrics metrics) {
        this.current = requireNonNull(current, "current");
        this.running = requireNonNull(started, "started");
        this.source = requireNonNull(source, "source");
        this.metrics = requireNonNull(metrics, "metrics");
        this.files = started.files();
        this.asRead = FileStamps.of(files);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "reload");
        thread.setDaemon(true);
        return thread;
    }

    /** Looks at the files from now on, as often as {@code reload.pause} says. */
    public void start() {
        Duration pause = running.tree().reload().pause();
        if (!pause.isZero()) {
            long millis = pause.toMillis();
            var unused = thread.scheduleWithFixedDelay(this::lookAtFiles, millis, millis, TimeUnit.MILLISECONDS);
        }
    }

    /** Has it read again soon; on any thread. */
    public void request() {
        thread.execute(() -> reload("SIGHUP"));
    }

    /** Reads it again if a file is not as it was when it was read, and has stayed so since the last look. */
    void lookAtFiles() {
        FileStamps now = FileStamps.of(files);
        if (now.equals(asRead)) {
            changed = null;
        } else if (now.equals(changed)) {
            reload("a file has changed");
        } else {
            changed = now;
        }
    }

    /** Reads it again. */
    void reload(String why) {
        FileStamps before = FileStamps.of(files); // a file that changes while it is read is read once more
        try {
            ConfigChanges read = source.read(running);
            running = read.config();
            current.replace(running.tree());
            metrics.good();
            tell(why, read);
            files = running.files();
        } catch (ConfigException e) {
            metrics.bad();
            for (String fault : String.valueOf(e.getMessage()).split("\n", -1)) {
                LOG.warn("the configuration cannot be used: {}", fault);
            }
            LOG.warn("not reloaded because=\"{}\" (nothing has changed; put right what is listed)", why);
            files = e.files();
        } catch (RuntimeException e) { // a fault of ours must not end what reloads
            metrics.bad();
            LOG.error("not reloaded because=\"{}\" (nothing has changed)", why, e);
        }
        changed = null;
        asRead = files.equals(before.byFile().keySet()) ? before : FileStamps.of(files);
    }

    private static void tell(String why, ConfigChanges read) {
        for (ConfigChange change : read.changes()) {
            if (change.reloadable()) {
                LOG.info("reloaded key={} was={} now={}", change.key(), change.was(), change.now());
                AuditLog.line("configuration.reload", null)
                        .addKeyValue("key", change.key())
                        .addKeyValue("was", change.was())
                        .addKeyValue("now", change.now())
                        .log("the configuration has changed");
            } else {
                LOG.warn(
                        "kept key={} is={} asked={} (it holds from the next start on)",
                        change.key(),
                        change.was(),
                        change.now());
            }
        }
        LOG.info("reloaded because=\"{}\" changes={}", why, read.changes().size());
    }
}
