package dev.ringdown.log.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class PrivateFolderTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(PrivateFolder.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void listen() {
        log.start();
        logger.setLevel(Level.WARN);
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
        logger.setLevel(null);
    }

    @Test
    void whatIsMadeIsForItsOwnerAlone() throws IOException {
        Path above = folder.resolve("var");
        Path data = above.resolve("data");

        PrivateFolder.make(data);

        assertThat(permissions(data)).isEqualTo("rwx------");
        assertThat(permissions(above)).isEqualTo("rwx------");
        assertThat(log.list).isEmpty();
    }

    @Test
    void oneThatWasOpenBeforeIsLeftAsItIsWithAWarning() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-x---"));

        PrivateFolder.make(data);

        assertThat(permissions(data)).isEqualTo("rwxr-x---");
        assertThat(log.list)
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .isEqualTo("log.dir is open to other users of this machine folder=" + data
                        + " permissions=rwxr-x--- (they may read every event: chmod 700 " + data + ")");
    }

    @Test
    void oneThatWasPrivateBeforeIsNotWorthAWord() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));

        PrivateFolder.make(data);

        assertThat(log.list).isEmpty();
    }

    private static String permissions(Path of) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(of));
    }
}
