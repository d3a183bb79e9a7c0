package dev.ringdown.server;

import dev.ringdown.http.Answer;
import dev.ringdown.http.Problem;
import dev.ringdown.log.EventLog;
import org.jspecify.annotations.Nullable;

/** Whether the process lives, and whether clients should be sent to it. Thread-safe. */
final class Health {
    private final EventLog log;
    private final Sources sources;
    private volatile boolean listening;
    private volatile boolean warmingUp;
    private volatile boolean draining;

    Health(EventLog log, Sources sources) {
        this.log = log;
        this.sources = sources;
    }

    /** Both ports are open. */
    void listening() {
        listening = true;
    }

    /** Whether clients should wait a little, since everything would be slow. */
    void warmingUp(boolean now) {
        warmingUp = now;
    }

    /** Newcomers are refused from now on. */
    void draining() {
        draining = true;
    }

    /** {@code /livez}: 200 as long as the process can answer at all. */
    Answer live() {
        return Answer.text(200, "alive\n");
    }

    /** {@code /readyz}: 200 with how log and sources are, for which nobody is sent elsewhere; or 503 with the reason. */
    Answer ready() {
        String reason = reasonAgainst();
        return reason == null
                ? Answer.text(200, "ready\n" + remark() + sources.status())
                : Problem.of(503, "Service Unavailable", reason).toAnswer();
    }

    private String remark() {
        String remark = log.remark();
        return remark == null ? "" : "log: " + remark + "\n";
    }

    private @Nullable String reasonAgainst() {
        if (!listening) {
            return "starting";
        }
        if (draining) {
            return "draining";
        }
        return warmingUp ? "warming up" : log.notReady();
    }
}
