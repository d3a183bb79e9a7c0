package dev.ringdown.tests.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Has {@code ./run} make what lets the product start fast before the first test: there are hundreds of starts. By the service
 * loader of JUnit.
 */
public final class BuiltProduct implements LauncherSessionListener {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        try (RunProcess build = RunProcess.run(List.of("build"))) {
            RunProcess.Result result = build.awaitEnd(PATIENCE);
            assertThat(result.exitCode()).as(result.err()).isZero();
        }
    }
}
